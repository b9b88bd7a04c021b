/// Devices that a model can be spread over (onnx.proto, DeviceConfigurationProto).
public struct DeviceConfiguration: Message {
  public var name: Text?
  public var numDevices: Int32?
  public var devices: [Text] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "DeviceConfigurationProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "name", &name)
    try visitor.int32(2, "num_devices", &numDevices)
    try visitor.strings(3, "device", &devices)
  }
}

/// Where a node runs (onnx.proto, NodeDeviceConfigurationProto).
public struct NodeDeviceConfiguration: Message {
  public var configurationID: Text?
  public var shardingSpecs: [ShardingSpec] = []
  public var pipelineStage: Int32?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "NodeDeviceConfigurationProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "configuration_id", &configurationID)
    try visitor.messages(2, "sharding_spec", &shardingSpecs)
    try visitor.int32(3, "pipeline_stage", &pipelineStage)
  }
}

/// How a tensor is spread over devices (onnx.proto, ShardingSpecProto).
public struct ShardingSpec: Message {
  public var tensorName: Text?
  public var devices: [Int64] = []
  public var deviceGroups: [DeviceGroup] = []
  public var shardedDims: [ShardedDimension] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "ShardingSpecProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "tensor_name", &tensorName)
    try visitor.int64s(2, "device", &devices)
    try visitor.messages(3, "index_to_device_group_map", &deviceGroups)
    try visitor.messages(4, "sharded_dim", &shardedDims)
  }
}

/// A number that stands for a group of devices (onnx.proto, IntIntListEntryProto).
public struct DeviceGroup: Message {
  public var key: Int64?
  public var devices: [Int64] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "IntIntListEntryProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "key", &key)
    try visitor.int64s(2, "value", &devices)
  }
}

/// One axis of a spread tensor (onnx.proto, ShardedDimProto).
public struct ShardedDimension: Message {
  public var axis: Int64?
  public var shardings: [SimpleShardedDimension] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "ShardedDimProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "axis", &axis)
    try visitor.messages(2, "simple_sharding", &shardings)
  }
}

/// Into how many parts a dimension is cut (onnx.proto, SimpleShardedDimProto).
public struct SimpleShardedDimension: Message {
  public var value: Int64?
  public var param: Text?
  public var numShards: Int64?
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "SimpleShardedDimProto" }
  @inlinable public static var oneof: UInt64 { 1 << 1 | 1 << 2 }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.int64(1, "dim_value", &value)
    try visitor.string(2, "dim_param", &param)
    try visitor.int64(3, "num_shards", &numShards)
  }

  @inlinable public mutating func keep(oneof number: Int) {
    if number == 1 { param = nil } else { value = nil }
  }
}
