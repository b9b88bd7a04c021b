import COnnx
import ONNXModel
import Testing

/// The tables of fields are those of ONNX's schema, as libprotobuf-c's descriptors have it.
@Suite struct FieldTableTests {
  @Test func everyMessageHasTheFieldsOfTheSchema() {
    withUnsafePointer(to: onnx__model_proto__descriptor) { descriptor in
      var walk = DescriptorWalk()
      walk.compare(Model.self, descriptor.pointee)
      #expect(walk.compared.count == 28)
    }
  }

  @Test func numbersOfEnumerationsAreKnown() {
    withUnsafePointer(to: onnx__attribute_proto__attribute_type__descriptor) { descriptor in
      #expect(values(descriptor.pointee) == Set((-5..<100).filter(EnumKind.attributeType.contains)))
      #expect(values(descriptor.pointee) == Set(AttributeType.allCases.map(\.rawValue)))
    }
    withUnsafePointer(to: onnx__tensor_proto__data_location__descriptor) { descriptor in
      #expect(values(descriptor.pointee) == Set((-5..<100).filter(EnumKind.dataLocation.contains)))
    }
  }

  @Test func elementTypesHaveTheSchemasNamesInLowerCase() {
    withUnsafePointer(to: onnx__tensor_proto__data_type__descriptor) { descriptor in
      let names = (0..<Int(descriptor.pointee.n_values)).map { index in
        let value = descriptor.pointee.values[index]
        return "\(value.value) \(String(cString: value.name).lowercased())"
      }
      #expect(names.dropFirst() == DataType.allCases.map { "\($0.rawValue) \($0.name)" }[...])
    }
  }

  private func values(_ descriptor: ProtobufCEnumDescriptor) -> Set<Int32> {
    Set((0..<Int(descriptor.n_values)).map { descriptor.values[$0].value })
  }
}

/// Compares our tables with descriptors, message by message.
private struct DescriptorWalk {
  /// The names of the messages that were compared.
  var compared: Set<String> = []

  mutating func compare<M: Message>(_ type: M.Type, _ descriptor: ProtobufCMessageDescriptor) {
    let name = String(cString: descriptor.name)
    guard compared.insert(name).inserted else { return }
    var table = FieldTable()
    var message = M()
    message.fields(&table)
    let fields = (0..<Int(descriptor.n_fields)).map { descriptor.fields[$0] }
    #expect(table.rows == fields.map(row), "\(name)")
    let members = fields.filter { $0.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 }
    #expect(M.oneof == members.reduce(0) { $0 | 1 << UInt64($1.id) }, "\(name)")
    // Sequence and Optional are one type of ours, Tensor and SparseTensor another.
    let schemaName = name.dropFirst("onnx.".count).replacing("SparseTensor", with: "Tensor")
      .replacing("Optional", with: "Sequence")
    #expect(schemaName == "\(M.messageName)".replacing("SparseTensor", with: "Tensor"))
    for field in fields where field.type == PROTOBUF_C_TYPE_MESSAGE {
      guard let nested = table.messages[Int(field.id)], let descriptor = field.descriptor else { continue }
      open(nested, descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self).pointee)
    }
  }

  private mutating func open(_ type: any Message.Type, _ descriptor: ProtobufCMessageDescriptor) {
    compare(type, descriptor)
  }

  private func row(_ field: ProtobufCFieldDescriptor) -> String {
    let type: String =
      switch field.type {
      case PROTOBUF_C_TYPE_BYTES: "bytes"
      case PROTOBUF_C_TYPE_INT64: "int64"
      case PROTOBUF_C_TYPE_UINT64: "uint64"
      case PROTOBUF_C_TYPE_INT32: "int32"
      case PROTOBUF_C_TYPE_FLOAT: "float"
      case PROTOBUF_C_TYPE_DOUBLE: "double"
      case PROTOBUF_C_TYPE_ENUM: "enum"
      case PROTOBUF_C_TYPE_MESSAGE: "message"
      default: "another type"
      }
    let isPacked = field.flags & PROTOBUF_C_FIELD_FLAG_PACKED.rawValue != 0
    let label = field.label == PROTOBUF_C_LABEL_REPEATED ? isPacked ? "packed " : "repeated " : ""
    return "\(field.id) \(label)\(type) \(String(cString: field.name))"
  }
}

/// The fields that a message visits, as `number type name`.
private struct FieldTable: FieldVisitor {
  var rows: [String] = []
  /// The types of the fields that are messages.
  var messages: [Int: any Message.Type] = [:]

  mutating func add(_ number: Int, _ type: String, _ name: StaticString) { rows.append("\(number) \(type) \(name)") }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) { add(number, "bytes", name) }
  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    add(number, "repeated bytes", name)
  }
  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) { add(number, "int64", name) }
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) { add(number, "int32", name) }
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {
    add(number, "enum", name)
  }
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) { add(number, "float", name) }
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {
    add(number, "repeated int64", name)
  }
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {
    add(number, "repeated float", name)
  }
  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {
    switch layout {
    case .raw: add(number, "bytes", name)
    case .float32: add(number, "packed float", name)
    case .float64: add(number, "packed double", name)
    case .varint: add(number, "packed \(String(describing: name).dropLast("_data".count))", name)
    }
  }
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    add(number, "message", name)
    messages[number] = M.self
  }
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    add(number, "message", name)
    messages[number] = M.self
  }
  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    add(number, "repeated message", name)
    messages[number] = M.self
  }
}
