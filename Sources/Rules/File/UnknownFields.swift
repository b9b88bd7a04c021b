internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The file has fields that this version of ONNX does not know.
///
/// ## What it means
/// They come from a newer ONNX, or from a program that adds fields of its own. They are kept byte for byte.
///
/// ## Why it is bad
/// Other tools drop them when they write the model.
///
/// ## Example
/// ```text
/// y = Relu (x) @unknown x"f87f05"
/// ```
///
/// ## How to mend it
/// Nothing has to be done; update this tool if the fields are those of a newer ONNX.
///
/// ## Fix safety
/// No fix: what they mean is not known.
///
/// ## What others say
/// Nobody says anything.
enum UnknownFields: Rule {
  static let info = RuleInfo("F005", "unknown-fields", .info, "the file has fields that ONNX does not know")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    FieldScan(model.model).unknown.map { path, bytes in
      model.diagnostic(info, "\(bytes) bytes of fields that onnx.proto does not have", at: path)
    }
  }
}
