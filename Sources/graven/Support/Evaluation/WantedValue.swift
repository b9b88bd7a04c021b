internal import Inference
internal import ONNXModel
internal import SourceText

/// A value that is asked for.
struct WantedValue {
  var id: ValueID
  var name: String
  var at: ModelPath

  /// The values of these names; without names the graph's outputs, in order.
  ///
  /// - Throws: `Failure` with the nearest name where there is none.
  static func find(_ names: [String], in index: ModelIndex) throws -> [WantedValue] {
    guard let scope = index.mainScope else { throw Failure("the model has no graph to evaluate") }
    let outputs = index.scopes[scope].outputs
    guard names.isEmpty else { return try names.map { WantedValue(try value(named: $0, scope, index), scope, index) } }
    for (number, output) in outputs.enumerated() where !output.exists {
      throw Failure("nothing makes output \(number) of the graph: \"graven check\" says more")
    }
    return outputs.enumerated().map { number, id in
      var wanted = WantedValue(id, scope, index)
      wanted.at = index.path(ofScope: scope).appending("output", number)
      return wanted
    }
  }

  /// All values that the graph's nodes make, in order.
  static func all(in index: ModelIndex) throws -> [WantedValue] {
    guard let scope = index.mainScope else { throw Failure("the model has no graph to evaluate") }
    return index.nodeIDs(scope).flatMap { node in
      index.outputs(node).filter(\.exists).map { WantedValue($0, scope, index) }
    }
  }

  private init(_ id: ValueID, _ scope: Int, _ index: ModelIndex) {
    (self.id, name) = (id, index.name(of: id))
    let number = index.scopes[scope].outputs.firstIndex(of: id)
    at = number.map { index.path(ofScope: scope).appending("output", $0) } ?? index.path(of: id)
  }

  /// How many names a message lists.
  private static let mostNames = 8

  /// The value of the main graph that has a name.
  ///
  /// - Throws: `Failure` with the nearest name, or with all where they are few.
  static func value(named name: String, _ scope: Int, _ index: ModelIndex) throws -> ValueID {
    if let found = index.ownValue(named: Array(name.utf8), in: scope) { return found }
    let (own, inner) = (index.values.filter { $0.scope == scope }, index.values.filter { $0.scope != scope })
    let names = own.map { index.strings.string($0.name) }
    if let nearest = NearestName.find(name, among: names) {
      throw Failure("the graph has no value \"\(name)\"; the nearest name is \"\(nearest)\"")
    }
    if inner.contains(where: { index.strings.string($0.name) == name }) {
      throw Failure("\"\(name)\" is inside a subgraph or a function; only values of the main graph are evaluated")
    }
    let remedy = names.count <= mostNames ? "it has \(names.joined(separator: ", "))" : "\"graven infer\" lists them"
    throw Failure("the graph has no value \"\(name)\"; \(remedy)")
  }
}
