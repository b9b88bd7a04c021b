internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Nodes feed each other in a circle.
///
/// ## What it means
/// Each of these nodes waits for the next, and the last one for the first: none can run.
///
/// ## Why it is bad
/// The model can't run. A loop over time is written with `Loop` or `Scan`, never with a circle of nodes.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   t = Add (x, u)  # G004 graph.node[0]
///   u = Relu (t)
///   y = Neg (u)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   t = Add (x, x)
///   u = Relu (t)
///   y = Neg (u)
/// }
/// ```
///
/// ## How to mend it
/// Find the input that was meant to be another value; often two values got one name.
///
/// ## Fix safety
/// No fix: which input is wrong can't be seen.
///
/// ## What others say
/// onnx.checker takes it for a matter of order: `Nodes in a graph must be topologically sorted ...` ONNX Runtime: `This is
/// an invalid model. Error: the graph is not acyclic.`
enum Cycle: Rule {
  static let info = RuleInfo("G004", "cycle", .error, "nodes feed each other in a circle")

  /// The most nodes of a cycle that a message names.
  private static let mostNamed = 12

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var scopes: [Int] = []
    for read in EarlyReads.find(index) where !scopes.contains(read.scope) { scopes.append(read.scope) }
    return scopes.flatMap { scope in
      EarlyReads.cycles(scope, index).compactMap { members -> Diagnostic? in
        guard let first = members.first else { return nil }
        let circle = path(members, scope, index)
        let names = circle.prefix(mostNamed).map(model.describe)
        let rest = circle.count > mostNamed ? " -> ... (\(circle.count) nodes)" : ""
        let closing = model.describe(first)
        let node = index.node(first)
        return model.diagnostic(
          info, "a cycle: \(names.joined(separator: " -> "))\(rest) -> \(closing)", at: index.path(of: first),
          node: first,
          related: circle.dropFirst().prefix(mostNamed).map { Label(.path(index.path(of: $0)), "on the cycle") },
          peers: said(
            checker: early(first, scope, index).map {
              "Nodes in a graph must be topologically sorted, however input '\($0)' of node: name: \(model.text(node.name)) OpType: \(model.text(node.opType)) is not output of any previous nodes."
            },
            runtime: "This is an invalid model. Error: the graph is not acyclic."))
      }
    }
  }

  /// The name that the first node of a cycle reads too early.
  private static func early(_ node: NodeID, _ scope: Int, _ index: ModelIndex) -> String? {
    index.inputs(node).first { index.producer(of: $0).map { $0 >= node } ?? false }.map(index.name(of:))
  }

  /// A shortest way from the first member through others back to it, in the order in which values flow.
  private static func path(_ members: [NodeID], _ scope: Int, _ index: ModelIndex) -> [NodeID] {
    guard let first = members.first else { return [] }
    let inside = Set(members)
    var next: [NodeID: NodeID] = [:]
    var queue = [first]
    var at = 0
    while at < queue.count {
      let node = queue[at]
      at += 1
      for maker in index.makers(of: node, in: scope) where inside.contains(maker) {
        if maker == first {
          // From the first along the values: each was found from the one that it feeds.
          var circle = [first]
          var current = node
          while current != first {
            circle.append(current)
            guard let following = next[current] else { break }
            current = following
          }
          return circle
        }
        if next[maker] == nil {
          next[maker] = node
          queue.append(maker)
        }
      }
    }
    return members
  }
}
