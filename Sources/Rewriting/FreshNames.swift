// Names that a model does not have yet.

package import Inference
package import ONNXModel

/// Makes names for new values and nodes; no name is made twice.
package struct FreshNames: Sendable {
  private let index: ModelIndex
  /// Made when the first name is asked for: most models need none.
  private var taken: Set<String>?
  /// The number to try next for a base that many names have.
  private var next: [String: Int] = [:]

  package init(_ index: ModelIndex) { self.index = index }

  /// `base`, or `base_1`, `base_2` ... where that is taken by a value or a node anywhere in the model.
  package mutating func make(_ base: String) -> String {
    var names = taken ?? Self.names(in: index)
    // The set has one owner while it grows, or each name would copy it.
    taken = nil
    var name = base
    var number = next[base] ?? 1
    if number > 1 { name = "\(base)_\(number)" }
    while !names.insert(name).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    if number > 1 { next[base] = number }
    taken = names
    return name
  }

  private static func names(in index: ModelIndex) -> Set<String> {
    var names: Set<String> = []
    names.reserveCapacity(index.values.count + index.nodes.count)
    for value in index.values { names.insert(index.strings.string(value.name)) }
    for scope in index.scopes {
      for node in scope.graph.nodes {
        if let name = node.name { names.insert(index.strings.string(name)) }
        for input in node.inputs { names.insert(index.strings.string(input)) }
      }
      for output in scope.graph.outputs { if let name = output.name { names.insert(index.strings.string(name)) } }
    }
    return names
  }
}
