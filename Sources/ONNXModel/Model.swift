/// A whole ONNX model (onnx.proto, ModelProto).
public struct Model: Message {
  public var irVersion: Int64?
  public var producerName: Text?
  public var producerVersion: Text?
  public var domain: Text?
  public var modelVersion: Int64?
  public var docString: Text?
  public var graph: Graph?
  public var opsetImports: [OperatorSetID] = []
  public var metadata: [Entry] = []
  public var trainingInfo: [TrainingInfo] = []
  public var functions: [Function] = []
  public var configuration: [DeviceConfiguration] = []
  public var unknown: Text?

  /// The bytes of every `Text` of this model.
  public var strings = StringPool()
  /// What the payloads are ranges of.
  public var sources: [any ByteSource] = []
  /// How the model's file writes repeated numbers.
  public var wire = WireStyle.proto2

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "ModelProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "ir_version", &irVersion)
    try visitor.string(2, "producer_name", &producerName)
    try visitor.string(3, "producer_version", &producerVersion)
    try visitor.string(4, "domain", &domain)
    try visitor.int64(5, "model_version", &modelVersion)
    try visitor.string(6, "doc_string", &docString)
    try visitor.message(7, "graph", &graph)
    try visitor.messages(8, "opset_import", &opsetImports)
    try visitor.messages(14, "metadata_props", &metadata)
    try visitor.messages(20, "training_info", &trainingInfo)
    try visitor.messages(25, "functions", &functions)
    try visitor.messages(26, "configuration", &configuration)
  }
}

/// How a file writes repeated numbers: one field for each, unless declared packed, or all packed as proto3 does.
public enum WireStyle: Sendable {
  case proto2, proto3
}

/// An operator set that a model or function imports (onnx.proto, OperatorSetIdProto).
public struct OperatorSetID: Message {
  public var domain: Text?
  public var version: Int64?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "OperatorSetIdProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "domain", &domain)
    try visitor.int64(2, "version", &version)
  }
}

/// A key with a value, as in metadata and external data (onnx.proto, StringStringEntryProto).
public struct Entry: Message {
  public var key: Text?
  public var value: Text?
  public var unknown: Text?

  @inlinable public init() {}
  public init(key: Text, value: Text) {
    self.key = key
    self.value = value
  }
  @inlinable public static var messageName: StaticString { "StringStringEntryProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "key", &key)
    try visitor.string(2, "value", &value)
  }
}
