// Inflating a deflated range of a file, piece by piece and never further than asked.

internal import CZlib

/// Reads the bytes behind a deflated range of a file.
struct Inflater: ~Copyable {
  private let file: DataFile
  private var rest: Range<Int>
  /// zlib keeps the address of its state, so the state may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var checksum: UInt = crc32(0, nil, 0)
  private var ended = false

  init(_ file: DataFile, _ range: Range<Int>) throws(ContainerError) {
    self.file = file
    rest = range
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    // Minus: no zlib header around the data, as in zip files.
    let code = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw .unsupported(path: file.path, what: "zlib cannot be started (\(code))", remedy: "free some memory")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// CRC-32 of everything handed out so far.
  var crc: UInt32 { UInt32(truncatingIfNeeded: checksum) }

  /// Exactly the next `count` bytes. Memory grows with what really comes out, whatever `count` claims.
  mutating func read(_ count: Int) throws(ContainerError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, 8 * rest.count + (1 << 16), 1 << 30))
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(count, 1), 256 << 10), alignment: 16)
    defer { piece.deallocate() }
    while bytes.count < count {
      let wanted = min(piece.count, count - bytes.count)
      let got = try fill(UnsafeMutableRawBufferPointer(rebasing: piece[..<wanted]))
      if got == 0 { throw damaged("ends after \(bytes.count) of \(count) bytes") }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<got]))
    }
    return bytes
  }

  /// Whether nothing comes any more.
  mutating func isAtEnd() throws(ContainerError) -> Bool {
    if ended { return true }
    var byte: UInt8 = 0
    let got = try withUnsafeMutableBytes(of: &byte) { byte throws(ContainerError) in try fill(byte) }
    return got == 0
  }

  /// Inflates into `buffer`; fewer bytes than it holds only at the end.
  private mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ContainerError) -> Int {
    let bytes = buffer.bindMemory(to: UInt8.self)
    stream.pointee.next_out = bytes.baseAddress
    stream.pointee.avail_out = UInt32(buffer.count)
    while stream.pointee.avail_out > 0, !ended {
      if stream.pointee.avail_in == 0 { try refill() }
      let code = inflate(stream, Z_NO_FLUSH)
      if code == Z_STREAM_END { ended = true } else if code != Z_OK { throw damaged("is not deflated data") }
    }
    let got = buffer.count - Int(stream.pointee.avail_out)
    checksum = crc32(checksum, bytes.baseAddress, UInt32(got))
    return got
  }

  private mutating func refill() throws(ContainerError) {
    let wanted = min(input.count, rest.count)
    if wanted == 0 { throw damaged("is cut short") }
    let place = UnsafeMutableRawBufferPointer(rebasing: input[..<wanted])
    do throws(FileError) {
      guard try file.read(at: rest.lowerBound, into: place) == wanted else { throw file.cutShort() }
    } catch {
      throw .file(error)
    }
    rest = rest.lowerBound + wanted..<rest.upperBound
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = UInt32(wanted)
  }

  private func damaged(_ what: String) -> ContainerError {
    file.damaged(at: rest.lowerBound - Int(stream.pointee.avail_in), "the zip entry \(what)")
  }
}
