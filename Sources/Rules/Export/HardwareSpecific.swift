// X006 hardware-specific.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// The model has operators of `com.microsoft.nchwc` or `com.ms.internal.nhwc`, which ONNX Runtime puts in when it
/// optimises for the machine at hand.
///
/// ## Why it is bad
///
/// The saved model runs only where that layout is right, and in that runtime alone.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17, "com.microsoft.nchwc" : 1]>
/// main (float[1, 8, 4, 4] x) => (float[1, 8, 4, 4] y) {
///   y = com.microsoft.nchwc.ReorderInput (x)  # X006 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Save the model before it is optimised, or with optimisations up to the extended level only.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// ONNX Runtime elsewhere: no kernel for the operator.
package enum HardwareSpecific: Rule {
  package static let info = RuleInfo(
    "X006", "hardware-specific", .warning, fix: .none, "an operator of one processor's layout")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (number, operation) in model.index.operations.enumerated()
    where operation.function == nil && domains.contains(operation.domain) {
      for node in model.nodes(of: number) {
        found.append(
          model.diagnostic(
            info, "\(operation.name) of \(operation.domain) runs on the kind of processor that it was made for",
            at: model.index.path(of: node), node: node))
      }
    }
    return found
  }

  private static let domains: Set<String> = ["com.microsoft.nchwc", "com.ms.internal.nhwc"]
}
