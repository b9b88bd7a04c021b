/// Reads lines: a mark, a space, then fields between tabs.
struct LineReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    let line = Line(bytes: UnsafeBufferPointer(rebasing: bytes[start..<position]))
    position += 1
    return line
  }
}

/// One line.
struct Line {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The first byte; 0 in an empty line.
  var mark: UInt8 { bytes.first ?? 0 }

  /// What follows the mark.
  var text: String { String(decoding: bytes.dropFirst(), as: UTF8.self) }

  /// The fields after the mark and its space.
  var fields: [UnsafeBufferPointer<UInt8>] {
    bytes.dropFirst(2).split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { UnsafeBufferPointer(rebasing: $0) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  var string: String { String(decoding: self, as: UTF8.self) }

  /// A number in decimal; `*` is without bound.
  var integer: Int? { elementsEqual("*".utf8) ? Int.max : Int(string) }

  /// A field with its escapes undone.
  var unescaped: String {
    guard contains(UInt8(ascii: "\\")) else { return string }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in self {
      if isEscaped {
        result.append(byte == UInt8(ascii: "n") ? 10 : byte == UInt8(ascii: "t") ? 9 : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
