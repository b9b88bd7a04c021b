internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The model says a version of the format that does not exist yet.
///
/// ## What it means
/// `ir_version` is above the newest one that ONNX defines, 14.
///
/// ## Why it is bad
/// Runtimes refuse it before they look at anything else. They lag behind, too: ONNX Runtime 1.17 reads up to 9, 1.20 up to
/// 10.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 99, opset_import: ["" : 17]>  # F008 ir_version
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Set the version that the model needs.
///
/// ## Fix safety
/// Safe where the model has no fields that this tool does not know: then nothing in it is newer.
///
/// ## What others say
/// onnx.checker: `Your model ir_version 99 is higher than the checker's (14).` ONNX Runtime: `Unsupported model IR version:
/// 99, max supported IR version: 14`
enum IRTooNew: Rule {
  static let info = RuleInfo("F008", "ir-too-new", .error, fix: .safe, "ir_version is above what ONNX defines")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let version = model.model.irVersion, version > IRVersions.newest else { return [] }
    let path = ModelPath([.init("ir_version")])
    let suited = IRNeeds.suited(model)
    let isSafe = FieldScan(model.model).unknown.isEmpty
    return [
      model.diagnostic(
        info, "ir_version \(version) does not exist; the newest is \(IRVersions.newest)", at: path,
        notes: isSafe ? ["nothing here needs more than \(suited)"] : [],
        peers: said(
          checker: "Your model ir_version \(version) is higher than the checker's (\(IRVersions.newest)).",
          runtime: "Unsupported model IR version: \(version), max supported IR version: \(IRVersions.newest)"),
        fixes: [.model("set ir_version \(suited)", isSafe ? .safe : .unsafe, [.set(path, .int(suited))])])
    ]
  }
}
