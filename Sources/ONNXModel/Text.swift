/// A string of a model: a range of its `StringPool`.
///
/// ONNX calls these strings, but files carry any bytes, so a text is bytes. It is eight bytes without reference
/// counting, because a model has several for each of its nodes. Two texts can only be compared through their pool.
public struct Text: Sendable {
  /// Where the string starts in the pool, in bytes.
  public var offset: UInt32
  /// Its length in bytes.
  public var count: UInt32

  @inlinable
  public init(offset: UInt32, count: UInt32) {
    self.offset = offset
    self.count = count
  }

  /// A string without bytes.
  @inlinable public static var empty: Text { Text(offset: 0, count: 0) }

  @inlinable public var isEmpty: Bool { count == 0 }
  @inlinable public var range: Range<Int> { Int(offset)..<Int(offset) + Int(count) }
}

/// The bytes of all strings of a model, one behind the other.
public struct StringPool: Sendable {
  /// The most bytes that a pool holds: texts address it with 32 bits.
  public static let capacity = Int(UInt32.max)

  /// The strings' bytes; a decoded model's pool is the structure of its file as it stands there.
  public var bytes: [UInt8]

  @inlinable
  public init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Adds a string.
  @inlinable
  public mutating func add(_ string: UnsafeBufferPointer<UInt8>) -> Text {
    let text = Text(offset: UInt32(truncatingIfNeeded: bytes.count), count: UInt32(truncatingIfNeeded: string.count))
    bytes.append(contentsOf: string)
    return text
  }

  /// Adds a string.
  public mutating func add(_ string: [UInt8]) -> Text {
    string.withUnsafeBufferPointer { add($0) }
  }

  /// Adds a string.
  public mutating func add(_ string: String) -> Text {
    add(Array(string.utf8))
  }

  /// The bytes of a text.
  @inlinable
  public subscript(text: Text) -> ArraySlice<UInt8> {
    bytes[text.range]
  }

  /// A text for people: bytes that are no UTF-8 show as U+FFFD.
  public func string(_ text: Text) -> String {
    String(decoding: self[text], as: UTF8.self)
  }

  /// Whether a text has these bytes.
  public func equals(_ text: Text, _ other: StaticString) -> Bool {
    let range = text.range
    guard range.count == other.utf8CodeUnitCount else { return false }
    return other.withUTF8Buffer { expected in
      bytes.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).elementsEqual(expected) }
    }
  }

  /// Whether two texts have the same bytes.
  public func same(_ a: Text, _ b: Text) -> Bool {
    a.count == b.count && self[a].elementsEqual(self[b])
  }
}
