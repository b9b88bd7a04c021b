internal import ONNXCoding
internal import ONNXModel

/// A TensorProto or SparseTensorProto in a file, seen as the only weight of a model, so that whatever reads models reads it.
struct EnclosedTensor: ByteSource {
  /// The fields of a graph that hold tensors (onnx.proto, GraphProto).
  enum Field: Int { case initializer = 5, sparseInitializer = 15 }

  private let file: DataFile
  private let range: Range<Int>
  /// What a model has before its only tensor.
  private let head: [UInt8]

  init(_ file: DataFile, _ range: Range<Int>, _ field: Field) {
    self.file = file
    self.range = range
    let inner = [UInt8(field.rawValue << 3 | 2)] + Self.varint(range.count)
    head = [UInt8(7 << 3 | 2)] + Self.varint(inner.count + range.count) + inner
  }

  private static func varint(_ value: Int) -> [UInt8] {
    var (rest, bytes): (Int, [UInt8]) = (value, [])
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  /// The model.
  ///
  /// - Throws: `FeedError` where the bytes are no such message.
  func model() throws(FeedError) -> Model {
    do throws(WireError) {
      return try ModelDecoder.decode(self).model
    } catch {
      let place = Swift.max(0, error.offset - head.count) + range.lowerBound
      throw FeedError("\(file.path) holds no tensor: it is damaged at byte \(place)", remedy: "save it again")
    }
  }

  // MARK: ByteSource

  var count: Int { head.count + range.count }
  var path: String? { nil }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, offset <= count, buffer.count <= count - offset else { throw PayloadOutOfBounds() }
    let first = head.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: first)
    guard buffer.count > first.count else { return }
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[first.count...])
    let place = range.lowerBound + offset + first.count - head.count
    guard try file.read(at: place, into: rest) == rest.count else { throw PayloadOutOfBounds() }
  }

  func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? { nil }
}
