// A graph, or the part around a node, as a drawing in Graphviz's language.

internal import Inference
internal import ONNXModel

extension Snapshot {
  /// A drawing has at most so many nodes.
  private static let mostNodes = 60

  /// The graph or function at a place, of a large one the nodes around the place; nil where there is none.
  package func picture(around offset: Int?) -> String? {
    guard isAnalyzed, let analysis else { return nil }
    let location = offset.map { ModelLocation(analysis.places.path(at: $0), in: analysis.index) }
    guard let scope = location?.scope ?? analysis.index.mainScope else { return nil }
    let nodes = Array(analysis.index.nodeIDs(scope))
    guard let first = nodes.first else { return nil }
    let shown =
      nodes.count <= Self.mostNodes
      ? Set(nodes) : analysis.neighbours(of: location?.node ?? first, Self.mostNodes)
    var drawing = Drawing(analysis, shown, scope, marked: location?.node)
    return drawing.draw()
  }
}

extension ModelAnalysis {
  /// The nodes nearest to a node of the same graph, upstream and downstream.
  fileprivate func neighbours(of node: NodeID, _ most: Int) -> Set<NodeID> {
    let scope = index.nodes[node.offset].scope
    var found: Set<NodeID> = [node]
    var next = [node][...]
    while let current = next.popFirst(), found.count < most {
      let before = index.inputs(current).compactMap { index.producer(of: $0) }
      let behind = index.outputs(current).filter(\.exists).flatMap { uses.readers(of: $0).map(\.node) }
      for other in before + behind where index.nodes[other.offset].scope == scope && found.count < most {
        if found.insert(other).inserted { next.append(other) }
      }
    }
    return found
  }
}

/// Writes a drawing: nodes as boxes, inputs and outputs of the graph as ovals, values as arrows with their types.
private struct Drawing {
  private let analysis: ModelAnalysis
  private let nodes: Set<NodeID>
  private let scope: Int
  private let marked: NodeID?
  private var text = ""
  private var ovals: Set<ValueID> = []

  init(_ analysis: ModelAnalysis, _ nodes: Set<NodeID>, _ scope: Int, marked: NodeID?) {
    self.analysis = analysis
    self.nodes = nodes
    self.scope = scope
    self.marked = marked
  }

  mutating func draw() -> String {
    text = "digraph {\n  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11]\n"
    text += "  edge [fontname=\"sans-serif\", fontsize=9]\n"
    for node in nodes.sorted() { add(node) }
    for value in analysis.index.scopes[scope].outputs where value.exists {
      guard let maker = analysis.index.producer(of: value), nodes.contains(maker) else { continue }
      text += "  out\(value.rawValue) [shape=oval, label=\(quoted(analysis.index.name(of: value)))]\n"
      text += "  n\(maker.rawValue) -> out\(value.rawValue)\(label(value))\n"
    }
    return text + "}\n"
  }

  private mutating func add(_ node: NodeID) {
    let index = analysis.index
    let name = index.node(node).name.map { index.strings.string($0) } ?? ""
    let title = index.operation(node).name + (name.isEmpty ? "" : "\n\(name)")
    text += "  n\(node.rawValue) [label=\(quoted(title))\(node == marked ? ", penwidth=2.5" : "")]\n"
    for value in index.inputs(node) where value.exists {
      if let maker = index.producer(of: value) {
        if nodes.contains(maker) {
          text += "  n\(maker.rawValue) -> n\(node.rawValue)\(label(value))\n"
        } else {
          text += "  more\(value.rawValue) [shape=plaintext, label=\"...\"]\n"
          text += "  more\(value.rawValue) -> n\(node.rawValue)\(label(value))\n"
        }
      } else if case .input = index.values[value.offset].origin {
        if ovals.insert(value).inserted {
          text += "  in\(value.rawValue) [shape=oval, label=\(quoted(index.name(of: value)))]\n"
        }
        text += "  in\(value.rawValue) -> n\(node.rawValue)\(label(value))\n"
      }
    }
  }

  private func label(_ value: ValueID) -> String {
    analysis.inference.type(of: value).map { " [label=\(quoted($0.textForm))]" } ?? ""
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}
