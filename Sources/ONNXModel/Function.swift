/// An operator defined by a graph of others (onnx.proto, FunctionProto).
public struct Function: Message {
  public var name: Text?
  public var inputs: [Text] = []
  public var outputs: [Text] = []
  /// Names of attributes without a default.
  public var attributes: [Text] = []
  public var nodes: [Node] = []
  public var docString: Text?
  public var opsetImports: [OperatorSetID] = []
  public var domain: Text?
  /// Attributes with a default.
  public var attributeDefaults: [Attribute] = []
  public var values: [Value] = []
  public var overload: Text?
  public var metadata: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "FunctionProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "name", &name)
    try visitor.strings(4, "input", &inputs)
    try visitor.strings(5, "output", &outputs)
    try visitor.strings(6, "attribute", &attributes)
    try visitor.messages(7, "node", &nodes)
    try visitor.string(8, "doc_string", &docString)
    try visitor.messages(9, "opset_import", &opsetImports)
    try visitor.string(10, "domain", &domain)
    try visitor.messages(11, "attribute_proto", &attributeDefaults)
    try visitor.messages(12, "value_info", &values)
    try visitor.string(13, "overload", &overload)
    try visitor.messages(14, "metadata_props", &metadata)
  }
}
