internal import DiskAccess
internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// Moves a model's large tensors into a safetensors file.
enum SafetensorsExport {
  /// Writes the tensors over the inline limit that safetensors can hold; returns where each is.
  static func write(
    _ model: Model, inlineLimit: Int, to path: String
  ) throws -> [ModelPath: PrintOptions.DataPlace] {
    var writer = SafetensorsWriter()
    let file = Array(Paths.name(of: path).utf8)
    var places: [ModelPath: PrintOptions.DataPlace] = [:]
    for (place, tensor) in LargeTensors.find(in: model, over: inlineLimit) {
      guard let type = tensor.knownType, safetensorsType(for: type.rawValue) != nil,
        let payload = try content(of: tensor, type, in: model)
      else { continue }
      // The tensor's own name where it is free; else its place, which always is.
      let own = tensor.name.map { Array(model.strings[$0]) } ?? []
      for name in [own, Array("#\(place)".utf8)] where !name.isEmpty {
        if writer.add(name: name, dataType: type.rawValue, dims: tensor.dims, payload: payload) == nil {
          let isFoundByName = name == own && !name.starts(with: "#".utf8)
          places[place] = PrintOptions.DataPlace(file: file, name: isFoundByName ? nil : name)
          break
        }
      }
    }
    if !writer.isEmpty { try writer.write(to: path) }
    return places
  }

  /// The elements as safetensors lays them out, which is as `raw_data` does.
  private static func content(
    of tensor: Tensor, _ type: DataType, in model: Model
  ) throws -> SafetensorsWriter.Payload? {
    guard let count = tensor.elementCount, let size = type.rawSize(elements: count) else { return nil }
    let isPlain = tensor.rawData != nil || type.typedField == .float || type.typedField == .double
    if isPlain, let payload = tensor.rawData ?? tensor[type.typedField], payload.count == size, payload.source >= 0,
      let source = model.sources[Int(payload.source)] as? FileSource
    {
      return .range(source.file, payload.range)
    }
    guard let bytes = try model.rawBytes(of: tensor), bytes.count == size else { return nil }
    return .bytes(bytes)
  }
}
