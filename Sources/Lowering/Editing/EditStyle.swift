package import ONNXModel
package import Syntax

/// Makes what edits put into a text what a person would have written there: fields that the plain syntax always sets are
/// set, and small tensors are stored as plain numbers are. The model's meaning is the same.
package enum EditStyle {
  /// - Parameter tree: the text that the edits are for.
  package static func adapted(_ edits: [ModelEdit], to tree: SyntaxTree) -> [ModelEdit] {
    let pragma = tree.pragma ?? Pragma()
    return edits.map { edit in
      switch edit {
      case .set(let path, let value): .set(path, adapted(value, pragma))
      case .insert(let path, let value): .insert(path, adapted(value, pragma))
      case .remove: edit
      }
    }
  }

  private static func adapted(_ value: EditValue, _ pragma: Pragma) -> EditValue {
    var style = Adaptation(pragma)
    switch value {
    case .node(var node, let strings):
      style.strings = strings
      style.adapt(&node)
      return .node(node, style.strings)
    case .function(var function, let strings):
      style.strings = strings
      for index in function.nodes.indices { style.adapt(&function.nodes[index]) }
      return .function(function, style.strings)
    case .attribute(var attribute, let strings):
      style.strings = strings
      style.adapt(&attribute)
      return .attribute(attribute, style.strings)
    case .tensor(var tensor, let strings):
      style.strings = strings
      style.store(&tensor)
      return .tensor(tensor, style.strings)
    default: return value
    }
  }
}

/// Changes one value.
private struct Adaptation {
  private let pragma: Pragma
  var strings = StringPool()

  /// Longer tensors are shown as bytes anyway.
  private static let mostElements = 16

  init(_ pragma: Pragma) {
    self.pragma = pragma
  }

  mutating func adapt(_ node: inout Node) {
    if node.domain == nil, !pragma.unset.contains(.domain) { node.domain = .empty }
    for index in node.attributes.indices { adapt(&node.attributes[index]) }
  }

  mutating func adapt(_ attribute: inout Attribute) {
    if var tensor = attribute.t.value {
      if tensor.name == nil, !pragma.unset.contains(.tensorName) { tensor.name = .empty }
      store(&tensor)
      attribute.t.value = tensor
    }
    if var graph = attribute.g.value {
      for index in graph.nodes.indices { adapt(&graph.nodes[index]) }
      attribute.g.value = graph
    }
  }

  /// Puts the elements into the field that a plain literal means.
  mutating func store(_ tensor: inout Tensor) {
    guard !pragma.storesRaw, let raw = tensor.rawData, raw.source == Payload.pool, let type = tensor.knownType,
      let count = tensor.elementCount, count <= Self.mostElements, type.rawSize(elements: count) == raw.count,
      raw.offset >= 0, raw.range.upperBound <= strings.bytes.count
    else { return }
    switch type {
    case .float: tensor.floatData = raw
    case .double: tensor.doubleData = raw
    case .int64: tensor.int64Data = Payload(strings.add(varints(of: raw)))
    default: return
    }
    tensor.rawData = nil
  }

  /// Seven bits a byte, the lowest first (protobuf, varint).
  private func varints(of raw: Payload) -> [UInt8] {
    var bytes: [UInt8] = []
    for start in stride(from: raw.offset, to: raw.range.upperBound, by: 8) {
      var rest = strings.bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      repeat {
        bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
        rest >>= 7
      } while rest > 0
    }
    return bytes
  }
}
