package import ONNXModel
package import SourceText

/// Writes an encoded model: its structure, with the payloads copied from where they are.
package enum ModelFileWriter {
  /// Writes to a file; payloads of other files are copied by the system.
  package static func write(
    _ encoded: borrowing EncodedModel, to file: inout AtomicFile
  ) throws {
    let (splices, sources) = (encoded.splices, encoded.model.sources)
    var failure: (any Error)?
    var start = 0
    for splice in splices {
      let position = splice.position
      let from = start
      try encoded.structure.withBytes { (bytes) throws in
        try file.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[from..<position])))
      }
      start = position
      do { try copy(splice.payload, sources, to: &file) } catch { failure = error }
      if let failure { throw failure }
    }
    let from = start
    try encoded.structure.withBytes { (bytes) throws in
      try file.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[from...])))
    }
  }

  private static func copy(_ payload: Payload, _ sources: [any ByteSource], to file: inout AtomicFile) throws {
    guard sources.indices.contains(Int(payload.source)) else { throw PayloadOutOfBounds() }
    let source = sources[Int(payload.source)]
    if let source = source as? FileSource { return try file.copy(from: source.file, payload.range) }
    try forEachPiece(of: payload, in: source) { (bytes) throws in try file.write(bytes) }
  }

  /// Hands the file's bytes to `sink`, in order.
  package static func write(
    _ encoded: borrowing EncodedModel, to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let (splices, sources) = (encoded.splices, encoded.model.sources)
    try encoded.structure.withBytes { (bytes) throws in
      var start = 0
      for splice in splices {
        try sink(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<splice.position])))
        start = splice.position
        guard sources.indices.contains(Int(splice.payload.source)) else { throw PayloadOutOfBounds() }
        try forEachPiece(of: splice.payload, in: sources[Int(splice.payload.source)], sink)
      }
      try sink(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
    }
  }

  /// Reads a payload in pieces that fit a cache.
  package static func forEachPiece(
    of payload: Payload, in source: any ByteSource, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let isThere: Void? = try source.withMemory { memory in
      guard payload.offset >= 0, payload.offset + payload.count <= memory.count else { throw PayloadOutOfBounds() }
      try body(UnsafeRawBufferPointer(rebasing: memory[payload.range]))
    }
    if isThere != nil { return }
    var buffer = [UInt8](repeating: 0, count: min(payload.count, 1 << 20))
    var done = 0
    while done < payload.count {
      let size = min(buffer.count, payload.count - done)
      try buffer.withUnsafeMutableBytes { memory in
        let piece = UnsafeMutableRawBufferPointer(rebasing: memory[..<size])
        try source.read(at: payload.offset + done, into: piece)
        try body(UnsafeRawBufferPointer(piece))
      }
      done += size
    }
  }
}
