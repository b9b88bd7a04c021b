// Reads the elements of weights block by block, so that no weight has to fit in memory twice.

internal import ONNXModel

enum PayloadBlocks {
  /// A multiple of every element's size.
  static let blockSize = 1 << 20

  /// Calls back with each block's bytes and its place in the payload until that returns false.
  ///
  /// - Returns: false if the bytes can't be read.
  @discardableResult
  static func forEach(_ payload: Payload, of model: Model, _ body: (UnsafeRawBufferPointer, Int) -> Bool) -> Bool {
    if payload.source == Payload.pool {
      guard payload.range.upperBound <= model.strings.bytes.count else { return false }
      model.strings.bytes.withUnsafeBytes { _ = body(UnsafeRawBufferPointer(rebasing: $0[payload.range]), 0) }
      return true
    }
    guard model.sources.indices.contains(Int(payload.source)) else { return false }
    let source = model.sources[Int(payload.source)]
    if payload.offset >= 0, payload.count >= 0,
      source.withMemory({ bytes -> Bool in
        guard payload.range.upperBound <= bytes.count else { return false }
        _ = body(UnsafeRawBufferPointer(rebasing: bytes[payload.range]), 0)
        return true
      }) == true
    {
      return true
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(blockSize, max(payload.count, 1)), alignment: 16)
    defer { buffer.deallocate() }
    var at = 0
    while at < payload.count {
      let block = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(blockSize, payload.count - at)])
      do { try source.read(at: payload.offset + at, into: block) } catch { return false }
      if !body(UnsafeRawBufferPointer(block), at) { return true }
      at += block.count
    }
    return true
  }

  /// All bytes of a payload that is not too large.
  static func bytes(_ payload: Payload, of model: Model, atMost limit: Int = 64 << 20) -> [UInt8]? {
    guard payload.count <= limit else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count)
    return forEach(payload, of: model) { block, _ in
      bytes.append(contentsOf: block)
      return true
    } ? bytes : nil
  }

  /// How many varints a payload holds.
  static func varintCount(_ payload: Payload, of model: Model) -> Int? {
    var count = 0
    let isRead = forEach(payload, of: model) { block, _ in
      for byte in block where byte < 0x80 { count += 1 }
      return true
    }
    return isRead ? count : nil
  }
}
