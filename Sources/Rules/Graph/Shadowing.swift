internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A subgraph gives a name to a value that a graph around it has given already.
///
/// ## What it means
/// A subgraph sees the values of the graphs around it, so its own names have to differ from theirs.
///
/// ## Why it is bad
/// The specification forbids it, and checkers refuse it where a node makes the inner value. An inner input or weight of
/// an outer name passes everywhere and still misleads: that is a warning.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, bool c) => (float[2] y) {
///   t = Relu (x)
///   u = If (c) <
///     then_branch = a () => (float[2] t) {
///       t = Neg (x)  # G008 graph.node[1].attribute[0].g.node[0].output[0]
///     },
///     else_branch = b () => (float[2] e) {
///       e = Abs (x)
///     }
///   >
///   y = Add (t, u)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, bool c) => (float[2] y) {
///   t = Relu (x)
///   u = If (c) <
///     then_branch = a () => (float[2] t_1) {
///       t_1 = Neg (x)
///     },
///     else_branch = b () => (float[2] e) {
///       e = Abs (x)
///     }
///   >
///   y = Add (t, u)
/// }
/// ```
///
/// ## How to mend it
/// Rename the inner value and its readers.
///
/// ## Fix safety
/// Safe: the inner readers mean the inner value, and keep it. A subgraph's inputs and outputs go by their order.
///
/// ## What others say
/// onnx.checker and ONNX Runtime: `Graph must be in single static assignment (SSA) form, however 't' has been used as
/// output names multiple times.` Of inner inputs and weights nobody says anything.
enum Shadowing: Rule {
  static let info = RuleInfo(
    "G008", "shadowing", .error, fix: .safe, "a subgraph defines a name of a graph around it anew")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    guard index.scopes.contains(where: { $0.parent != nil }) else { return [] }
    var names = FreshNames(index)
    return index.values.enumerated().compactMap { number, record in
      guard !record.name.isEmpty, case .subgraph(let owner, _, _) = index.scopes[record.scope].kind,
        let parent = index.scopes[record.scope].parent, let outer = index.value(named: record.name, in: parent)
      else { return nil }
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: number))
      return report(
        value, record, outer, isRefused: isRefused(record, outer, owner, index), names.make(index.name(of: value)),
        model)
    }
  }

  /// Checkers look at what nodes make, and know only what stands before the subgraph's node.
  private static func isRefused(_ record: ValueRecord, _ outer: ValueID, _ owner: NodeID, _ index: ModelIndex) -> Bool {
    guard case .output = record.origin else { return false }
    guard let maker = index.producer(of: outer),
      let around = index.ancestor(of: owner, in: index.values[outer.offset].scope)
    else { return true }
    return maker < around
  }

  private static func report(
    _ value: ValueID, _ record: ValueRecord, _ outer: ValueID, isRefused: Bool, _ fresh: String, _ model: CheckedModel
  ) -> Diagnostic {
    let index = model.index
    let name = index.name(of: value)
    let saying =
      "Graph must be in single static assignment (SSA) form, however '\(name)' has been used as output names multiple times."
    return model.diagnostic(
      info,
      "\(model.describe(scope: record.scope)) defines \"\(name)\", which \(model.describe(scope: index.values[outer.offset].scope)) around it has as \(model.describe(origin: index.values[outer.offset].origin))",
      at: index.path(of: value), severity: isRefused ? .error : .warning, node: index.producer(of: value),
      related: [Label(.path(index.path(of: outer)), "the outer one")],
      peers: isRefused ? said(checker: saying, runtime: saying) : [:],
      fixes: [
        .model("rename the inner one to \"\(fresh)\"", .safe, RenameValue.edits(value, to: fresh, index, model.uses))
      ])
  }
}
