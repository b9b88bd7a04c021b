// A tensor with its elements in the strings that it brings, as edits want it.

package import ONNXModel

package struct EmbeddedTensor: Sendable {
  package var tensor: Tensor
  package var strings: StringPool

  /// The largest tensor that is copied, in bytes.
  package static let mostBytes = 64 << 20

  /// Copies a tensor with its name, its notes and its elements; nil where they are too many or can't be read.
  package init?(_ tensor: Tensor, of model: Model) {
    var copy = tensor
    var pool = StringPool()
    let move = { (text: Text) in pool.add(Array(model.strings[text])) }
    copy.name = tensor.name.map(move)
    copy.docString = tensor.docString.map(move)
    copy.stringData = tensor.stringData.map(move)
    copy.metadata = tensor.metadata.map { Entry(key: move($0.key ?? .empty), value: move($0.value ?? .empty)) }
    copy.externalData = tensor.externalData.map { Entry(key: move($0.key ?? .empty), value: move($0.value ?? .empty)) }
    copy.unknown = tensor.unknown.map(move)
    for field in [TypedField.float, .int32, .int64, .double, .uint64] {
      guard let payload = tensor[field] else { continue }
      guard let moved = Self.move(payload, model, &pool) else { return nil }
      copy[field] = moved
    }
    if let payload = tensor.rawData {
      guard let moved = Self.move(payload, model, &pool) else { return nil }
      copy.rawData = moved
    }
    self.tensor = copy
    strings = pool
  }

  private static func move(_ payload: Payload, _ model: Model, _ pool: inout StringPool) -> Payload? {
    guard payload.count <= mostBytes else { return nil }
    if payload.source == Payload.pool {
      guard payload.range.upperBound <= model.strings.bytes.count else { return nil }
      return Payload(pool.add(Array(model.strings.bytes[payload.range])))
    }
    guard model.sources.indices.contains(Int(payload.source)) else { return nil }
    var bytes = [UInt8](repeating: 0, count: payload.count)
    do {
      try bytes.withUnsafeMutableBytes { try model.sources[Int(payload.source)].read(at: payload.offset, into: $0) }
    } catch { return nil }
    return Payload(pool.add(bytes))
  }
}
