/// A constant tensor (onnx.proto, TensorProto). Its elements stay where they are; see `Payload`.
public struct Tensor: Message {
  public var dims: [Int64] = []
  /// A `DataType` by number; files may hold others.
  public var dataType: Int32?
  public var segment = Indirect<TensorSegment>()
  public var floatData: Payload?
  public var int32Data: Payload?
  public var stringData: [Text] = []
  public var int64Data: Payload?
  public var name: Text?
  public var rawData: Payload?
  public var doubleData: Payload?
  public var uint64Data: Payload?
  public var docString: Text?
  public var externalData: [Entry] = []
  /// 0 in this file, 1 external.
  public var dataLocation: Int32?
  public var metadata: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TensorProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64s(1, "dims", &dims)
    try visitor.int32(2, "data_type", &dataType)
    try visitor.message(3, "segment", &segment)
    try visitor.payload(4, "float_data", &floatData, .float32)
    try visitor.payload(5, "int32_data", &int32Data, .varint)
    try visitor.strings(6, "string_data", &stringData)
    try visitor.payload(7, "int64_data", &int64Data, .varint)
    try visitor.string(8, "name", &name)
    try visitor.payload(9, "raw_data", &rawData, .raw)
    try visitor.payload(10, "double_data", &doubleData, .float64)
    try visitor.payload(11, "uint64_data", &uint64Data, .varint)
    try visitor.string(12, "doc_string", &docString)
    try visitor.messages(13, "external_data", &externalData)
    try visitor.enumeration(14, "data_location", &dataLocation, .dataLocation)
    try visitor.messages(16, "metadata_props", &metadata)
  }
}

/// The part of a tensor that this message holds (onnx.proto, TensorProto.Segment).
public struct TensorSegment: Message {
  public var begin: Int64?
  public var end: Int64?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TensorProto.Segment" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "begin", &begin)
    try visitor.int64(2, "end", &end)
  }
}

/// A tensor given by its non-zero elements (onnx.proto, SparseTensorProto).
public struct SparseTensor: Message {
  public var values: Tensor?
  public var indices: Tensor?
  public var dims: [Int64] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "SparseTensorProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.message(1, "values", &values)
    try visitor.message(2, "indices", &indices)
    try visitor.int64s(3, "dims", &dims)
  }
}
