/// The elements of a tensor's payload field, wherever their bytes are: a range of one of the model's sources.
///
/// Whoever does not need the elements passes the range on. The bytes are laid out as the field's content in a file:
/// `raw_data` as ONNX prescribes, `float_data` and `double_data` as little-endian values, `int32_data`, `int64_data`
/// and `uint64_data` as base-128 varints (source: onnx.proto, TensorProto; protobuf's encoding of packed fields).
public struct Payload: Sendable {
  /// An index into `Model.sources`, or `Payload.pool`.
  public var source: Int32
  public var offset: Int
  /// The length in bytes.
  public var count: Int

  /// The source number of bytes that stand in the model's string pool.
  public static let pool: Int32 = -1

  @inlinable
  public init(source: Int32, offset: Int, count: Int) {
    self.source = source
    self.offset = offset
    self.count = count
  }

  @inlinable
  public init(_ text: Text) {
    self.init(source: Payload.pool, offset: Int(text.offset), count: Int(text.count))
  }

  @inlinable public var range: Range<Int> { offset..<offset + count }
}

/// Something that payloads are ranges of: an open file, or memory.
public protocol ByteSource: Sendable {
  /// The number of bytes that can be read.
  var count: Int { get }
  /// The file's path as it was given, or nil for memory.
  var path: String? { get }
  /// Fills the buffer with the bytes from `offset`; throws if there are not as many.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws
  /// Calls back with the bytes when they are in memory already; otherwise returns nil.
  func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result?
}

/// Bytes in memory as a source of payloads.
public struct MemorySource: ByteSource {
  public let bytes: [UInt8]
  public let path: String?

  public init(_ bytes: [UInt8], path: String? = nil) {
    self.bytes = bytes
    self.path = path
  }

  public var count: Int { bytes.count }

  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, offset <= bytes.count, buffer.count <= bytes.count - offset else { throw PayloadOutOfBounds() }
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + buffer.count]))
    }
  }

  public func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? {
    try bytes.withUnsafeBytes(body)
  }
}

/// A payload's range reaches past the end of its source, as when a file was truncated after it was opened.
public struct PayloadOutOfBounds: Error, CustomStringConvertible {
  @inlinable public init() {}
  public var description: String { "the bytes of a tensor are no longer there: did the file change meanwhile?" }
}
