/// A value's name and type, as a graph declares it (onnx.proto, ValueInfoProto).
public struct Value: Message {
  public var name: Text?
  public var type: ValueType?
  public var docString: Text?
  public var metadata: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "ValueInfoProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "name", &name)
    try visitor.message(2, "type", &type)
    try visitor.string(3, "doc_string", &docString)
    try visitor.messages(4, "metadata_props", &metadata)
  }
}

/// The type of a value (onnx.proto, TypeProto): one of tensor, sequence, map, optional, sparse tensor and opaque.
public struct ValueType: Message {
  public var tensor: TensorType?
  public var sequence = Indirect<ElementType>()
  public var map = Indirect<MapType>()
  public var denotation: Text?
  public var opaque = Indirect<OpaqueType>()
  public var sparseTensor = Indirect<TensorType>()
  public var optional = Indirect<ElementType>()
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TypeProto" }
  @inlinable public static var oneof: UInt64 { 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 9 }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.message(1, "tensor_type", &tensor)
    try visitor.message(4, "sequence_type", &sequence)
    try visitor.message(5, "map_type", &map)
    try visitor.string(6, "denotation", &denotation)
    try visitor.message(7, "opaque_type", &opaque)
    try visitor.message(8, "sparse_tensor_type", &sparseTensor)
    try visitor.message(9, "optional_type", &optional)
  }

  @inlinable public mutating func keep(oneof number: Int) {
    if number != 1 { tensor = nil }
    if number != 4 { sequence.value = nil }
    if number != 5 { map.value = nil }
    if number != 7 { opaque.value = nil }
    if number != 8 { sparseTensor.value = nil }
    if number != 9 { optional.value = nil }
  }
}

/// Element type and shape (onnx.proto, TypeProto.Tensor and TypeProto.SparseTensor).
public struct TensorType: Message {
  /// A `DataType` by number; files may hold others.
  public var elementType: Int32?
  public var shape: Shape?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TypeProto.Tensor" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int32(1, "elem_type", &elementType)
    try visitor.message(2, "shape", &shape)
  }
}

/// What a sequence or an optional holds (onnx.proto, TypeProto.Sequence and TypeProto.Optional).
public struct ElementType: Message {
  public var type = Indirect<ValueType>()
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TypeProto.Sequence" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.message(1, "elem_type", &type)
  }
}

/// Key and value of a map (onnx.proto, TypeProto.Map).
public struct MapType: Message {
  public var keyType: Int32?
  public var valueType = Indirect<ValueType>()
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TypeProto.Map" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int32(1, "key_type", &keyType)
    try visitor.message(2, "value_type", &valueType)
  }
}

/// A type that only its domain knows (onnx.proto, TypeProto.Opaque).
public struct OpaqueType: Message {
  public var domain: Text?
  public var name: Text?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TypeProto.Opaque" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "domain", &domain)
    try visitor.string(2, "name", &name)
  }
}

/// A tensor's dimensions (onnx.proto, TensorShapeProto).
public struct Shape: Message {
  public var dims: [Dimension] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TensorShapeProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.messages(1, "dim", &dims)
  }
}

/// One dimension: a size, a name, or unknown (onnx.proto, TensorShapeProto.Dimension).
public struct Dimension: Message {
  public var value: Int64?
  public var param: Text?
  public var denotation: Text?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TensorShapeProto.Dimension" }
  @inlinable public static var oneof: UInt64 { 1 << 1 | 1 << 2 }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "dim_value", &value)
    try visitor.string(2, "dim_param", &param)
    try visitor.string(3, "denotation", &denotation)
  }

  @inlinable public mutating func keep(oneof number: Int) {
    if number == 1 { param = nil } else { value = nil }
  }
}
