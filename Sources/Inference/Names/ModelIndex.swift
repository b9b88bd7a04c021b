// Who defines and who uses each value of a model: scopes, nodes and values as flat arrays.

package import ONNXModel
package import Operators

/// A value, by its place in `ModelIndex.values`.
package struct ValueID: Sendable, Hashable {
  package var rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }
  init(_ value: Int) { rawValue = Int32(truncatingIfNeeded: value) }

  /// An optional input or output that is left out by an empty name.
  package static let omitted = ValueID(rawValue: -1)
  /// A name that nothing defines.
  package static let undefined = ValueID(rawValue: -2)

  /// Whether there is such a value.
  package var exists: Bool { rawValue >= 0 }
  package var offset: Int { Int(rawValue) }
}

/// A node, by its place in `ModelIndex.nodes`.
package struct NodeID: Sendable, Hashable, Comparable {
  package var rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }
  init(_ value: Int) { rawValue = Int32(truncatingIfNeeded: value) }

  package var offset: Int { Int(rawValue) }
  package static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }
}

/// Where names live: the main graph, a subgraph, a function's body.
package struct Scope: Sendable {
  package enum Kind: Sendable, Hashable {
    case graph
    /// The attribute's number, and the graph's among several.
    case subgraph(node: NodeID, attribute: Int, element: Int?)
    case function(Int)
    /// The graphs of training information, which see the main graph's values.
    case training(Int, isInitialization: Bool)
  }

  package var kind: Kind
  /// The scope whose names it sees too.
  package var parent: Int?
  /// The graph; of a function only `nodes` and `values` are set.
  package var graph: Graph
  /// This scope's nodes are consecutive; those of its subgraphs come later.
  package var nodes: Range<Int>
  package var inputs: [ValueID] = []
  package var outputs: [ValueID] = []
  package var initializers: [ValueID] = []
  package var sparseInitializers: [ValueID] = []
  /// Which of `ModelIndex.imports` holds here.
  package var imports: Int
  /// Whether some node stands before one that feeds it.
  package var isUnsorted = false
}

/// A node with what its names mean.
package struct NodeRecord: Sendable {
  package var scope: Int
  /// Its number in the scope's list of nodes.
  package var number: Int
  /// Where its inputs, then its outputs, stand in `ModelIndex.operands`.
  var firstOperand: Int
  var inputCount: Int
  var outputCount: Int
  /// Its place in `ModelIndex.operators`.
  package var operation: Int
}

/// A value with where it comes from.
package struct ValueRecord: Sendable {
  package enum Origin: Sendable, Hashable {
    case input(Int)
    case initializer(Int)
    case sparseInitializer(Int)
    case output(NodeID, Int)
  }

  package var name: Text
  package var scope: Int
  package var origin: Origin
  /// The initializer that gives an input its default.
  package var initializer: Int?
}

/// What a node calls: a schema's operator, a function of the model, or something unknown.
package struct Operation: Sendable {
  package var name: String
  /// "" for ai.onnx.
  package var domain: String
  package var overload: String
  /// The operator set that the scope imports for the domain.
  package var importedVersion: Int?
  package var schema: OperatorSchema?
  /// The model's own function; it goes before a schema.
  package var function: Int?

  /// `Clip-11`, or the plain name of what has no schema.
  package var title: String {
    let prefix = domain.isEmpty ? "" : "\(domain)."
    return schema.map { "\(prefix)\(name)-\($0.sinceVersion)" } ?? "\(prefix)\(name)"
  }
}

/// A name that is defined twice in one scope.
package struct DuplicateDefinition: Sendable {
  package var first: ValueID
  package var scope: Int
  package var second: ValueRecord.Origin
}

/// A subgraph of a node.
package struct Subscope: Sendable {
  package var attribute: Int
  package var element: Int?
  package var scope: Int
}

/// Definitions and uses of a whole model.
package struct ModelIndex: Sendable {
  package internal(set) var model: Model
  package let catalog: OperatorCatalog
  package internal(set) var scopes: [Scope] = []
  package internal(set) var nodes: [NodeRecord] = []
  package internal(set) var values: [ValueRecord] = []
  package internal(set) var operations: [Operation] = []
  package internal(set) var duplicates: [DuplicateDefinition] = []
  /// Versions by domain: of the model, then of each function.
  package internal(set) var imports: [[String: Int]] = []
  /// The scope of each function of the model.
  package internal(set) var functionScopes: [Int] = []
  /// By function: the places in `values` of what its body, with its subgraphs, defines.
  var functionValues: [Range<Int>] = []
  var operands: [ValueID] = []
  var subscopes: [NodeID: [Subscope]] = [:]
  var names = NameTable(capacity: 0)
  var operationNames = NameTable(capacity: 0)
  var operationNumbers: [OperationKey: Int] = [:]
  var functionNumbers: [FunctionKey: Int] = [:]

  /// The scope of the main graph, if the model has one.
  package internal(set) var mainScope: Int?

  package var strings: StringPool { model.strings }

  /// Lets go of the model, which someone else wants to change in place; what was numbered stays.
  mutating func forgetModel() {
    model = Model()
    for scope in scopes.indices { scopes[scope].graph = Graph() }
  }

  package func node(_ id: NodeID) -> Node {
    let record = nodes[id.offset]
    return scopes[record.scope].graph.nodes[record.number]
  }

  package func operation(_ id: NodeID) -> Operation { operations[nodes[id.offset].operation] }

  /// The values that a node reads, in order.
  package func inputs(_ id: NodeID) -> ArraySlice<ValueID> {
    let record = nodes[id.offset]
    return operands[record.firstOperand..<record.firstOperand + record.inputCount]
  }

  /// The values that a node makes, in order; a name that was defined before is that value.
  package func outputs(_ id: NodeID) -> ArraySlice<ValueID> {
    let record = nodes[id.offset]
    let first = record.firstOperand + record.inputCount
    return operands[first..<first + record.outputCount]
  }

  /// The graphs in a node's attributes.
  package func subscopes(_ id: NodeID) -> [Subscope] { subscopes[id] ?? [] }

  /// The nodes of a scope, without those of its subgraphs.
  package func nodeIDs(_ scope: Int) -> some RandomAccessCollection<NodeID> {
    scopes[scope].nodes.lazy.map { NodeID($0) }
  }

  /// The value that a name means in a scope, its parents included.
  package func value(named name: Text, in scope: Int) -> ValueID? {
    var current: Int? = scope
    while let space = current {
      if let found = names.find(name, space: space, in: strings) { return ValueID(rawValue: found) }
      current = scopes[space].parent
    }
    return nil
  }

  /// The value that this very scope defines under a name.
  package func ownValue(named name: Text, in scope: Int) -> ValueID? {
    names.find(name, space: scope, in: strings).map(ValueID.init(rawValue:))
  }

  /// The value that a name means in a scope, its parents included, where no model need have the name.
  package func value(named name: [UInt8], in scope: Int) -> ValueID? {
    var current: Int? = scope
    while let space = current {
      if let found = ownValue(named: name, in: space) { return found }
      current = scopes[space].parent
    }
    return nil
  }

  /// The value that this very scope defines under a name that no model need have.
  package func ownValue(named name: [UInt8], in scope: Int) -> ValueID? {
    names.find(name, space: scope, in: strings).map(ValueID.init(rawValue:))
  }

  package func name(of value: ValueID) -> String { strings.string(values[value.offset].name) }

  /// The node that makes a value.
  package func producer(of value: ValueID) -> NodeID? {
    guard value.exists, case .output(let node, _) = values[value.offset].origin else { return nil }
    return node
  }

  /// The initializer that is a value, or its default; nil where the value is an input without one, or computed.
  package func initializer(of value: ValueID) -> Tensor? {
    guard value.exists else { return nil }
    let record = values[value.offset]
    switch record.origin {
    case .initializer(let number): return scopes[record.scope].graph.initializers[number]
    case .input: return record.initializer.map { scopes[record.scope].graph.initializers[$0] }
    default: return nil
    }
  }
}
