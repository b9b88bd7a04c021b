internal import Diagnostics

/// The file ends too early, or is damaged.
///
/// ## What it means
/// Protobuf announces the length of each part; here one goes past the end of the file or of what it is in. The report
/// names the part, such as `graph.initializer[12]`, and the byte.
///
/// ## Why it is bad
/// The rest of the model is missing.
///
/// ## Example
/// ```text
/// $ head -c 1000 model.onnx > part.onnx
/// $ graven check part.onnx
/// part.onnx: error[F003 truncated]: the file ends inside graph.initializer[2] at byte 310: 4096 bytes announced, about 687 left
/// ```
///
/// ## How to mend it
/// Download or export the file again.
///
/// ## Fix safety
/// No fix: the rest is not there.
///
/// ## What others say
/// onnx.checker: `Unable to parse proto from file`. ONNX Runtime: `Protobuf parsing failed.`
enum Truncated: Rule {
  static let info = RuleInfo("F003", "truncated", .error, "the file ends too early, or is damaged")

  /// Found when the file is decoded.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
