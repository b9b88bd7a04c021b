/// One call of an operator (onnx.proto, NodeProto).
public struct Node: Message {
  public var inputs: [Text] = []
  public var outputs: [Text] = []
  public var name: Text?
  public var opType: Text?
  public var attributes: [Attribute] = []
  public var docString: Text?
  public var domain: Text?
  public var overload: Text?
  public var metadata: [Entry] = []
  public var deviceConfigurations: [NodeDeviceConfiguration] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "NodeProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.strings(1, "input", &inputs)
    try visitor.strings(2, "output", &outputs)
    try visitor.string(3, "name", &name)
    try visitor.string(4, "op_type", &opType)
    try visitor.messages(5, "attribute", &attributes)
    try visitor.string(6, "doc_string", &docString)
    try visitor.string(7, "domain", &domain)
    try visitor.string(8, "overload", &overload)
    try visitor.messages(9, "metadata_props", &metadata)
    try visitor.messages(10, "device_configurations", &deviceConfigurations)
  }
}
