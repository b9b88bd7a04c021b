// A value by names, so that it is found again after edits elsewhere.

package import Inference
internal import ONNXModel

/// Where a value is, by the names of what it is in.
package struct ValueAddress: Sendable, Hashable {
  /// The graph or function at the bottom.
  private enum Root: Sendable, Hashable {
    case graph
    case function(domain: [UInt8], name: [UInt8], overload: [UInt8])
  }

  /// A subgraph of a node, the node by the first value that it makes.
  private struct Step: Sendable, Hashable {
    var output: [UInt8]
    var attribute: Int
    var element: Int?
  }

  private var root = Root.graph
  private var steps: [Step] = []
  private var name: [UInt8]

  /// Nil for a value that only training has, and one in a subgraph of a node that makes nothing.
  package init?(_ value: ValueID, in index: ModelIndex) {
    guard value.exists else { return nil }
    name = Array(index.strings[index.values[value.offset].name])
    var scope = index.values[value.offset].scope
    while case .subgraph(let node, let attribute, let element) = index.scopes[scope].kind {
      guard let output = index.node(node).outputs.first(where: { !$0.isEmpty }) else { return nil }
      steps.insert(Step(output: Array(index.strings[output]), attribute: attribute, element: element), at: 0)
      scope = index.nodes[node.offset].scope
    }
    switch index.scopes[scope].kind {
    case .graph: break
    case .function(let number): root = Self.root(index.model.functions[number], index.model)
    default: return nil
    }
  }

  private static func root(_ function: Function, _ model: Model) -> Root {
    let bytes = { (text: Text?) in text.map { Array(model.strings[$0]) } ?? [] }
    return .function(domain: bytes(function.domain), name: bytes(function.name), overload: bytes(function.overload))
  }

  /// The value of this name in a model; nil where it has none.
  package func find(in index: ModelIndex) -> ValueID? {
    guard var scope = rootScope(in: index) else { return nil }
    for step in steps {
      guard let value = index.ownValue(named: step.output, in: scope), let node = index.producer(of: value),
        let inner = index.subscopes(node).first(where: { $0.attribute == step.attribute && $0.element == step.element })
      else { return nil }
      scope = inner.scope
    }
    return index.ownValue(named: name, in: scope)
  }

  private func rootScope(in index: ModelIndex) -> Int? {
    if case .graph = root { return index.mainScope }
    let number = index.model.functions.firstIndex { Self.root($0, index.model) == root }
    return number.flatMap { index.functionScopes.indices.contains($0) ? index.functionScopes[$0] : nil }
  }
}
