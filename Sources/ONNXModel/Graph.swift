/// A graph: nodes in order, with the values that go in and out (onnx.proto, GraphProto).
public struct Graph: Message {
  public var nodes: [Node] = []
  public var name: Text?
  public var initializers: [Tensor] = []
  public var docString: Text?
  public var inputs: [Value] = []
  public var outputs: [Value] = []
  public var values: [Value] = []
  public var quantizationAnnotations: [TensorAnnotation] = []
  public var sparseInitializers: [SparseTensor] = []
  public var metadata: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "GraphProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.messages(1, "node", &nodes)
    try visitor.string(2, "name", &name)
    try visitor.messages(5, "initializer", &initializers)
    try visitor.string(10, "doc_string", &docString)
    try visitor.messages(11, "input", &inputs)
    try visitor.messages(12, "output", &outputs)
    try visitor.messages(13, "value_info", &values)
    try visitor.messages(14, "quantization_annotation", &quantizationAnnotations)
    try visitor.messages(15, "sparse_initializer", &sparseInitializers)
    try visitor.messages(16, "metadata_props", &metadata)
  }
}

/// Names of the tensors that quantise another tensor (onnx.proto, TensorAnnotation).
public struct TensorAnnotation: Message {
  public var tensorName: Text?
  public var parameters: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TensorAnnotation" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "tensor_name", &tensorName)
    try visitor.messages(2, "quant_parameter_tensor_names", &parameters)
  }
}

/// How to train a model (onnx.proto, TrainingInfoProto).
public struct TrainingInfo: Message {
  public var initialization: Graph?
  public var algorithm: Graph?
  public var initializationBindings: [Entry] = []
  public var updateBindings: [Entry] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "TrainingInfoProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.message(1, "initialization", &initialization)
    try visitor.message(2, "algorithm", &algorithm)
    try visitor.messages(3, "initialization_binding", &initializationBindings)
    try visitor.messages(4, "update_binding", &updateBindings)
  }
}
