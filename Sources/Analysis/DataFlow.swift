// Who feeds a node and whom it feeds.

internal import Inference
internal import ONNXModel

/// Something that data flows through: a node, or an input or stored tensor of a graph.
package struct FlowItem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case node, input, stored }

  package var kind: Kind
  package var name: String
  /// The operator, or what the value is.
  package var detail: String
  package var range: Range<Int>
  /// The place by which the item is found again: a name in `range`.
  package var selection: Range<Int>
}

/// An item at the other end of some values.
package struct FlowEdge: Sendable, Hashable {
  package var item: FlowItem
  /// The names of the values, where the item that they come from makes them.
  package var places: [Range<Int>]
}

extension Snapshot {
  /// The node at a place, or what makes the value that is named there.
  package func flowItem(at offset: Int) -> FlowItem? {
    guard let analysis, let point = point(at: offset, analysis) else { return nil }
    return item(point, analysis)
  }

  /// What makes the values that the item at a place reads, those that its subgraphs read and hand out included.
  package func feeders(of offset: Int) -> [FlowEdge] {
    guard let analysis, case .node(let node) = point(at: offset, analysis) else { return [] }
    return edges(analysis.index.sources(of: node).map { (FlowPoint($0, analysis.index), $0) }, analysis)
  }

  /// What reads the values that the item at a place makes.
  package func readers(of offset: Int) -> [FlowEdge] {
    guard let analysis, let point = point(at: offset, analysis) else { return [] }
    return edges(
      analysis.made(by: point).flatMap { value in
        analysis.readingNodes(of: value).map { (FlowPoint.node($0), value) }
      }, analysis)
  }

  private func point(at offset: Int, _ analysis: ModelAnalysis) -> FlowPoint? {
    if case .value(let value) = symbol(at: offset)?.symbol { return FlowPoint(value, analysis.index) }
    let location = ModelLocation(analysis.places.path(at: offset), in: analysis.index)
    return location.node.map(FlowPoint.node)
  }

  /// One edge for each item, in the order in which they come.
  private func edges(_ flows: [(point: FlowPoint, value: ValueID)], _ analysis: ModelAnalysis) -> [FlowEdge] {
    var edges: [FlowEdge] = []
    var numbers: [FlowPoint: Int] = [:]
    for (point, value) in flows {
      let path = analysis.makerPaths(of: value).first
      let place = path.flatMap { analysis.places.range(of: $0) }
      if let number = numbers[point] {
        if let place, !edges[number].places.contains(place) { edges[number].places.append(place) }
      } else if let item = item(point, analysis) {
        numbers[point] = edges.count
        edges.append(FlowEdge(item: item, places: place.map { [$0] } ?? []))
      }
    }
    return edges
  }

  private func item(_ point: FlowPoint, _ analysis: ModelAnalysis) -> FlowItem? {
    let index = analysis.index
    switch point {
    case .node(let node):
      let path = index.path(of: node)
      guard let range = analysis.places.range(of: path) else { return nil }
      let first = index.outputs(node).first(where: \.exists).map { index.name(of: $0) }
      let name = index.node(node).name.map { index.strings.string($0) } ?? ""
      return FlowItem(
        kind: .node, name: name.isEmpty ? first ?? index.operation(node).name : name,
        detail: index.operation(node).title, range: range,
        selection: analysis.places.range(of: path.appending("op_type")) ?? range)
    case .source(let value):
      guard let path = analysis.makerPaths(of: value).first, let selection = analysis.places.range(of: path) else {
        return nil
      }
      let range = analysis.places.range(of: index.path(of: value)) ?? selection
      let isInput = if case .input = index.values[value.offset].origin { true } else { false }
      return FlowItem(
        kind: isInput ? .input : .stored, name: index.name(of: value), detail: isInput ? "input" : "initializer",
        range: range.contains(selection.lowerBound) ? range : selection, selection: selection)
    }
  }
}

/// A node, or a value that no node makes.
private enum FlowPoint: Hashable {
  case node(NodeID)
  case source(ValueID)

  init(_ value: ValueID, _ index: ModelIndex) {
    self = index.producer(of: value).map(FlowPoint.node) ?? .source(value)
  }
}

extension ModelAnalysis {
  fileprivate func made(by point: FlowPoint) -> [ValueID] {
    switch point {
    case .node(let node): index.outputs(node).filter(\.exists)
    case .source(let value): [value]
    }
  }

  /// The nodes that read a value, and those whose subgraphs hand it out.
  fileprivate func readingNodes(of value: ValueID) -> [NodeID] {
    var nodes = uses.readers(of: value).map(\.node)
    guard uses.isOutput(value) else { return nodes }
    for scope in index.scopes where scope.outputs.contains(value) {
      if case .subgraph(let owner, _, _) = scope.kind { nodes.append(owner) }
    }
    return nodes
  }
}

extension ModelIndex {
  /// The values that a node reads, then those that its subgraphs take from outside or hand out, each once.
  fileprivate func sources(of node: NodeID) -> [ValueID] {
    var known: Set<ValueID> = []
    var found = inputs(node).filter { $0.exists && known.insert($0).inserted }
    var open = subscopes(node).map(\.scope)
    let roots = open
    while let scope = open.popLast() {
      for inner in nodeIDs(scope) {
        found += inputs(inner).filter { value in
          value.exists && !roots.contains { isInside(values[value.offset].scope, $0) } && known.insert(value).inserted
        }
        open += subscopes(inner).map(\.scope)
      }
    }
    for root in roots { found += scopes[root].outputs.filter { $0.exists && known.insert($0).inserted } }
    return found
  }
}
