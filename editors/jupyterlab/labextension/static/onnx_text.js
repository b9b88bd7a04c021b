// Makes .onnxtxt a file type of JupyterLab, with colours. Written as the container that JupyterLab loads, so that it
// needs no build: init() receives the modules that JupyterLab shares, get() gives the plugin.
(() => {
  const NAME = "graven-jupyterlab";
  const LANGUAGE = "onnx-text";
  const MIME = "text/x-onnx-text";
  const EXTENSIONS = ["onnxtxt", "onnxtext"];

  const TYPE =
    /^(?:float|double|u?int(?:2|4|8|16|32|64)|bool|string|b?float16|float4e2m1|float8e\w+|complex(?:64|128)|seq|optional|map|sparse_tensor|opaque)$/;
  const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
  const WORD = /^[A-Za-z_]\w*/;

  // A string may go on over lines; state.quote is what ends it.
  function string(stream, state) {
    while (!stream.eol()) {
      if (state.quote === '"' && stream.match("\\")) {
        stream.next();
      } else if (stream.match(state.quote)) {
        state.quote = null;
        break;
      } else {
        stream.next();
      }
    }
    return "string";
  }

  // What a bare word is, by what stands around it. JupyterLab's themes have no colours for types and functions, hence
  // "standard" and "definition".
  function word(stream, text, inner) {
    const after = stream.string.slice(stream.pos);
    if (TYPE.test(text) && /^\s*(?:[\[\w"({,)>]|=\s*@)/.test(after)) return "variableName.standard";
    if (inner === "<" && /^\s*[:=](?!>)/.test(after)) return "propertyName";
    if (inner === "{" && /^(?:\.[A-Za-z_]|:[A-Za-z_"]|\s*[(<])/.test(after)) return "variableName.definition";
    return "variableName";
  }

  // Which bracket is the innermost open one; `=>` is an arrow.
  function bracket(stream, state) {
    if (stream.match("=>")) return;
    const next = stream.next();
    if ("<{([".includes(next)) state.open.push(next);
    else if (">})]".includes(next)) state.open.pop();
  }

  const parser = {
    name: LANGUAGE,
    languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
    startState: () => ({ quote: null, open: [] }),
    token(stream, state) {
      if (state.quote) return string(stream, state);
      if (stream.eatSpace()) return null;
      if (stream.sol() && stream.match(/^#!onnx-text.*/)) return "meta";
      if (stream.match(/^(?:#|\/\/).*/)) return "comment";
      const opening = stream.match(/^"""|^(?:b64|b|x)?"/);
      if (opening) {
        state.quote = opening[0] === '"""' ? '"""' : '"';
        return string(stream, state);
      }
      if (stream.match(/^@[A-Za-z_]\w*/)) return "keyword";
      if (stream.match(NUMBER)) return "number";
      const text = stream.match(WORD);
      if (text) return word(stream, text[0], state.open.at(-1));
      bracket(stream, state);
      return null;
    },
  };

  let shared;

  // A module of JupyterLab, in the version that it runs.
  async function use(name) {
    const [version] = Object.values(shared[name] ?? {});
    if (!version) throw new Error(`JupyterLab does not share ${name}`);
    return (await version.get())();
  }

  async function plugin() {
    const { IEditorLanguageRegistry } = await use("@jupyterlab/codemirror");
    const { LanguageSupport, StreamLanguage } = await use("@codemirror/language");
    return {
      id: `${NAME}:language`,
      description: "ONNX text: a file type and its language",
      autoStart: true,
      requires: [IEditorLanguageRegistry],
      activate(app, languages) {
        app.docRegistry.addFileType({
          name: LANGUAGE,
          displayName: "ONNX text",
          extensions: EXTENSIONS.map((extension) => `.${extension}`),
          mimeTypes: [MIME],
          fileFormat: "text",
          contentType: "file",
        });
        languages.addLanguage({
          name: LANGUAGE,
          displayName: "ONNX text",
          mime: MIME,
          extensions: EXTENSIONS,
          support: new LanguageSupport(StreamLanguage.define(parser)),
        });
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const module = { __esModule: true, default: await plugin() };
      return () => module;
    },
  };
})();
