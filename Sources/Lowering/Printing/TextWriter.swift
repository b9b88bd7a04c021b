internal import Numbers
package import ONNXModel
internal import SourceText

/// Writes a printed text piece by piece; large literals are made on all cores as they are written.
package struct TextWriter {
  private let model: Model
  private let sink: (UnsafeRawBufferPointer) throws -> Void

  private init(model: Model, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.model = model
    self.sink = sink
  }

  /// Hands the text's bytes to `sink`, in order.
  ///
  /// - Throws: what `sink` or reading a tensor's elements throws.
  package static func write(
    _ text: borrowing PrintedText, of model: Model, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let writer = TextWriter(model: model, sink: sink)
    let literals = text.literals
    try text.bytes.withBytes { (bytes) throws in
      var start = 0
      for literal in literals {
        try sink(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<literal.position])))
        try writer.write(literal)
        start = literal.position
      }
      try sink(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
    }
  }

  private func write(_ literal: LargeLiteral) throws {
    switch literal.form {
    case .elements(let kind, let layout): try writeElements(literal.payload, kind, layout)
    case .base64(let perLine, let indent): try writeBase64(literal.payload, perLine: perLine, indent: indent)
    }
  }

  private func writeElements(_ payload: Payload, _ kind: ElementKind, _ layout: ElementLayout) throws {
    let perPiece = layout.perLine > 0 ? max(1, 32_768 / layout.perLine) * layout.perLine : 32_768
    let separator =
      layout.perLine > 0 ? ",\n" + String(repeating: " ", count: layout.indent) : ", "
    try writePieces(payload, pieceSize: perPiece * kind.byteCount, separator: Array(separator.utf8)) { bytes in
      var out = ByteWriter(capacity: kind.maximumTextBytes(count: perPiece, layout: layout))
      let room = out.reserve(kind.maximumTextBytes(count: bytes.count / kind.byteCount, layout: layout))
      out.advance(kind.write(bytes, layout: layout, to: room))
      return out
    }
  }

  private func writeBase64(_ payload: Payload, perLine: Int, indent: Int) throws {
    let bytesPerLine = perLine / 4 * 3
    let separator = "\n" + String(repeating: " ", count: indent)
    try writePieces(payload, pieceSize: bytesPerLine * 4096, separator: Array(separator.utf8)) { bytes in
      var out = ByteWriter(capacity: bytes.count / 3 * 4 + bytes.count / bytesPerLine * (indent + 1) + 256)
      var start = 0
      while start < bytes.count {
        if start > 0 {
          out.append(UInt8(ascii: "\n"))
          out.append(repeating: UInt8(ascii: " "), count: indent)
        }
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + bytesPerLine, bytes.count)])
        out.advance(Base64.encode(line, to: out.reserve(Base64.encodedBytes(count: line.count) + 4)))
        start += bytesPerLine
      }
      return out
    }
  }

  /// Makes the text of each piece of a payload, several at a time, and writes them in order.
  private func writePieces(
    _ payload: Payload, pieceSize: Int, separator: [UInt8],
    _ render: @escaping @Sendable (UnsafeRawBufferPointer) -> ByteWriter
  ) throws {
    let pieces = (0..<ParallelWork.threads).map { _ in Piece(render: render) }
    let model = self.model
    var start = 0
    while start < payload.count {
      var ranges: [Payload] = []
      while ranges.count < pieces.count, start < payload.count {
        let count = min(pieceSize, payload.count - start)
        ranges.append(Payload(source: payload.source, offset: payload.offset + start, count: count))
        start += count
      }
      let jobs = ranges
      ParallelWork.run(jobs.count) { index in pieces[index].make(jobs[index], of: model) }
      for (index, range) in ranges.enumerated() {
        if range.offset > payload.offset { try separator.withUnsafeBytes(sink) }
        try pieces[index].write(to: sink)
      }
    }
  }

  /// A thread's piece of text. Only one thread uses it at a time, between two waits.
  private final class Piece: Sendable {
    private let render: @Sendable (UnsafeRawBufferPointer) -> ByteWriter
    private nonisolated(unsafe) var text = ByteWriter(capacity: 16)
    private nonisolated(unsafe) var failure: (any Error)?

    init(render: @escaping @Sendable (UnsafeRawBufferPointer) -> ByteWriter) {
      self.render = render
    }

    func make(_ payload: Payload, of model: Model) {
      do { try model.withBytes(of: payload) { text = render($0) } } catch { failure = error }
    }

    func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
      if let failure { throw failure }
      try text.withBytes { (bytes) throws in try sink(UnsafeRawBufferPointer(bytes)) }
    }
  }
}
