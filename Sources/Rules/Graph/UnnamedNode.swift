internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A node has no name.
///
/// ## What it means
/// The node's `name` is absent or empty, which is legal.
///
/// ## Why it is bad
/// Runtimes and profilers name nodes in their messages: `Type ... in node ()` can't be found in a large model.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)  # G007 graph.node[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   [Relu_0] y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Name the node, by its layer if you can.
///
/// ## Fix safety
/// Safe: nothing refers to nodes by their names. The fix takes the operator and the node's number.
///
/// ## What others say
/// Nobody says anything.
enum UnnamedNode: Rule {
  static let info = RuleInfo("G007", "unnamed-node", .info, fix: .safe, "a node has no name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var names = FreshNames(index)
    var found: [Diagnostic] = []
    for scope in index.scopes.indices {
      for (number, node) in index.scopes[scope].graph.nodes.enumerated() where node.name?.isEmpty ?? true {
        let id = index.nodeID(number, in: scope)
        let name = names.make("\(model.text(node.opType))_\(number)")
        found.append(
          model.diagnostic(
            info, "\(index.operation(id).name) has no name", at: index.path(of: id), node: id,
            fixes: [
              .model(
                "name it \"\(name)\"", .safe, [.set(index.path(of: id).appending("name"), .string(Array(name.utf8)))])
            ]))
      }
    }
    return found
  }
}
