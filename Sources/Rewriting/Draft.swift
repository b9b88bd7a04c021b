// New parts of models as edit values: each brings the strings that it names.

package import Inference
package import ONNXModel

/// What a new attribute holds.
package enum DraftValue: Sendable {
  case int(Int64)
  case float(Float)
  case string(String)
  case ints([Int64])
  case floats([Float])
  case tensor(KnownTensor)
}

/// Makes nodes, attributes, tensors and values; names are bytes, as models have them.
package enum Draft {
  package static func node(
    _ opType: String, _ inputs: [[UInt8]], _ outputs: [[UInt8]], name: [UInt8] = [],
    attributes: [(name: String, value: DraftValue)] = []
  ) -> EditValue {
    var strings = StringPool()
    var node = Node()
    node.opType = strings.add(opType)
    if !name.isEmpty { node.name = strings.add(name) }
    node.inputs = inputs.map { strings.add($0) }
    node.outputs = outputs.map { strings.add($0) }
    node.attributes = attributes.map { make($0.name, $0.value, &strings) }
    return .node(node, strings)
  }

  package static func attribute(_ name: String, _ value: DraftValue) -> EditValue {
    var strings = StringPool()
    let attribute = make(name, value, &strings)
    return .attribute(attribute, strings)
  }

  /// A tensor with its elements in `raw_data`; nil where an element is no number, or does not fit its type exactly.
  package static func tensor(_ name: [UInt8], _ value: KnownTensor) -> EditValue? {
    guard let bytes = ElementEncoding.raw(value) else { return nil }
    var strings = StringPool()
    var tensor = Tensor()
    tensor.name = strings.add(name)
    fill(&tensor, value, bytes, &strings)
    return .tensor(tensor, strings)
  }

  private static func make(_ name: String, _ value: DraftValue, _ strings: inout StringPool) -> Attribute {
    var attribute = Attribute()
    attribute.name = strings.add(name)
    let type: AttributeType
    switch value {
    case .int(let value): (attribute.i, type) = (value, .int)
    case .float(let value): (attribute.f, type) = (value, .float)
    case .string(let value): (attribute.s, type) = (strings.add(value), .string)
    case .ints(let values): (attribute.ints, type) = (values, .ints)
    case .floats(let values): (attribute.floats, type) = (values, .floats)
    case .tensor(let value):
      var tensor = Tensor()
      fill(&tensor, value, ElementEncoding.raw(value) ?? [], &strings)
      attribute.t.value = tensor
      type = .tensor
    }
    attribute.type = type.rawValue
    return attribute
  }

  private static func fill(_ tensor: inout Tensor, _ value: KnownTensor, _ raw: [UInt8], _ strings: inout StringPool) {
    tensor.dataType = value.elementType.rawValue
    tensor.dims = value.dims.map(Int64.init)
    tensor.rawData = Payload(strings.add(raw))
  }
}
