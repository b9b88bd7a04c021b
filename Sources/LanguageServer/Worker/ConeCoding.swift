internal import ONNXCoding
internal import ONNXModel

/// A model as bytes for the worker: large weights go as ranges of their files, which the worker reads itself.
enum ConeCoding {
  /// Shapes and the like are sent as they are.
  private static let smallSize = 1 << 16

  /// - Throws: what reading small weights throws.
  static func encode(_ model: Model) throws -> [UInt8] {
    var model = model
    if var graph = model.graph {
      for index in graph.initializers.indices { refer(&graph.initializers[index], &model) }
      for node in graph.nodes.indices {
        for index in graph.nodes[node].attributes.indices {
          guard var tensor = graph.nodes[node].attributes[index].t.value else { continue }
          refer(&tensor, &model)
          graph.nodes[node].attributes[index].t.value = tensor
        }
      }
      model.graph = graph
    }
    var bytes: [UInt8] = []
    try ModelFileWriter.write(ModelEncoder.encode(model)) { bytes.append(contentsOf: $0) }
    return bytes
  }

  static func decode(_ bytes: [UInt8]) throws(WireError) -> Model {
    try ModelDecoder.decode(MemorySource(bytes)).model
  }

  /// Makes a tensor with its elements in a file an external one, with an absolute path where there is one.
  private static func refer(_ tensor: inout Tensor, _ model: inout Model) {
    guard let type = tensor.knownType, tensor.dataLocation ?? 0 == 0 else { return }
    let isPlain = tensor.rawData != nil || type == .float || type == .double
    guard isPlain, let payload = tensor.rawData ?? tensor[type.typedField], payload.count > smallSize,
      model.sources.indices.contains(Int(payload.source)), let path = model.sources[Int(payload.source)].path
    else { return }
    (tensor.rawData, tensor.floatData, tensor.doubleData) = (nil, nil, nil)
    tensor.dataLocation = 1
    tensor.externalData = [("location", path), ("offset", "\(payload.offset)"), ("length", "\(payload.count)")].map {
      Entry(key: model.strings.add($0), value: model.strings.add($1))
    }
  }
}
