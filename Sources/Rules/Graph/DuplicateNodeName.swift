internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// Two nodes of one graph have the same name.
///
/// ## What it means
/// Node names are for people and messages; within a graph they have to differ. Empty names are not compared, nor those of
/// `Constant` nodes, which ONNX Runtime turns into weights first.
///
/// ## Why it is bad
/// ONNX Runtime refuses some models with such names, and every message about `a` leaves open which node it means.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   [a] t = Relu (x)
///   [a] y = Neg (t)  # G006 graph.node[1]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   [a] t = Relu (x)
///   [a_1] y = Neg (t)
/// }
/// ```
///
/// ## How to mend it
/// Rename one of the two.
///
/// ## Fix safety
/// Safe: nothing refers to nodes by their names.
///
/// ## What others say
/// onnx.checker says nothing. ONNX Runtime: `This is an invalid model. Error: two nodes with same node name (a).`
enum DuplicateNodeName: Rule {
  static let info = RuleInfo("G006", "duplicate-node-name", .error, fix: .safe, "two nodes of one graph have one name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var names = FreshNames(index)
    return index.scopes.indices.flatMap { scope -> [Diagnostic] in
      let nodes = index.scopes[scope].graph.nodes
      var table = NameTable(capacity: nodes.count)
      return nodes.enumerated().compactMap { number, node in
        let id = index.nodeID(number, in: scope)
        let operation = index.operation(id)
        guard let name = node.name, !name.isEmpty, operation.name != "Constant" || !operation.domain.isEmpty,
          let first = table.insert(name, space: 0, Int32(truncatingIfNeeded: number), in: model.strings)
        else { return nil }
        let text = model.strings.string(name)
        let fresh = names.make(text)
        return model.diagnostic(
          info, "two nodes are named \"\(text)\"", at: index.path(of: id), node: id,
          related: [Label(.path(index.path(of: index.nodeID(Int(first), in: scope))), "the first one")],
          peers: said(runtime: "This is an invalid model. Error: two nodes with same node name (\(text))."),
          fixes: [
            .model(
              "name it \"\(fresh)\"", .safe,
              [.set(index.path(of: id).appending("name"), .string(Array(fresh.utf8)))])
          ])
      }
    }
  }
}
