package import Evaluation
internal import Lowering
internal import ONNXCoding
package import ONNXModel

/// Reads weights from the model's own bytes and from the files beside it.
package struct DiskWeights: WeightReader {
  /// The folder that locations of external data are relative to.
  private let folder: String
  private let allowsAbsolutePaths: Bool

  /// - Parameter allowsAbsolutePaths: for models that our own server sends, which names files so.
  package init(folder: String, allowsAbsolutePaths: Bool = false) {
    self.folder = folder
    self.allowsAbsolutePaths = allowsAbsolutePaths
  }

  package func read(_ tensor: Tensor, of model: Model, into buffer: UnsafeMutableRawBufferPointer) throws {
    if tensor.dataLocation == 1 { return try readExternal(tensor, of: model, into: buffer) }
    if buffer.isEmpty { return }
    if let payload = tensor.rawData, payload.source != Payload.pool,
      model.sources.indices.contains(Int(payload.source)), payload.count == buffer.count
    {
      return try model.sources[Int(payload.source)].read(at: payload.offset, into: buffer)
    }
    guard let bytes = try model.rawBytes(of: tensor), bytes.count == buffer.count else {
      throw WeightMismatch(wanted: buffer.count)
    }
    buffer.copyBytes(from: bytes)
  }

  /// onnx.proto, TensorProto.external_data.
  private func readExternal(_ tensor: Tensor, of model: Model, into buffer: UnsafeMutableRawBufferPointer) throws {
    let entries = Self.entries(of: tensor, in: model)
    guard let location = entries["location"] else { throw WeightMismatch(wanted: buffer.count) }
    let file = try DataFile.open(try path(of: location))
    let offset = entries["offset"].flatMap { Int($0) } ?? 0
    guard offset >= 0, offset <= file.size, buffer.count <= file.size - offset else { throw PayloadOutOfBounds() }
    guard try file.read(at: offset, into: buffer) == buffer.count else { throw PayloadOutOfBounds() }
  }

  private static func entries(of tensor: Tensor, in model: Model) -> [String: String] {
    var entries: [String: String] = [:]
    for entry in tensor.externalData {
      if let key = entry.key, let value = entry.value {
        entries[model.strings.string(key)] = model.strings.string(value)
      }
    }
    return entries
  }

  package func stamp(of tensor: Tensor, in model: Model) -> String {
    Self.entries(of: tensor, in: model)["location"].flatMap { try? path(of: $0) }.map(stamp(ofFile:)) ?? ""
  }

  package func stamp(ofFile path: String) -> String {
    "\(path) \((try? DataFile.open(path)).map { "\($0.identity)" } ?? "")"
  }

  private func path(of location: String) throws -> String {
    if allowsAbsolutePaths, location.hasPrefix("/") { return location }
    if case .escapes(let reason) = DiskFolder(path: folder).lookUp(location) { throw WeightOutside(reason: reason) }
    return Paths.join(folder, location)
  }
}

/// A tensor whose elements are not as many as its type and shape say.
package struct WeightMismatch: Error, CustomStringConvertible {
  package var wanted: Int

  package var description: String { "its data does not have the \(wanted) bytes that its type and shape need" }
}

/// A tensor whose data is not in the model's folder.
package struct WeightOutside: Error, CustomStringConvertible {
  package var reason: String

  package var description: String { "its data is not read: \(reason)" }
}
