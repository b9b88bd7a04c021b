package import ONNXModel

extension Model {
  /// Calls back with a payload's bytes, after reading them where they are not in memory.
  ///
  /// - Throws: what the payload's source throws.
  func withBytes<Result>(of payload: Payload, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    if payload.source == Payload.pool {
      return try strings.bytes.withUnsafeBytes { pool in
        guard payload.offset >= 0, payload.offset + payload.count <= pool.count else { throw PayloadOutOfBounds() }
        return try body(UnsafeRawBufferPointer(rebasing: pool[payload.range]))
      }
    }
    guard sources.indices.contains(Int(payload.source)) else { throw PayloadOutOfBounds() }
    let source = sources[Int(payload.source)]
    let inMemory = try source.withMemory { memory in
      guard payload.offset >= 0, payload.offset + payload.count <= memory.count else { throw PayloadOutOfBounds() }
      return try body(UnsafeRawBufferPointer(rebasing: memory[payload.range]))
    }
    if let inMemory { return inMemory }
    let bytes = try [UInt8](unsafeUninitializedCapacity: payload.count) { buffer, count in
      try source.read(
        at: payload.offset,
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<payload.count]))
      count = payload.count
    }
    return try bytes.withUnsafeBytes(body)
  }

  /// A payload's bytes.
  package func bytes(of payload: Payload) throws -> [UInt8] {
    try withBytes(of: payload) { Array($0) }
  }
}
