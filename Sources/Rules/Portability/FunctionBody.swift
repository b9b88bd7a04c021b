// The function that defines an operator, called with the types of one node: a model of its own.

internal import Inference
internal import ONNXCoding
internal import ONNXModel
internal import Operators

enum FunctionBody {
  /// A model whose only node calls the body; nil where the catalogue has none, or it can't be read.
  static func model(of node: NodeID, _ inference: Inference, _ schema: OperatorSchema) -> Model? {
    let index = inference.index
    let opset = index.operation(node).importedVersion ?? schema.sinceVersion
    guard let bytes = index.catalog.functionBody(of: schema, opset: opset), var model = decode(bytes),
      isCurrent(model, opset, index.catalog)
    else {
      return nil
    }
    var strings = model.strings
    let domain = strings.add("graven.body")
    var function = model.functions[0]
    function.domain = domain
    model.functions[0] = function
    model.irVersion = 10
    var call = Node()
    call.opType = function.name
    call.domain = domain
    call.attributes = index.node(node).attributes.compactMap { copy($0, index.strings, &strings) }
    var graph = Graph()
    for (number, input) in index.inputs(node).enumerated() {
      guard input.exists, let type = inference.type(of: input) else {
        call.inputs.append(.empty)
        continue
      }
      var value = Value()
      value.name = strings.add("in_\(number)")
      value.type = type.valueType(&strings)
      call.inputs.append(value.name ?? .empty)
      graph.inputs.append(value)
    }
    for number in index.outputs(node).indices.map({ $0 - index.outputs(node).startIndex }) {
      var value = Value()
      value.name = strings.add("out_\(number)")
      call.outputs.append(value.name ?? .empty)
      graph.outputs.append(value)
    }
    graph.nodes = [call]
    model.graph = graph
    model.opsetImports = function.opsetImports
    model.strings = strings
    return model
  }

  /// Whether the body says the same in the operator set that the model imports: it is not newer, and no operator in it
  /// has changed since (onnx, OpSchema::GetFunction).
  private static func isCurrent(_ model: Model, _ opset: Int, _ catalog: OperatorCatalog) -> Bool {
    let text = { (text: Text?) in text.map { model.strings.string($0) } ?? "" }
    let written = model.functions[0].opsetImports.first { text($0.domain).isEmpty }?.version.map { Int(clamping: $0) }
    guard let written, written <= opset else { return written == nil }
    return model.functions[0].nodes.allSatisfy { node in
      guard text(node.domain).isEmpty else { return true }
      let name = text(node.opType)
      return catalog.schema(name, domain: "", version: written)?.sinceVersion
        == catalog.schema(name, domain: "", version: opset)?.sinceVersion
    }
  }

  /// A FunctionProto as the only function of a model (onnx.proto, ModelProto.functions).
  private static func decode(_ bytes: [UInt8]) -> Model? {
    var wire: [UInt8] = [0xCA, 0x01]
    var count = bytes.count
    while count >= 0x80 {
      wire.append(UInt8(truncatingIfNeeded: count) | 0x80)
      count >>= 7
    }
    wire.append(UInt8(truncatingIfNeeded: count))
    guard let decoded = try? ModelDecoder.decode(MemorySource(wire + bytes)), decoded.model.functions.count == 1 else {
      return nil
    }
    return decoded.model
  }

  /// An attribute with a plain value; graphs and tensors are not needed to tell types.
  private static func copy(_ attribute: Attribute, _ from: StringPool, _ strings: inout StringPool) -> Attribute? {
    guard !attribute.g.isPresent, !attribute.t.isPresent, attribute.graphs.isEmpty else { return nil }
    var result = Attribute()
    result.name = attribute.name.map { strings.add(Array(from[$0])) }
    result.type = attribute.type
    (result.i, result.f, result.ints, result.floats) = (attribute.i, attribute.f, attribute.ints, attribute.floats)
    result.s = attribute.s.map { strings.add(Array(from[$0])) }
    result.strings = attribute.strings.map { strings.add(Array(from[$0])) }
    return result
  }
}
