// P002 no-kernel.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// ## What it means
///
/// With the target onnxruntime: its CPU provider has no kernel for the operator in the version that the model
/// imports and for the types that the node has, and no function body leads to kernels. Also attributes that a
/// kernel refuses when it is made.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses to load the model although it is valid.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (double[1, 3, 8, 8] x, double[4, 3, 3, 3] w) => (double[1, 4, 6, 6] y) {
///   y = Conv (x, w)
/// }
/// ```
///
/// ## How to mend it
///
/// Cast to a type that has a kernel, often float, or import another version of the operator set.
///
/// ## Fix safety
///
/// No fix is offered: each way changes results or speed.
///
/// ## What others say
///
/// ONNX Runtime at load: `Could not find an implementation for Conv(11) node with name 'Conv_0'`
package enum NoKernel: Rule {
  package static let info = RuleInfo(
    "P002", "no-kernel", .error, fix: .none, "ONNX Runtime has no kernel for a node")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard model.target == OperatorCatalog.onnxRuntime else { return [] }
    var plan = KernelPlan(model.inference)
    return plan.refusals().map { refusal in
      let node = refusal.node
      let version = model.index.operation(node).schema?.sinceVersion ?? 0
      let saying =
        refusal.isKernel
        ? refusal.reason
        : "Could not find an implementation for \(refusal.operation)(\(refusal.version ?? version)) node with name "
          + "'\(model.nodeName(node))'"
      return model.diagnostic(
        info,
        refusal.isKernel ? "ONNX Runtime: \(refusal.reason)" : "ONNX Runtime has no CPU kernel: \(refusal.reason)",
        at: model.index.path(of: node), node: node, peers: [.runtime: saying])
    }
  }
}
