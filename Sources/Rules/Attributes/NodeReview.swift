// Compares every node with the signature of what it calls, in one pass, for all rules of the group.

internal import Inference
internal import ONNXModel
internal import Operators

/// The pass; a node that is right costs a few comparisons of bytes and nothing else.
struct NodeReview {
  private let index: ModelIndex
  private let signatures: [Signature?]
  private(set) var faults: [NodeFault] = []
  /// Of the function whose body is reviewed: the attributes that references may name.
  private var declared: [[UInt8]] = []
  private var isInFunction = false

  /// All faults of a model's nodes, in order.
  static func faults(of index: ModelIndex) -> [NodeFault] {
    var review = NodeReview(index)
    for scope in index.scopes.indices { review.check(scope) }
    return review.faults
  }

  private init(_ index: ModelIndex) {
    self.index = index
    signatures = index.operations.map { Signature($0, index) }
  }

  private mutating func check(_ scope: Int) {
    let function = index.enclosingFunction(of: scope)
    isInFunction = function != nil
    declared = function.map { index.declaredAttributes(of: $0) } ?? []
    let record = index.scopes[scope]
    index.strings.bytes.withUnsafeBufferPointer { pool in
      for (number, node) in record.graph.nodes.enumerated() {
        check(node, NodeID(rawValue: Int32(truncatingIfNeeded: record.nodes.lowerBound + number)), pool)
      }
    }
  }

  private mutating func check(_ node: Node, _ id: NodeID, _ pool: UnsafeBufferPointer<UInt8>) {
    let operation = index.nodes[id.offset].operation
    for (number, attribute) in node.attributes.enumerated() {
      check(attribute, number, id, signatures[operation], pool)
      if let name = attribute.name, isRepeated(name, node.attributes[..<number], pool) {
        faults.append(NodeFault(kind: .duplicateAttribute, node: id, number: number))
      }
    }
    guard let signature = signatures[operation] else { return }
    if signature.requiredCount > 0 { checkRequired(node, id, signature, pool) }
    checkOperands(node, id, signature, index.operations[operation])
  }

  private func isRepeated(
    _ name: Text, _ others: ArraySlice<Attribute>, _ pool: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    others.contains { other in
      other.name.map { $0.count == name.count && pool[$0.range].elementsEqual(pool[name.range]) } ?? false
    }
  }

  // MARK: Attributes

  private mutating func check(
    _ attribute: Attribute, _ number: Int, _ id: NodeID, _ signature: Signature?, _ pool: UnsafeBufferPointer<UInt8>
  ) {
    let name = pool[(attribute.name ?? .empty).range]
    // Two underscores begin what is an implementation's own matter.
    let isInternal = name.count >= 2 && name.starts(with: [UInt8(ascii: "_"), UInt8(ascii: "_")])
    var expected: Int32?
    if let signature, !isInternal {
      let known = signature.attributes.first { Self.same($0.name, name) }
      if known == nil, !signature.isOpen {
        faults.append(NodeFault(kind: .unknownAttribute, node: id, number: number))
        return
      }
      expected = known?.type
    }
    if let reference = attribute.refAttrName, !reference.isEmpty {
      let wanted = pool[reference.range]
      if !declared.contains(where: { Self.same($0, wanted) }) {
        faults.append(NodeFault(kind: .undeclaredReference, node: id, number: number))
      }
    }
    guard let type = attribute.type, type != 0 else {
      // Before IR version 2 there was no type to set.
      if signature != nil || index.model.irVersion ?? 0 > 1 {
        faults.append(NodeFault(kind: .typeUnset, node: id, number: number))
      }
      return
    }
    if expected ?? type != type || !attribute.holdsItsType(isInFunction: isInFunction) {
      faults.append(NodeFault(kind: .wrongType, node: id, number: number))
    }
  }

  private static func same(_ name: [UInt8], _ other: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    name.count == other.count && name.elementsEqual(other)
  }

  private mutating func checkRequired(
    _ node: Node, _ id: NodeID, _ signature: Signature, _ pool: UnsafeBufferPointer<UInt8>
  ) {
    for (number, wanted) in signature.attributes.enumerated() where wanted.isRequired {
      let isThere = node.attributes.contains { $0.name.map { Self.same(wanted.name, pool[$0.range]) } ?? false }
      if isThere || index.hasFormerInput(wanted.name, of: id) { continue }
      faults.append(NodeFault(kind: .missingAttribute, node: id, number: number))
    }
  }

  // MARK: Inputs and outputs

  private mutating func checkOperands(_ node: Node, _ id: NodeID, _ signature: Signature, _ operation: Operation) {
    if !signature.inputs.contains(node.inputs.count) {
      if node.inputs.count > signature.inputs.upperBound,
        index.formerAttribute(ofInput: signature.inputs.upperBound, operation) != nil
      {
        faults.append(NodeFault(kind: .inputWasAttribute, node: id, number: signature.inputs.upperBound))
      } else if !index.hasAttributesForMissingInputs(id, signature.inputs.lowerBound) {
        faults.append(NodeFault(kind: .inputCount, node: id, number: node.inputs.count))
      }
    }
    if !signature.outputs.contains(node.outputs.count) {
      // A normalization with the outputs of training in a version that has none is X002's.
      if !(operation.domain.isEmpty && operation.name == "BatchNormalization") {
        faults.append(NodeFault(kind: .outputCount, node: id, number: node.outputs.count))
      }
    }
    for (number, input) in node.inputs.enumerated() where input.isEmpty {
      if number < signature.requiredInputs.count, signature.requiredInputs[number] {
        faults.append(NodeFault(kind: .omittedInput, node: id, number: number))
      }
    }
    for (number, output) in node.outputs.enumerated() where output.isEmpty {
      if number < signature.requiredOutputs.count, signature.requiredOutputs[number] {
        faults.append(NodeFault(kind: .omittedOutput, node: id, number: number))
      }
    }
  }
}
