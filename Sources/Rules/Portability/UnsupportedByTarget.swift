// P003 unsupported-by-target.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// ## What it means
///
/// The support table of the target says that it has not this operator, or not in the version that the model
/// imports.
///
/// ## Why it is bad
///
/// The model can't be loaded there, or falls back to another provider.
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
/// Express it with operators that the target has, or choose another target.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The target, when it loads the model.
package enum UnsupportedByTarget: Rule {
  package static let info = RuleInfo(
    "P003", "unsupported-by-target", .warning, fix: .none, "the target does not know an operator")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let target = model.target, target != OperatorCatalog.onnxRuntime else { return [] }
    var found: [Diagnostic] = []
    for (number, operation) in model.index.operations.enumerated() where operation.function == nil {
      guard let support = model.catalog.support(of: operation.name, domain: operation.domain, in: target) else {
        continue
      }
      let version = operation.schema?.sinceVersion ?? 0
      // Tables name the versions of the operator set that were tried: a version of the operator holds up to the next.
      let isOld =
        !support.opsets.isEmpty && !support.opsets.contains { $0.contains(version) || $0.lowerBound >= version }
      guard support.level == .unsupported || isOld else { continue }
      let reason =
        support.level == .unsupported ? "\(target) has no \(operation.name)" : "\(target) has no \(operation.title)"
      for node in model.nodes(of: number) {
        found.append(
          model.diagnostic(
            info, reason + (support.limits.isEmpty ? "" : ": \(support.limits)"), at: model.index.path(of: node),
            node: node))
      }
    }
    return found
  }
}
