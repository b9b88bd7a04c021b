internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A subgraph hands out a value of the graph around it.
///
/// ## What it means
/// A subgraph's nodes may read outer values, but its outputs have to be values of its own.
///
/// ## Why it is bad
/// Checkers and runtimes take the output for one that nothing makes, and refuse the model.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, bool c) => (float[2] y) {
///   t = Relu (x)
///   y = If (c) <
///     then_branch = a () => (
///       float[2] t  # G009 graph.node[1].attribute[0].g.output[0]
///     ) {},
///     else_branch = b () => (float[2] e) {
///       e = Abs (x)
///     }
///   >
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, bool c) => (float[2] y) {
///   t = Relu (x)
///   y = If (c) <
///     then_branch = a () => (float[2] t_out) {
///       t_out = Identity (t)
///     },
///     else_branch = b () => (float[2] e) {
///       e = Abs (x)
///     }
///   >
/// }
/// ```
///
/// ## How to mend it
/// Hand out a copy: an `Identity` in the subgraph.
///
/// ## Fix safety
/// Safe: the copy has the same elements.
///
/// ## What others say
/// onnx.checker: `Graph output 't' is not an output of any node in graph.` ONNX Runtime: `This is an invalid model.
/// Subgraph output (t) is an outer scope value being returned directly. Please update the model to add an Identity node
/// between the outer scope value and the subgraph output.`
enum OuterAsSubgraphOutput: Rule {
  static let info = RuleInfo(
    "G009", "outer-as-subgraph-output", .error, fix: .safe, "a subgraph hands out an outer value")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var names = FreshNames(index)
    return index.scopes.indices.flatMap { scope -> [Diagnostic] in
      guard case .subgraph = index.scopes[scope].kind else { return [] }
      return index.scopes[scope].outputs.enumerated().compactMap { number, value in
        guard value.exists, index.values[value.offset].scope != scope else { return nil }
        let name = index.name(of: value)
        let path = index.path(ofScope: scope).appending("output", number)
        return model.diagnostic(
          info,
          "\(model.describe(scope: scope)) hands out \"\(name)\" of \(model.describe(scope: index.values[value.offset].scope))",
          at: path, related: [Label(.path(index.path(of: value)), "defined here")],
          peers: said(
            checker: "Graph output '\(name)' is not an output of any node in graph.",
            runtime:
              "This is an invalid model. Subgraph output (\(name)) is an outer scope value being returned directly. Please update the model to add an Identity node between the outer scope value and the subgraph output."
          ),
          fixes: [
            .model("insert an Identity", .safe, edits(name, names.make("\(name)_out"), number, scope, index))
          ])
      }
    }
  }

  private static func edits(
    _ name: String, _ fresh: String, _ number: Int, _ scope: Int, _ index: ModelIndex
  ) -> [ModelEdit] {
    var strings = StringPool()
    var node = Node()
    node.opType = strings.add("Identity")
    node.inputs = [strings.add(name)]
    node.outputs = [strings.add(fresh)]
    let path = index.path(ofScope: scope)
    return [
      .insert(path.appending("node", index.scopes[scope].nodes.count), .node(node, strings)),
      .set(path.appending("output", number).appending("name"), .string(Array(fresh.utf8))),
    ]
  }
}
