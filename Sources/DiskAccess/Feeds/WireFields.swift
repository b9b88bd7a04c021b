internal import ONNXModel

/// The fields of one protobuf message in a file, without those of the messages in it (protobuf, "Encoding").
struct WireFields: Sequence, IteratorProtocol {
  enum Content {
    case number(UInt64)
    /// Where a string, a message or packed numbers stand in the file.
    case bytes(Range<Int>)
  }

  struct Field {
    var number: Int
    var content: Content
  }

  private let source: any ByteSource
  private let end: Int
  private var position: Int
  private var window: [UInt8] = []
  private var windowStart = 0
  /// Whether the bytes are no message.
  private(set) var isDamaged = false

  init(_ source: any ByteSource, _ range: Range<Int>) {
    self.source = source
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func next() -> Field? {
    guard position < end, !isDamaged else { return nil }
    guard let tag = varint(), tag >> 3 > 0, let number = Int(exactly: tag >> 3) else { return fail() }
    switch tag & 7 {
    case 0:
      guard let value = varint() else { return fail() }
      return Field(number: number, content: .number(value))
    case 1, 5:
      let size = tag & 7 == 1 ? 8 : 4
      guard size <= end - position else { return fail() }
      defer { position += size }
      return Field(number: number, content: .bytes(position..<position + size))
    case 2:
      guard let length = varint(), length <= UInt64(end - position) else { return fail() }
      defer { position += Int(length) }
      return Field(number: number, content: .bytes(position..<position + Int(length)))
    default: return fail()
    }
  }

  private mutating func fail() -> Field? {
    isDamaged = true
    return nil
  }

  private mutating func varint() -> UInt64? {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while position < end, shift < 64, let byte = byte(at: position) {
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  private mutating func byte(at place: Int) -> UInt8? {
    if place < windowStart || place >= windowStart + window.count {
      window = [UInt8](repeating: 0, count: Swift.min(4096, end - place))
      windowStart = place
      let source = source
      let isRead: Void? = window.withUnsafeMutableBytes { try? source.read(at: place, into: $0) }
      if isRead == nil { window = [] }
    }
    return window.isEmpty ? nil : window[place - windowStart]
  }
}

/// Numbers that are packed into one field.
extension WireFields {
  static func varints(_ bytes: [UInt8]) -> [UInt64] {
    var numbers: [UInt64] = []
    var (value, shift): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
      shift += 7
      if byte < 0x80 {
        numbers.append(value)
        (value, shift) = (0, 0)
      }
    }
    return numbers
  }
}
