/// The elements of a long run, one by one: numbers with commas between them and white space anywhere.
struct ElementRunScanner: Sequence, IteratorProtocol {
  enum Piece {
    case element(Range<Int>, isInteger: Bool)
    case error(offset: Int, message: String)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var isFirst = true

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func next() -> Piece? {
    skipSpace()
    if !isFirst {
      guard position < bytes.count else { return nil }
      guard bytes[position] == UInt8(ascii: ",") else { return fail("expected ',' between elements") }
      position += 1
      skipSpace()
    } else if position == bytes.count {
      return nil
    }
    isFirst = false
    let start = position
    var isInteger = true
    while position < bytes.count, Self.isElementByte(bytes[position]) {
      let byte = bytes[position]
      if byte != UInt8(ascii: "-"), byte &- UInt8(ascii: "0") >= 10 { isInteger = false }
      position += 1
    }
    guard position > start else { return fail("expected an element") }
    return .element(start..<position, isInteger: isInteger)
  }

  private mutating func fail(_ message: String) -> Piece {
    defer { position = bytes.count }
    return .error(offset: Swift.min(position, Swift.max(0, bytes.count - 1)), message: message)
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || 0x09...0x0d ~= bytes[position] { position += 1 }
  }

  private static func isElementByte(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: ",") && byte > 0x20
  }
}
