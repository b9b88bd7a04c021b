// ONNX text for tree-sitter; ../onnx-text.ebnf is the grammar that this one follows.
//
// It reads every text that is one, and some that are not: which keys a header has, whether a type has notes. What it does
// not read are functions with parameters and without a name.

const PRIMITIVES = [
  "float", "double", "float16", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "float8e8m0",
  "float6e2m3", "float6e3m2", "float4e2m1", "int64", "int32", "int16", "int8", "int4", "int2", "uint64", "uint32", "uint16",
  "uint8", "uint4", "uint2", "bool", "string", "complex64", "complex128",
];

const list1 = (rule) => seq(rule, repeat(seq(",", rule)));
const list = (rule) => optional(list1(rule));
const within = (open, rule, close) => seq(open, list(rule), close);

// A message as an object: the word and its brace are one token, so that the word stays a name elsewhere.
const message = (word, $) => seq(alias(token(seq(word, /[ \t\r\n]*\{/)), "message"), $._fields);

module.exports = grammar({
  name: "onnx_text",
  extras: ($) => [/[ \t\r\n]/, $.comment],
  word: ($) => $.identifier,

  rules: {
    source_file: ($) => seq(optional($.pragma), optional($._model)),
    _model: ($) =>
      choice(
        $.model_object,
        $.header,
        seq(field("header", optional($.header)), choice($.function_object, $.graph_object), repeat($._function)),
        seq(field("header", $.header), $.graph, repeat($._function)),
        seq(alias($._plain_graph, $.graph), repeat($._function)),
      ),
    model_object: ($) => message("model", $),
    _function: ($) => choice($.function, $.function_object),

    // Headers
    header: ($) => seq("<", optional(seq(list1($.entry), optional(","))), ">"),
    entry: ($) => seq(field("key", $.identifier), ":", field("value", choice($.integer, $._string, $.bytes, $.entries))),
    entries: ($) => within("[", choice($.pair, $.object), "]"),
    pair: ($) => seq(field("key", optional($._string)), ":", field("value", choice($._string, $.integer))),

    // Graphs and functions
    graph: ($) => seq(field("header", optional($.header)), $._plain_graph),
    _plain_graph: ($) =>
      seq(
        field("name", optional($._name)),
        field("inputs", optional($.values)),
        "=>",
        field("outputs", $.values),
        field("declarations", optional($.declarations)),
        field("body", $.body),
      ),
    graph_object: ($) => message("graph", $),
    function: ($) =>
      seq(
        field("header", optional($.header)),
        optional(seq(field("name", $._name), field("parameters", optional($.parameters)))),
        field("inputs", $.values),
        "=>",
        field("outputs", $.values),
        field("declarations", optional($.declarations)),
        field("body", $.body),
      ),
    function_object: ($) => message("function", $),
    parameters: ($) => seq("<", list1(choice($._name, $.attribute)), ">"),
    values: ($) => within("(", $._value, ")"),
    declarations: ($) => seq("<", optional(seq(list1(choice($._value, $.sparse_initializer)), optional(","))), ">"),
    _value: ($) => choice($.value, $.value_object),
    value: ($) =>
      seq(
        field("type", optional($.type)),
        field("name", $._name),
        repeat($.note),
        optional(seq("=", field("initializer", optional($._stored)), repeat($.note))),
      ),
    value_object: ($) => choice(message("value", $), message("tensor", $), message("sparse", $)),
    sparse_initializer: ($) => seq($.sparse_type, "=", $.sparse_body),
    body: ($) => seq("{", repeat(choice($.node, $.node_object)), "}"),

    // Nodes
    node: ($) =>
      seq(
        optional(seq("[", field("name", optional($._name)), "]")),
        field("outputs", optional($.outputs)),
        "=",
        field("operator", optional($.operator)),
        choice(
          seq(field("attributes", $.attributes), "(", field("inputs", optional($.inputs)), ")"),
          seq("(", field("inputs", optional($.inputs)), ")", field("attributes", optional($.attributes))),
        ),
        repeat($.note),
      ),
    node_object: ($) => message("node", $),
    outputs: ($) => $._names,
    inputs: ($) => $._names,
    _names: ($) => choice($._name, seq(optional($._name), repeat1(seq(",", optional($._name))))),
    operator: ($) =>
      choice(
        seq($._name, repeat(seq(".", $._name)), optional($._overload)),
        seq(repeat1(seq(".", $._name)), optional($._overload)),
        $._overload,
      ),
    _overload: ($) => seq(":", field("overload", $._name)),
    attributes: ($) => seq("<", list1($.attribute), ">"),
    attribute: ($) =>
      choice(
        message("attr", $),
        seq(
          field("name", $._name),
          optional(seq(":", field("type", alias($.identifier, $.attribute_type)))),
          "=",
          field("value", choice($._item, $.reference, $.list)),
          repeat($.note),
        ),
      ),
    list: ($) => within("[", $._item, "]"),
    _item: ($) =>
      choice($.integer, $._number, $._string, $.typed_value, $.value_object, alias($._inner_graph, $.graph)),
    _inner_graph: ($) => choice(seq(field("header", $.header), $._plain_graph), $._plain_graph),
    reference: ($) => choice(token(/@[A-Za-z_][A-Za-z0-9_]*/), seq("@", $._name)),

    // Tensors, sparse tensors, and types that stand alone
    typed_value: ($) =>
      prec.right(
        choice(
          seq(
            field("type", $.type),
            field("name", optional($._name)),
            repeat($.note),
            optional(choice(seq("=", optional($._stored)), $._literal, $.sparse_body)),
          ),
          seq(field("type", $.type), field("name", $._name), repeat($.note), $.entries),
        ),
      ),
    _stored: ($) => choice($._literal, $.sparse_body, $.entries),
    _literal: ($) => seq(optional(choice("@raw", "@typed")), choice($.elements, $.bytes, $.elided, $.data)),
    elements: ($) => within("{", choice($.integer, $._number, $._string, $.bytes), "}"),
    elided: () => "...",
    data: ($) =>
      seq(
        "@data",
        "(",
        field("path", $._string),
        optional(seq(",", choice(field("tensor", $._string), seq($.integer, ",", $.integer)))),
        optional(seq(",", "sha256", ":", $._string)),
        ")",
      ),
    sparse_body: ($) =>
      seq("{", "values", ":", $._sparse_part, ",", "indices", ":", $._sparse_part, "}"),
    _sparse_part: ($) => choice($.typed_value, $.value_object),

    // Types
    type: ($) => prec.right(seq($._plain_type, repeat($.denotation))),
    _plain_type: ($) =>
      choice(
        seq($.primitive_type, optional($.dimensions)),
        $.sparse_type,
        seq(choice("seq", "optional"), "(", $.type, ")"),
        seq("map", "(", $.primitive_type, ",", $.type, ")"),
        seq("opaque", "(", optional(seq($._name, repeat(seq(".", $.identifier)), optional(seq(",", $._name)))), ")"),
        message("type", $),
      ),
    primitive_type: () => choice(...PRIMITIVES),
    sparse_type: ($) => seq("sparse_tensor", "(", $.primitive_type, optional($.dimensions), ")"),
    dimensions: ($) => within("[", $.dimension, "]"),
    dimension: ($) => seq(choice("?", $.integer, $._name), optional($.denotation)),
    denotation: ($) => seq("@denote", $._string),

    // Notes and objects
    note: ($) =>
      choice(seq("@doc", $._string), seq("@meta", $.entries), seq("@device", $.entries), seq("@unknown", $.bytes)),
    object: ($) => seq("{", $._fields),
    _fields: ($) => seq(list($.field), "}"),
    field: ($) => seq(field("key", $.identifier), ":", field("value", $._field_value)),
    _field_value: ($) =>
      choice(
        $.integer,
        $._number,
        $._string,
        $.bytes,
        $.data,
        $.object,
        alias($._field_list, $.list),
        seq("graph", $.graph),
        seq("tensor", $._sparse_part),
        seq("type", $.type),
        seq("node", $.node),
        $.graph_object,
        $.node_object,
      ),
    _field_list: ($) => within("[", $._field_value, "]"),

    // Tokens
    _name: ($) => choice($.identifier, $._string),
    _string: ($) => choice($.string, $.text_block),
    _number: ($) => choice($.float, $.special),
    identifier: () => /[A-Za-z_][A-Za-z0-9_]*/,
    string: () => token(choice(/"([^"\\]|\\[\s\S])*"/, /b"([^"\\\n]|\\[\s\S])*"/)),
    text_block: () =>
      token(
        seq(
          /"""[ \t\r]*\n/,
          repeat(/[ \t]*([^" \t\n][^\n]*|"([^"\n][^\n]*)?|""([^"\n][^\n]*)?)?\n/),
          /[ \t]*"""/,
        ),
      ),
    bytes: () => token(/(x|b64)"[^"]*"/),
    integer: () => /-?[0-9]+/,
    float: () =>
      token(
        choice(
          /-?[0-9]+(\.[0-9]*([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)/,
          /-([nN][aA][nN]|[iI][nN][fF]([iI][nN][iI][tT][yY])?)/,
          /nan\(0x[0-9A-Fa-f]+\)/,
        ),
      ),
    special: () => token(prec(1, /[nN][aA][nN]|[iI][nN][fF]([iI][nN][iI][tT][yY])?/)),
    pragma: () => token(prec(1, /#!onnx-text[^\n]*/)),
    comment: () => token(choice(/#[^\n]*/, /\/\/[^\n]*/)),
  },
});
