// Parts of a model by the names that people give them.

package import Inference
package import ONNXModel
internal import SourceText

/// Finds values and nodes of the main graph by name.
package struct NamedParts: Sendable {
  let index: ModelIndex
  let scope: Int

  /// - Throws: where the model has no graph.
  package init(_ index: ModelIndex) throws(SurgeryError) {
    guard let scope = index.mainScope else { throw SurgeryError("the model has no graph") }
    self.index = index
    self.scope = scope
  }

  /// The value of a name.
  package func value(_ name: String) throws(SurgeryError) -> ValueID {
    if let found = index.ownValue(named: Array(name.utf8), in: scope) { return found }
    let names = index.values.indices.filter { index.values[$0].scope == scope }
      .map { Array(index.strings[index.values[$0].name]) }
    throw SurgeryError("the graph has no value \"\(name)\"\(nearest(name, names))")
  }

  /// The node of a name, or that makes a value of that name; `#3` is the node of that number, from 0.
  package func node(_ name: String) throws(SurgeryError) -> NodeID {
    let nodes = index.nodeIDs(scope)
    if name.hasPrefix("#"), let number = Int(name.dropFirst()), number >= 0, number < nodes.count {
      return nodes[nodes.index(nodes.startIndex, offsetBy: number)]
    }
    let named = nodes.filter { index.node($0).name.map { index.strings.string($0) } == name }
    if named.count > 1 {
      throw SurgeryError("\(named.count) nodes are called \"\(name)\": name one by what it makes, or by #NUMBER")
    }
    if let found = named.first { return found }
    if let value = index.ownValue(named: Array(name.utf8), in: scope), let found = index.producer(of: value) {
      return found
    }
    let names = nodes.flatMap { node in
      (index.node(node).name.map { [$0] } ?? []) + index.node(node).outputs
    }
    throw SurgeryError("the graph has no node \"\(name)\"\(nearest(name, names.map { Array(index.strings[$0]) }))")
  }

  private func nearest(_ name: String, _ names: [[UInt8]]) -> String {
    NearestName.find(Array(name.utf8), among: names).map {
      "; did you mean \"\(String(decoding: $0, as: UTF8.self))\"?"
    } ?? ""
  }
}
