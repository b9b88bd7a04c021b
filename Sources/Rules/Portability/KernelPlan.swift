// Which nodes ONNX Runtime's CPU provider can't place: without a kernel, and without a function body that has some.

internal import Inference
internal import ONNXCoding
internal import ONNXModel
internal import Operators

/// A look at a model as ONNX Runtime loads it: functions are inlined, dead nodes dropped, then each node needs a kernel.
struct KernelPlan {
  struct Refusal {
    var node: NodeID
    /// The operator without a kernel: the node's own, or one in the function that defines it.
    var operation: String
    var version: Int?
    var reason: String
    /// Whether there is a kernel, which refuses the node's attributes.
    var isKernel: Bool
  }

  private let inference: Inference
  private var index: ModelIndex { inference.index }
  private var kernels: [Int: [RuntimeKernel]] = [:]
  private var depth = 0

  init(_ inference: Inference) { self.inference = inference }

  private init(_ inference: Inference, depth: Int) {
    self.inference = inference
    self.depth = depth
  }

  /// The nodes that can't be placed, of the main graph, its subgraphs and the functions that are called.
  mutating func refusals() -> [Refusal] {
    guard let main = index.mainScope else { return [] }
    var found: [Refusal] = []
    var open = [main]
    var seen: Set<Int> = [main]
    while let scope = open.popLast() {
      let needed = liveNodes(scope)
      for node in index.nodeIDs(scope) where needed[node.offset - index.scopes[scope].nodes.lowerBound] {
        let operation = index.operation(node)
        if let function = operation.function {
          let inner = index.functionScopes[function]
          if seen.insert(inner).inserted { open.append(inner) }
          continue
        }
        for inner in index.subscopes(node) where seen.insert(inner.scope).inserted { open.append(inner.scope) }
        if let refusal = refusal(node, operation) { found.append(refusal) }
      }
    }
    return found
  }

  /// By the scope's nodes: whether an output of the graph needs them.
  private func liveNodes(_ scope: Int) -> [Bool] {
    let nodes = index.scopes[scope].nodes
    if index.scopes[scope].isUnsorted { return Array(repeating: true, count: nodes.count) }
    let needed = DataFlow.needed(for: index.scopes[scope].outputs, in: scope, index)
    return nodes.map { offset in
      index.outputs(NodeID(rawValue: Int32(truncatingIfNeeded: offset))).contains { $0.exists && needed[$0.offset] }
    }
  }

  // MARK: One node

  private mutating func refusal(_ node: NodeID, _ operation: Operation) -> Refusal? {
    if operation.domain.isEmpty, Self.needsNone.contains(operation.name) { return nil }
    guard let schema = operation.schema else { return unknownRefusal(node, operation) }
    let name = schema.name
    func refuse(_ reason: String, isKernel: Bool = false) -> Refusal {
      Refusal(node: node, operation: name, version: schema.sinceVersion, reason: reason, isKernel: isKernel)
    }
    if Self.foreignDomains.contains(operation.domain) {
      return refuse("\(operation.domain) is no domain of ONNX Runtime")
    }
    let all = kernels(of: index.nodes[node.offset].operation, schema)
    let versions = all.filter { Self.holds($0, schema.sinceVersion) }
    if versions.contains(where: { accepts($0, node, schema) || acceptsAsFloat($0, node, schema) }) {
      return RuntimeLimits.refusal(index, node, operation).map { refuse($0, isKernel: true) }
    }
    if schema.hasFunctionBody, let model = FunctionBody.model(of: node, inference, schema) {
      return bodyRefusal(node, schema, model)
    }
    if schema.hasContextDependentBody {
      guard let missing = ContextBodies.missing(for: node, inference) else { return nil }
      return Refusal(
        node: node, operation: missing.description, version: missing.version,
        reason: "\(schema) is a function of \(missing.description), which has none", isKernel: false)
    }
    let types = index.inputs(node).map { inference.type(of: $0)?.elementType.map { "\($0.name)" } ?? "?" }
    return refuse(
      versions.isEmpty
        ? "there is none for \(schema)" : "none of \(schema) takes \(types.joined(separator: ", "))")
  }

  /// Custom operators, which ONNX Runtime takes from libraries that are not there; operators that its own domains
  /// have not are errors of their own (M004, M005).
  private func unknownRefusal(_ node: NodeID, _ operation: Operation) -> Refusal? {
    guard index.catalog.latestVersion(of: operation.domain) == nil else { return nil }
    return Refusal(
      node: node, operation: operation.name, version: nil,
      reason: "\(operation.domain):\(operation.name)(-1) is not a registered function/op", isKernel: true)
  }

  /// ONNX Runtime's rule: the kernel's first version, or one inside a range that ends.
  static func holds(_ kernel: RuntimeKernel, _ version: Int) -> Bool {
    let range = kernel.versions
    return range.lowerBound == version || (range.upperBound != Int.max && range.contains(version))
  }

  private mutating func kernels(of operation: Int, _ schema: OperatorSchema) -> [RuntimeKernel] {
    if let known = kernels[operation] { return known }
    let found = index.catalog.kernels(of: schema.name, domain: schema.domain)
    kernels[operation] = found
    return found
  }

  /// Whether a kernel takes the node with float in place of float16: ONNX Runtime puts Casts around it.
  private func acceptsAsFloat(_ kernel: RuntimeKernel, _ node: NodeID, _ schema: OperatorSchema) -> Bool {
    index.inputs(node).contains { inference.type(of: $0)?.elementType == .float16 }
      && accepts(kernel, node, schema, asFloat: true)
  }

  /// Whether the types that are known are those of a kernel.
  private func accepts(
    _ kernel: RuntimeKernel, _ node: NodeID, _ schema: OperatorSchema, asFloat: Bool = false
  ) -> Bool {
    let operands = [(index.inputs(node), schema.formalInput), (index.outputs(node), schema.formalOutput)]
    return kernel.constraints.allSatisfy { constraint in
      operands.allSatisfy { values, formal in
        values.enumerated().allSatisfy { number, value in
          guard let parameter = formal(number),
            parameter.typeName == constraint.typeName || parameter.name == constraint.typeName,
            let type = inference.type(of: value).map({ SchemaType($0) }), type != .unknown
          else { return true }
          return constraint.allowed.contains(asFloat && type == .tensor(.float16) ? .tensor(.float) : type)
        }
      }
    }
  }

  // MARK: Function bodies

  private func bodyRefusal(_ node: NodeID, _ schema: OperatorSchema, _ model: Model) -> Refusal? {
    guard depth < 8 else { return nil }
    let inner = Inference(ModelIndex(model, catalog: index.catalog))
    var plan = KernelPlan(inner, depth: depth + 1)
    guard let first = plan.refusals().first else { return nil }
    return Refusal(
      node: node, operation: first.operation, version: first.version,
      reason: "\(schema) is a function, in whose body \(first.operation) has none", isKernel: false)
  }

  /// Operators that are gone before kernels are looked for.
  private static let needsNone: Set<String> = ["Constant", "Identity"]
  private static let foreignDomains: Set<String> = [
    "ai.onnx.preview", "ai.onnx.preview.training", "ai.onnx.training",
  ]
}
