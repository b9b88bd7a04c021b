internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A node stands before one that feeds it.
///
/// ## What it means
/// The nodes of a graph are listed so that each value is made before it is read. This one reads a value that a later node
/// makes.
///
/// ## Why it is bad
/// The specification demands the order. ONNX Runtime sorts a main graph itself; others, and functions, are refused.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Neg (t)  # G003 graph.node[0]
///   t = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   t = Relu (x)
///   y = Neg (t)
/// }
/// ```
///
/// ## How to mend it
/// Move the node behind those that feed it.
///
/// ## Fix safety
/// Safe: the order has no meaning of its own. The fix sorts the whole graph and moves as few nodes as it can.
///
/// ## What others say
/// onnx.checker: `Nodes in a graph must be topologically sorted, however input 't' of node: ... is not output of any
/// previous nodes.` ONNX Runtime loads it where the main graph is meant.
enum NotSorted: Rule {
  static let info = RuleInfo("G003", "not-sorted", .error, fix: .safe, "a node stands before one that feeds it")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    let reads = EarlyReads.find(index)
    guard !reads.isEmpty else { return [] }
    var cycles: [Int: [NodeID: Int]] = [:]
    for scope in Set(reads.map(\.scope)) {
      for (number, cycle) in EarlyReads.cycles(scope, index).enumerated() {
        for node in cycle { cycles[scope, default: [:]][node] = number }
      }
    }
    var sorted: Set<Int> = []
    var reported: Set<NodeID> = []
    return reads.compactMap { read in
      let members = cycles[read.scope] ?? [:]
      guard let reader = index.ancestor(of: read.reader, in: read.scope), reported.insert(reader).inserted else {
        return nil
      }
      // What is on one cycle has no order: G004 says so.
      if let a = members[reader], a == members[read.maker] { return nil }
      let fixes =
        members.isEmpty && sorted.insert(read.scope).inserted ? [sort(read.scope, index)].compactMap { $0 } : []
      return report(read, reader, fixes, model)
    }
  }

  private static func sort(_ scope: Int, _ index: ModelIndex) -> Fix? {
    StableSort.edits(scope, index).map { edits in
      let moves = edits.count / 2
      return .model("sort the nodes (\(moves) move\(moves == 1 ? "s" : ""))", .safe, edits)
    }
  }

  private static func report(_ read: EarlyRead, _ reader: NodeID, _ fixes: [Fix], _ model: CheckedModel) -> Diagnostic {
    let index = model.index
    let name = index.name(of: read.value)
    let node = index.node(reader)
    let tail = "input '\(name)' of node: name: \(model.text(node.name)) OpType: \(model.text(node.opType))"
    var peers: [Peer: String] = [:]
    switch index.scopes[read.scope].kind {
    case .function:
      peers = said(
        checker:
          "Nodes in a function must be topologically sorted, however \(tail) is neither output of any previous nodes nor input of the function."
      )
    case .training: break
    default:
      peers = said(
        checker: "Nodes in a graph must be topologically sorted, however \(tail) is not output of any previous nodes.")
    }
    return model.diagnostic(
      info, "\(model.describe(reader)) reads \"\(name)\" before \(model.describe(read.maker)) makes it",
      at: index.path(of: reader), node: reader,
      related: [Label(.path(index.path(of: read.value)), "made here")], peers: peers, fixes: fixes)
  }
}
