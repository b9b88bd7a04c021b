/// A named constant of a node (onnx.proto, AttributeProto).
///
/// A valid attribute sets the one value field that its `type` names, or `refAttrName`; files with others keep them.
public struct Attribute: Message {
  public var name: Text?
  public var f: Float?
  public var i: Int64?
  public var s: Text?
  public var t = Indirect<Tensor>()
  public var g = Indirect<Graph>()
  public var floats: [Float] = []
  public var ints: [Int64] = []
  public var strings: [Text] = []
  public var tensors: [Tensor] = []
  public var graphs: [Graph] = []
  public var docString: Text?
  public var tp = Indirect<ValueType>()
  public var typeProtos: [ValueType] = []
  /// An `AttributeType` by number; files may hold others.
  public var type: Int32?
  public var refAttrName: Text?
  public var sparseTensor = Indirect<SparseTensor>()
  public var sparseTensors: [SparseTensor] = []
  public var unknown: Text?

  @inlinable public init() {}
  @inlinable public static var messageName: StaticString { "AttributeProto" }

  @inlinable
  public mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
    try visitor.string(1, "name", &name)
    try visitor.float(2, "f", &f)
    try visitor.int64(3, "i", &i)
    try visitor.string(4, "s", &s)
    try visitor.message(5, "t", &t)
    try visitor.message(6, "g", &g)
    try visitor.floats(7, "floats", &floats)
    try visitor.int64s(8, "ints", &ints)
    try visitor.strings(9, "strings", &strings)
    try visitor.messages(10, "tensors", &tensors)
    try visitor.messages(11, "graphs", &graphs)
    try visitor.string(13, "doc_string", &docString)
    try visitor.message(14, "tp", &tp)
    try visitor.messages(15, "type_protos", &typeProtos)
    try visitor.enumeration(20, "type", &type, .attributeType)
    try visitor.string(21, "ref_attr_name", &refAttrName)
    try visitor.message(22, "sparse_tensor", &sparseTensor)
    try visitor.messages(23, "sparse_tensors", &sparseTensors)
  }
}

/// What an attribute holds (onnx.proto, AttributeProto.AttributeType); names are those of the text format.
public enum AttributeType: Int32, Sendable, CaseIterable {
  case undefined = 0
  case float = 1, int, string, tensor, graph, floats, ints, strings, tensors, graphs
  case sparseTensor, sparseTensors, typeProto, typeProtos

  /// The name in a text, such as `sparse_tensor`.
  public var name: StaticString {
    switch self {
    case .undefined: "undefined"
    case .float: "float"
    case .int: "int"
    case .string: "string"
    case .tensor: "tensor"
    case .graph: "graph"
    case .floats: "floats"
    case .ints: "ints"
    case .strings: "strings"
    case .tensors: "tensors"
    case .graphs: "graphs"
    case .sparseTensor: "sparse_tensor"
    case .sparseTensors: "sparse_tensors"
    case .typeProto: "type_proto"
    case .typeProtos: "type_protos"
    }
  }

  /// The type whose name these bytes are; `undefined` has none.
  public init?(name: UnsafeBufferPointer<UInt8>) {
    for type in AttributeType.allCases.dropFirst()
    where type.name.withUTF8Buffer({ name.elementsEqual($0) }) {
      self = type
      return
    }
    return nil
  }

  /// The type of one element of a list type, or the type itself.
  public var element: AttributeType {
    switch self {
    case .floats: .float
    case .ints: .int
    case .strings: .string
    case .tensors: .tensor
    case .graphs: .graph
    case .sparseTensors: .sparseTensor
    case .typeProtos: .typeProto
    default: self
    }
  }

  /// The type of a list of this type, or the type itself.
  public var list: AttributeType {
    switch self {
    case .float: .floats
    case .int: .ints
    case .string: .strings
    case .tensor: .tensors
    case .graph: .graphs
    case .sparseTensor: .sparseTensors
    case .typeProto: .typeProtos
    default: self
    }
  }
}
