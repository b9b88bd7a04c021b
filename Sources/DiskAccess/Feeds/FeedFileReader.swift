internal import Kernels
internal import ONNXCoding
internal import ONNXModel

/// Reads an input from a file: .npy, .npz, .safetensors, an ONNX message, a .png or .ppm image.
struct FeedFileReader {
  let memory: TensorMemory
  let layout: ImageLayout?

  /// - Parameter name: the input's, which finds it among several arrays.
  /// - Throws: `FeedError`, or what names the file and what to do.
  func read(_ path: String, _ type: FeedType, named name: String) throws -> RuntimeValue {
    let file = try DataFile.open(path)
    // An ONNX message begins like nothing special: where the name says it, the content is not asked.
    if path.hasSuffix(".pb") { return try message(file, type) }
    if let container = try file.container() { return .tensor(try array(in: container, file, named: name)) }
    if let image = try Pixels(file) {
      guard case .tensor(let element, let shape) = type else {
        throw FeedError("\(path) is an image, and \(type) is declared", remedy: "give a value of that type")
      }
      return .tensor(try image.tensor(element, shape, layout, memory))
    }
    return try message(file, type)
  }

  private func message(_ file: DataFile, _ type: FeedType) throws -> RuntimeValue {
    try MessageFeed(file: file, memory: memory).value(type)
  }

  private func array(in container: any WeightContainer, _ file: DataFile, named name: String) throws -> DenseTensor {
    let names = container.names
    // One array needs no name, such as numpy.savez's arr_0.
    let wanted = names.count == 1 ? names[0] : Array(name.utf8)
    let found = try container.tensor(named: wanted)
    guard let type = DataType(rawValue: found.dataType), !type.isPacked, type.bitWidth ?? 0 >= 8 else {
      throw FeedError("\(file.path) holds elements of a type that shares bytes", remedy: "save it as .pb")
    }
    let shape = found.dims.map { Int($0) }
    let (storage, bytes) = try MadeFeed.room(type, shape, memory)
    switch found.data {
    case .range(let offset, let length):
      guard length == bytes.count, try file.read(at: offset, into: bytes) == length else {
        throw FeedError("\(file.path) has not the \(bytes.count) bytes of its shape", remedy: "save it again")
      }
    case .bytes(let read):
      guard read.count == bytes.count else {
        throw FeedError("\(file.path) has not the \(bytes.count) bytes of its shape", remedy: "save it again")
      }
      bytes.copyBytes(from: read)
    }
    // Any byte but 0 is true.
    if type == .bool { for index in bytes.indices where bytes[index] > 1 { bytes[index] = 1 } }
    return DenseTensor(type, shape, storage)
  }
}
