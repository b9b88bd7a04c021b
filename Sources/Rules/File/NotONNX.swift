internal import Diagnostics

/// The file is no ONNX model.
///
/// ## What it means
/// Its first bytes are those of something else: a web page, a model as protobuf text, a TensorFlow graph, safetensors, a
/// zip archive such as PyTorch writes; or the file is empty. The command that opens the file finds it.
///
/// ## Why it is bad
/// There is no model to look at.
///
/// ## Example
/// ```text
/// <!DOCTYPE html>
/// <html><head><title>Sign in</title>
/// ```
///
/// ## How to mend it
/// Download the file itself rather than the page about it; export the model to ONNX.
///
/// ## Fix safety
/// No fix: the model is elsewhere.
///
/// ## What others say
/// onnx.checker: `The model does not have an ir_version set properly.` ONNX Runtime: `Protobuf parsing failed.`
enum NotONNX: Rule {
  static let info = RuleInfo("F002", "not-onnx", .error, "the file is no ONNX model")

  /// Found when the file is opened.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
