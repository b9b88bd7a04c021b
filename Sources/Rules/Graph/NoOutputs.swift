internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The graph has no outputs, or no nodes.
///
/// ## What it means
/// A model without outputs computes nothing that anybody sees; one without nodes hands its inputs through.
///
/// ## Why it is bad
/// It is legal, and hardly ever meant: an export went wrong, or an edit removed too much.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => () {  # G017 graph
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
/// Declare the outputs, or export the model again.
///
/// ## Fix safety
/// No fix: what was meant can't be seen.
///
/// ## What others say
/// Nobody says anything.
enum NoOutputs: Rule {
  static let info = RuleInfo("G017", "no-outputs", .warning, "the graph has no outputs, or no nodes")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    let path = ModelPath([.init("graph")])
    guard let main = index.mainScope else {
      return [model.diagnostic(info, "the model has no graph", at: ModelPath())]
    }
    if index.scopes[main].graph.outputs.isEmpty {
      return [model.diagnostic(info, "the graph has no outputs", at: path)]
    }
    if index.scopes[main].graph.nodes.isEmpty { return [model.diagnostic(info, "the graph has no nodes", at: path)] }
    return []
  }
}
