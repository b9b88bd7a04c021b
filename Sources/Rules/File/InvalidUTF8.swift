internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A name or another string is no UTF-8.
///
/// ## What it means
/// onnx.proto's string fields are UTF-8. This one has bytes that are none, often Latin-1, or Shift-JIS from a Windows tool.
/// Strings of attributes and tensors are bytes, and not meant.
///
/// ## Why it is bad
/// Protobuf's Python and Java refuse the whole file, while C++ reads it: it works here and not there.
///
/// ## Example
/// ```text
/// [b"conv\xe9"] y = Relu (x)
/// ```
/// Mended:
/// ```text
/// ["convé"] y = Relu (x)
/// ```
///
/// ## How to mend it
/// Write the string in UTF-8; if it is a value's name, everywhere.
///
/// ## Fix safety
/// Chosen by a person: the fix takes the bytes for Latin-1, and only where nothing refers to the string.
///
/// ## What others say
/// onnx.checker and ONNX Runtime say nothing.
enum InvalidUTF8: Rule {
  static let info = RuleInfo("F004", "invalid-utf8", .error, fix: .manual, "a name or another string is no UTF-8")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    // Where the bytes of all names are good, only the rare fields are left; both looks are flat.
    guard !isPlain(model) else { return [] }
    return FieldScan(model.model).invalid.map { path, text in
      let place = place(path)
      let latin = String(String.UnicodeScalarView(model.strings[text].map { Unicode.Scalar($0) }))
      let isFree =
        ["doc_string", "producer_name", "producer_version"].contains(path.steps.last?.field) || isNodeName(path)
      return model.diagnostic(
        info, "\(path.steps.last?.field ?? "a string") is no UTF-8: \"\(model.strings.string(text))\"", at: place,
        fixes: isFree
          ? [.model("read it as Latin-1: \"\(latin)\"", .unsafe, [.set(path, .string(Array(latin.utf8)))])] : [])
    }
  }

  /// What a person would want underlined: the node of a name, not the name.
  private static func place(_ path: ModelPath) -> ModelPath {
    guard let last = path.steps.last, last.index == nil, path.steps.count > 1 else { return path }
    return ModelPath(Array(path.steps.dropLast()))
  }

  private static func isNodeName(_ path: ModelPath) -> Bool {
    path.steps.count > 1 && path.steps.last?.field == "name" && path.steps[path.steps.count - 2].field == "node"
  }

  /// Whether no byte of any string is outside of ASCII: then all is well, at the price of one look.
  private static func isPlain(_ model: CheckedModel) -> Bool {
    StringLook.isPlain(model.index)
  }
}
