// T011 loop-state-type.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A state of a Loop or Scan starts with one element type and the body hands another one on.
///
/// ## Why it is bad
///
/// The second round would get another type than the first; ONNX Runtime refuses a Loop when it loads the model
/// and a Scan when it runs it.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (int64 n, bool c, float[2] x) => (float[2] y) {
///   y = Loop (n, c, x) <  # T011 graph.node[0]
///   body = body_graph (int64 i, bool b, float[2] s) => (bool b2, int64[2] s2) {
///     b2 = Identity (b)
///     s2 = Cast <to = 7> (s)
///   }>
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (int64 n, bool c, float[2] x) => (float[2] y) {
///   y = Loop (n, c, x) <body = body_graph (int64 i, bool b, float[2] s) => (bool b2, float[2] s2) {
///     b2 = Identity (b)
///     s2 = Neg (s)
///   }>
/// }
/// ```
///
/// ## How to mend it
///
/// Cast the state at the end of the body, or start with the type that the body makes.
///
/// ## Fix safety
///
/// A person chooses which type is right.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime: `Input element type of 7 does not match
/// existing output type of 1`
package enum LoopStateType: Rule {
  package static let info = RuleInfo(
    "T011", "loop-state-type", .error, fix: .manual, "a loop hands on a state of another type than it began with")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      guard model.opType(node) == "Loop", let body = model.index.subscopes(node).first?.scope else { return }
      let outputs = model.index.scopes[body].outputs
      for number in outputs.indices.dropFirst() {
        guard let first = model.inputType(number + 1, of: node)?.elementType,
          let second = model.inference.type(of: outputs[number])?.elementType, first != second
        else { continue }
        let saying =
          "[TypeInferenceError] Input element type of \(second.rawValue) does not match existing output type of "
          + "\(first.rawValue)"
        diagnostic.peers = [
          .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (Loop) \(saying)",
        ]
        let rewrite = InsertCast.atOutput(model.index, scope: body, output: number, to: first)
        diagnostic.fixes = rewrite.map { [Fix($0, .unsafe)] } ?? []
        return
      }
    }
  }
}
