internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The model does not say which version of the format it is.
///
/// ## What it means
/// `ir_version` is absent or 0.
///
/// ## Why it is bad
/// Checkers refuse the model, because they can't know which rules hold.
///
/// ## Example
/// ```onnxtxt
/// <opset_import: ["" : 17]>  # F007
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
/// Write the version that came with the operator set, or a newer one if something in the model needs it.
///
/// ## Fix safety
/// Safe: that version allows everything that the model has.
///
/// ## What others say
/// onnx.checker: `The model does not have an ir_version set properly.` ONNX Runtime: `Missing model IR version.`; it loads
/// a written 0.
enum IRMissing: Rule {
  static let info = RuleInfo("F007", "ir-missing", .error, fix: .safe, "the model has no ir_version")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard model.model.irVersion ?? 0 == 0 else { return [] }
    let version = IRNeeds.suited(model)
    return [
      model.diagnostic(
        info, "the model has no ir_version", at: ModelPath(),
        peers: said(
          checker: "The model does not have an ir_version set properly.",
          runtime: model.model.irVersion == nil ? "Missing model IR version." : nil),
        fixes: [.model("set ir_version \(version)", .safe, [.set(ModelPath([.init("ir_version")]), .int(version))])])
    ]
  }
}
