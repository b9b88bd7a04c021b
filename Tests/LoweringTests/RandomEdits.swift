import ONNXModel

/// Makes up edits of a model: of everything that rules and editors change.
struct RandomEdits {
  private var random: SeededRandom
  private let model: Model
  /// The nodes with their paths, those of inner graphs and functions included.
  private var nodes: [(path: ModelPath, node: Node)] = []
  /// Graphs and functions with their paths.
  private var graphs: [(path: ModelPath, graph: Graph)] = []
  private var bodies: [(path: ModelPath, count: Int)] = []

  init(_ model: Model, seed: UInt64) {
    self.model = model
    random = SeededRandom(state: seed)
    if let graph = model.graph { collect(graph, ModelPath([.init("graph")])) }
    for (index, function) in model.functions.enumerated() {
      collect(function.nodes, ModelPath([.init("functions", index)]))
    }
  }

  private mutating func collect(_ graph: Graph, _ path: ModelPath) {
    graphs.append((path, graph))
    collect(graph.nodes, path)
  }

  private mutating func collect(_ nodes: [Node], _ path: ModelPath) {
    bodies.append((path, nodes.count))
    for (index, node) in nodes.enumerated() {
      let inner = path.appending("node", index)
      self.nodes.append((inner, node))
      for (index, attribute) in node.attributes.enumerated() {
        if let graph = attribute.g.value { collect(graph, inner.appending("attribute", index).appending("g")) }
      }
    }
  }

  /// Some edits that do not exclude each other.
  mutating func next() -> [ModelEdit] {
    var edits: [ModelEdit] = []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard let edit = one() else { continue }
      if (try? EditOrder.sorted(edits + [edit])) != nil { edits.append(edit) }
    }
    return edits
  }

  private mutating func one() -> ModelEdit? {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: header()
    case 1, 2: graph()
    case 3: line()
    default: node()
    }
  }

  // MARK: Values

  private static let names = [
    "a", "x y", "float", "", "nan", "é", "\u{1}\n", "q\"\\", "node", "_1", "0", "tensor", "a.b", "# no", "/x/y", "inf",
    "graph",
  ]

  private mutating func name() -> [UInt8] { Array(pick(Self.names).utf8) }
  private mutating func text() -> EditValue { .string(name()) }
  private mutating func int() -> EditValue { .int(pick([0, 1, -1, 7, Int64.max, Int64.min])) }
  private mutating func entry() -> EditValue { .entry(key: name(), value: name()) }
  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func float() -> EditValue {
    .float(pick([0, -0.0, 1, 0.1, -2.5e30, .infinity, .nan, Float(bitPattern: 0x7f80_0001), 1e-7]))
  }

  private mutating func value() -> EditValue {
    var pool = StringPool()
    var value = Value()
    value.name = pool.add(name())
    var type = ValueType()
    var tensor = TensorType()
    tensor.elementType = pick([1, 7, 10, 9])
    if chance(2) {
      var (one, two) = (Dimension(), Dimension())
      (one.value, two.param) = (3, pool.add(name()))
      tensor.shape = Shape()
      tensor.shape?.dims = [one, two, Dimension()]
    }
    type.tensor = tensor
    if !chance(4) { value.type = type }
    if chance(4) { value.docString = pool.add(name()) }
    return .value(value, pool)
  }

  private mutating func tensor() -> EditValue {
    var pool = StringPool()
    var tensor = Tensor()
    (tensor.name, tensor.dataType, tensor.dims) = (pool.add(name()), 1, [2])
    let elements = Payload(pool.add([0, 0, 128, 63, 0, 0, 0, 64] as [UInt8]))
    if chance(2) { tensor.rawData = elements } else { tensor.floatData = elements }
    return .tensor(tensor, pool)
  }

  private mutating func attribute() -> EditValue {
    var pool = StringPool()
    var attribute = Attribute()
    attribute.name = pool.add(name())
    switch Int.random(in: 0..<7, using: &random) {
    case 0: (attribute.i, attribute.type) = (pick([0, 5]), 2)
    case 1: (attribute.f, attribute.type) = (pick([0, 0.5]), 1)
    case 2: (attribute.s, attribute.type) = (pool.add(name()), 3)
    case 3: (attribute.ints, attribute.type) = (pick([[], [1], [1, 2, 3]]), 7)
    case 4: (attribute.floats, attribute.type) = ([1, 2.5], 6)
    case 5: attribute.refAttrName = pool.add("r")
    default:
      var graph = Graph()
      graph.name = pool.add("inner")
      if case .node(let node, let other) = newNode() { (graph.nodes, pool) = ([node], other) }
      attribute = Attribute()
      attribute.name = pool.add("body")
      graph.name = pool.add(name())
      (attribute.g.value, attribute.type) = (graph, 5)
    }
    return .attribute(attribute, pool)
  }

  private mutating func newNode() -> EditValue {
    if chance(3), !nodes.isEmpty {
      return .node(pick(nodes).node, model.strings)
    }
    var pool = StringPool()
    var node = Node()
    node.inputs = (0..<Int.random(in: 0...3, using: &random)).map { _ in pool.add(name()) }
    node.outputs = [pool.add(name())]
    node.opType = pool.add("Op")
    if chance(2) { node.domain = .empty }
    if chance(3) { node.docString = pool.add(name()) }
    if chance(5) { node.name = pool.add(name()) }
    if chance(2), case .attribute(let attribute, let other) = attribute() {
      guard let copy = try? NodeCopy.with(attribute, other) else { return .node(node, pool) }
      return copy
    }
    return .node(node, pool)
  }

  // MARK: Places

  /// Changes an element of a list: sets it, takes it away, or puts one before it or behind the last.
  private mutating func element(
    _ path: ModelPath, _ field: String, _ count: Int, _ value: EditValue, canSet: Bool = true
  ) -> ModelEdit? {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .insert(path.appending(field, Int.random(in: 0...count, using: &random)), value)
    case 1 where count > 0: return .remove(path.appending(field, Int.random(in: 0..<count, using: &random)))
    case 2 where count > 0 && canSet:
      return .set(path.appending(field, Int.random(in: 0..<count, using: &random)), value)
    default: return nil
    }
  }

  /// Sets a field, or unsets it.
  private mutating func field(_ path: ModelPath, _ field: String, _ isThere: Bool, _ value: EditValue) -> ModelEdit {
    isThere && chance(3) ? .remove(path.appending(field)) : .set(path.appending(field), value)
  }

  private mutating func header() -> ModelEdit? {
    let path = ModelPath()
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return field(path, "ir_version", model.irVersion != nil, int())
    case 1: return field(path, "producer_name", model.producerName != nil, text())
    case 2: return field(path, "doc_string", model.docString != nil, text())
    case 3: return field(path, "domain", model.domain != nil, text())
    case 4:
      return element(
        path, "opset_import", model.opsetImports.count, .opset(domain: chance(3) ? nil : name(), version: 3))
    case 5: return element(path, "metadata_props", model.metadata.count, entry())
    case 6 where !model.opsetImports.isEmpty:
      let at = Int.random(in: 0..<model.opsetImports.count, using: &random)
      return .set(
        path.appending("opset_import", at).appending(chance(3) ? "domain" : "version"), chance(2) ? int() : text())
    default: return field(path, "model_version", model.modelVersion != nil, int())
    }
  }

  private mutating func line() -> ModelEdit? {
    guard !bodies.isEmpty else { return nil }
    let body = pick(bodies)
    return element(body.path, "node", body.count, newNode())
  }

  private mutating func graph() -> ModelEdit? {
    guard !graphs.isEmpty else { return nil }
    let (path, graph) = pick(graphs)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return field(path, "name", graph.name != nil, text())
    case 1: return field(path, "doc_string", graph.docString != nil, text())
    case 2: return element(path, "metadata_props", graph.metadata.count, entry())
    case 3: return element(path, "initializer", graph.initializers.count, tensor())
    case 4 where !graph.initializers.isEmpty:
      let at = Int.random(in: 0..<graph.initializers.count, using: &random)
      let inner = path.appending("initializer", at)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return .set(inner.appending("name"), text())
      case 1: return field(inner, "doc_string", graph.initializers[at].docString != nil, text())
      case 2: return element(inner, "dims", graph.initializers[at].dims.count, .int(4))
      default: return element(inner, "metadata_props", graph.initializers[at].metadata.count, entry())
      }
    default:
      let (list, values) = pick([("input", graph.inputs), ("output", graph.outputs), ("value_info", graph.values)])
      if values.isEmpty || chance(3) { return element(path, list, values.count, value()) }
      let at = Int.random(in: 0..<values.count, using: &random)
      return self.value(path.appending(list, at), values[at])
    }
  }

  private mutating func value(_ path: ModelPath, _ value: Value) -> ModelEdit? {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return field(path, "name", value.name != nil, text())
    case 1: return field(path, "doc_string", value.docString != nil, text())
    case 2: return element(path, "metadata_props", value.metadata.count, entry())
    default:
      guard let tensor = value.type?.tensor else { return nil }
      let type = path.appending("type").appending("tensor_type")
      guard let dims = tensor.shape?.dims, !dims.isEmpty, !chance(3) else {
        return .set(type.appending("elem_type"), .int(11))
      }
      let dim = type.appending("shape").appending("dim", Int.random(in: 0..<dims.count, using: &random))
      return chance(3)
        ? .remove(dim) : .set(dim.appending(chance(2) ? "dim_value" : "dim_param"), chance(2) ? int() : text())
    }
  }

  private mutating func node() -> ModelEdit? {
    guard !nodes.isEmpty else { return nil }
    let (path, node) = pick(nodes)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return element(path, "input", node.inputs.count, text())
    case 1: return element(path, "output", node.outputs.count, text())
    case 2: return field(path, "name", node.name != nil, text())
    case 3: return field(path, "doc_string", node.docString != nil, text())
    case 4: return element(path, "metadata_props", node.metadata.count, entry())
    case 5: return element(path, "attribute", node.attributes.count, attribute())
    case 6:
      return field(path, pick(["op_type", "domain", "overload"]), node.domain != nil && node.overload != nil, text())
    default:
      guard !node.attributes.isEmpty else { return element(path, "input", node.inputs.count, text()) }
      let at = Int.random(in: 0..<node.attributes.count, using: &random)
      return attribute(path.appending("attribute", at), node.attributes[at])
    }
  }

  private mutating func attribute(_ path: ModelPath, _ attribute: Attribute) -> ModelEdit? {
    switch AttributeType(rawValue: attribute.type ?? 0) ?? .undefined {
    case .int where !chance(4): return .set(path.appending("i"), int())
    case .float where !chance(4): return .set(path.appending("f"), float())
    case .string where !chance(4): return .set(path.appending("s"), text())
    case .ints where !chance(4): return element(path, "ints", attribute.ints.count, int())
    case .floats where !chance(4): return element(path, "floats", attribute.floats.count, float())
    case .strings where !chance(4): return element(path, "strings", attribute.strings.count, text())
    case .tensor where !chance(3): return .set(path.appending("t").appending("name"), text())
    default: return field(path, chance(2) ? "name" : "doc_string", attribute.docString != nil, text())
    }
  }
}

/// A node that has an attribute from another model.
private enum NodeCopy {
  static func with(_ attribute: Attribute, _ pool: StringPool) throws -> EditValue {
    var pool = pool
    var node = Node()
    (node.opType, node.domain, node.attributes) = (pool.add("Attr"), .empty, [attribute])
    return .node(node, pool)
  }
}

/// The same numbers in every run.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
