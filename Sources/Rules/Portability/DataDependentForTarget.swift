// P004 data-dependent-for-target.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// ## What it means
///
/// The model is meant for a runtime other than ONNX Runtime and has nodes whose outputs have sizes that only data
/// tells, or loops.
///
/// ## Why it is bad
///
/// Runtimes that compile a model need all sizes before it runs: they refuse it, or run such parts slowly.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x) => (int64[1, M] y) {
///   y = NonZero (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Give sizes an upper bound: TopK with a constant k, masks in place of Compress and NonZero.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The target, when it loads or runs the model.
package enum DataDependentForTarget: Rule {
  package static let info = RuleInfo(
    "P004", "data-dependent-for-target", .warning, fix: .none,
    "sizes that depend on data, for a target that plans ahead")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let target = model.target, target != OperatorCatalog.onnxRuntime else { return [] }
    return model.calls(of: dependent).map { node in
      let name = model.opType(node)
      let what = name == "Loop" ? "runs as often as data says" : "makes sizes that depend on data"
      return model.diagnostic(
        info, "\(name) \(what); \(target) plans ahead", at: model.index.path(of: node), node: node)
    }
  }

  private static let dependent: Set<String> = [
    "Compress", "Loop", "NonMaxSuppression", "NonZero", "StringSplit", "Unique",
  ]
}
