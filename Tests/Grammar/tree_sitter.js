// Evaluates a tree-sitter grammar and prints it as JSON, as tree-sitter's generator does before it makes a parser:
// node tree_sitter.js grammar.js
const path = require("node:path");

const rule = (value) => {
  if (typeof value === "string") return { type: "STRING", value };
  if (value instanceof RegExp) return { type: "PATTERN", value: value.source };
  if (value === undefined || value === null) throw new TypeError("an undefined rule");
  if (value instanceof Error) throw value;
  return value;
};
const of = (type) => (...members) => ({ type, members: members.map(rule) });
const wrap = (type) => (content) => ({ type, content: rule(content) });

Object.assign(globalThis, {
  blank: () => ({ type: "BLANK" }),
  seq: of("SEQ"),
  choice: of("CHOICE"),
  repeat: wrap("REPEAT"),
  repeat1: wrap("REPEAT1"),
  optional: (content) => choice(content, blank()),
  token: wrap("TOKEN"),
  field: (name, content) => ({ type: "FIELD", name, content: rule(content) }),
  alias: (content, value) => ({
    type: "ALIAS",
    content: rule(content),
    named: typeof value !== "string",
    value: typeof value === "string" ? value : value.name,
  }),
  prec: (value, content) => ({ type: "PREC", value, content: rule(content) }),
});
prec.right = (...given) => ({ type: "PREC_RIGHT", value: given.length > 1 ? given[0] : 0, content: rule(given.at(-1)) });
token.immediate = wrap("IMMEDIATE_TOKEN");

globalThis.grammar = ({ rules, extras, word, ...others }) => {
  const names = new Proxy(
    {},
    {
      get: (_, name) => {
        // What a rule is shown as need not be a rule itself.
        return name in rules
          ? { type: "SYMBOL", name }
          : Object.assign(new ReferenceError(`no rule is called ${String(name)}`), { name });
      },
    },
  );
  return {
    ...others,
    word: word(names).name,
    extras: extras(names).map(rule),
    rules: Object.fromEntries(Object.entries(rules).map(([name, make]) => [name, rule(make(names))])),
  };
};

console.log(JSON.stringify(require(path.resolve(process.argv[2]))));
