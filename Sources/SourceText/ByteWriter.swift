// A growable buffer that output is written to, byte by byte or in runs.

internal import Glibc

/// A growable buffer of bytes with one owner.
///
/// Everything that Graven prints goes through it, so appending a byte is a comparison and a store.
/// Capacity at least doubles when it runs out. Running out of memory ends the process.
///
/// - Note: Public, as nothing else here: Swift 6.3 inlines `@inlinable` functions of access `package` into no other
///   module, and a call for each byte costs four times as much.
public struct ByteWriter: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var end: UnsafeMutablePointer<UInt8>
  @usableFromInline var limit: UnsafeMutablePointer<UInt8>

  /// An empty buffer with room for `capacity` bytes.
  public init(capacity: Int = 256) {
    let room = max(capacity, 16)
    start = Self.resize(nil, to: room)
    end = start
    limit = start + room
  }

  deinit { free(start) }

  /// The number of bytes written.
  @inlinable public var count: Int { end - start }

  @inlinable public var isEmpty: Bool { end == start }

  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    if end == limit { grow(1) }
    end.pointee = byte
    end += 1
  }

  /// Appends a literal in UTF-8.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    if text.hasPointerRepresentation {
      append(text.utf8Start, count: text.utf8CodeUnitCount)
    } else {
      append(String(Character(text.unicodeScalar)))
    }
  }

  // Disfavored, so that a literal is a `StaticString`: a copy of constant size.
  @inlinable @_disfavoredOverload
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  @inlinable @_disfavoredOverload
  public mutating func append(_ text: Substring) {
    var text = text
    text.withUTF8 { append($0) }
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    append(base, count: bytes.count)
  }

  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  @inlinable
  public mutating func append(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends `count` bytes from `base`, which must not lie in this buffer.
  @inlinable @inline(__always)
  public mutating func append(_ base: UnsafePointer<UInt8>, count: Int) {
    if limit - end < count { grow(count) }
    end.update(from: base, count: count)
    end += count
  }

  /// Appends `byte` `count` times; nothing when `count` is zero or less.
  @inlinable
  public mutating func append(repeating byte: UInt8, count: Int) {
    guard count > 0 else { return }
    reserve(count).update(repeating: byte, count: count)
    end += count
  }

  /// Makes room for `count` more bytes and returns where they go; `advance(_:)` says how many were written.
  ///
  /// The pointer is good until the next call of any other method.
  @inlinable @inline(__always)
  public mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if limit - end < count { grow(count) }
    return end
  }

  /// Counts `count` bytes, written to where `reserve(_:)` said, as part of the output.
  @inlinable @inline(__always)
  public mutating func advance(_ count: Int) {
    assert(count >= 0 && count <= limit - end)
    end += count
  }

  /// Lends the bytes written so far.
  @inlinable
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: start, count: end - start))
  }

  /// Forgets what was written and keeps the capacity.
  @inlinable
  public mutating func removeAll() {
    end = start
  }

  /// Forgets what was written after the first `count` bytes; nothing when there are fewer.
  @inlinable
  public mutating func truncate(to count: Int) {
    if count >= 0 && count < end - start { end = start + count }
  }

  /// The bytes as an array; the buffer is used up.
  public consuming func take() -> [UInt8] {
    [UInt8](UnsafeBufferPointer(start: start, count: end - start))
  }

  /// Makes room for `more` bytes after the end.
  @usableFromInline @inline(never)
  mutating func grow(_ more: Int) {
    let count = end - start
    let (needed, overflow) = count.addingReportingOverflow(more)
    precondition(!overflow && more >= 0, "ByteWriter: impossible size")
    let doubled = (limit - start).multipliedReportingOverflow(by: 2)
    let room = max(needed, doubled.overflow ? needed : doubled.partialValue)
    start = Self.resize(start, to: room)
    end = start + count
    limit = start + room
  }

  private static func resize(_ block: UnsafeMutablePointer<UInt8>?, to size: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(block, size) else { fatalError("out of memory: \(size) bytes for output") }
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}
