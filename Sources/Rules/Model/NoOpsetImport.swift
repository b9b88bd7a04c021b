internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The model imports no operator set.
///
/// ## What it means
/// `opset_import` says which version of which operators a model means. Since IR version 3 there has to be one.
///
/// ## Why it is bad
/// `Clip` had six meanings so far; without a version nobody can say which one is meant.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8>  # M001
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
/// Import what the exporter wrote for.
///
/// ## Fix safety
/// Chosen by a person: the fix takes the newest version of the time of the model's `ir_version`.
///
/// ## What others say
/// onnx.checker: `model with IR version >= 3 must specify opset_import for ONNX`. ONNX Runtime: `Missing opset in the
/// model.`
enum NoOpsetImport: Rule {
  static let info = RuleInfo("M001", "no-opset-import", .error, fix: .manual, "the model imports no operator set")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard model.model.opsetImports.isEmpty, model.model.irVersion ?? 3 >= 3 else { return [] }
    let version = IRVersions.newestOpset(model.model.irVersion ?? IRVersions.newest)
    return [
      model.diagnostic(
        info, "the model imports no operator set", at: ModelPath(),
        peers: said(
          checker: "model with IR version >= 3 must specify opset_import for ONNX",
          runtime:
            "Missing opset in the model. All ModelProtos MUST have at least one entry that specifies which version of the ONNX OperatorSet is being imported."
        ),
        fixes: [.model("import ai.onnx \(version)", .unsafe, [model.importing("", version, 0)])])
    ]
  }
}
