// The header of one message, as far as it has arrived.

/// Reads the lines of a header byte by byte.
struct HeaderScan: Sendable {
  /// A header that is all there.
  struct Header: Sendable, Hashable {
    /// Bytes of the content.
    var length: Int
    /// The encoding of the content where it isn't UTF-8.
    var unknownCharset: String?
  }

  /// The header so far.
  private(set) var bytes: [UInt8] = []
  private var lineStart = 0
  private var colon: Int?
  private var length: Int?
  private var unknownCharset: String?

  var isEmpty: Bool { bytes.isEmpty }

  /// `Content-Length:` in small letters; its `c` occurs at the start only, which makes the search simple.
  private static let lengthName = Array("content-length:".utf8)

  /// The scan behind a `Content-Length:` that was found in garbage.
  static var afterLengthName: HeaderScan {
    var scan = HeaderScan()
    scan.bytes = lengthName
    scan.colon = lengthName.count - 1
    return scan
  }

  /// One step of the search for `Content-Length:`; true at its last byte.
  static func match(_ byte: UInt8, _ matched: inout Int) -> Bool {
    let small = lowered(byte)
    if small == lengthName[matched] {
      matched += 1
    } else {
      matched = small == lengthName[0] ? 1 : 0
    }
    guard matched == lengthName.count else { return false }
    matched = 0
    return true
  }

  /// Takes one byte; gives the header at its end.
  mutating func take(_ byte: UInt8, limit: Int) throws(FramingProblem) -> Header? {
    bytes.append(byte)
    if bytes.count > limit { throw .headerTooLong(limit) }
    if byte == UInt8(ascii: "\n") {
      guard bytes.count - lineStart >= 2, bytes[bytes.count - 2] == UInt8(ascii: "\r") else { throw .lineFeedAlone }
      return try endLine(bytes[lineStart..<bytes.count - 2])
    }
    if bytes.count - lineStart >= 2, bytes[bytes.count - 2] == UInt8(ascii: "\r") { throw .notAHeader }
    if colon == nil, byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: ":"), bytes.count - lineStart > 1 {
        colon = bytes.count - 1
      } else if !Self.isNameByte(byte) {
        throw .notAHeader
      }
    }
    return nil
  }

  private mutating func endLine(_ line: ArraySlice<UInt8>) throws(FramingProblem) -> Header? {
    if line.isEmpty {
      guard let length else { throw .missingLength }
      return Header(length: length, unknownCharset: unknownCharset)
    }
    guard let colon else { throw .notAHeader }
    let value = Self.trimmed(line[(colon + 1)...])
    switch String(decoding: line[..<colon].map(Self.lowered), as: UTF8.self) {
    case "content-length":
      if length != nil { throw .repeatedLength }
      length = try Self.number(value)
    case "content-type": unknownCharset = Self.unknownCharset(value)
    default: break
    }
    lineStart = bytes.count
    self.colon = nil
    return nil
  }

  private static func number(_ text: ArraySlice<UInt8>) throws(FramingProblem) -> Int {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard text.allSatisfy(digits.contains), let number = Int(String(decoding: text, as: UTF8.self)) else {
      throw .badLength(String(decoding: text.prefix(40), as: UTF8.self))
    }
    return number
  }

  /// The `charset` of a content type where it isn't UTF-8; `utf8` is an old way to write it.
  private static func unknownCharset(_ type: ArraySlice<UInt8>) -> String? {
    for parameter in String(decoding: type, as: UTF8.self).split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1).map { trimmed(Array($0.utf8)[...]) }
      guard parts.count == 2, parts[0].map(lowered) == Array("charset".utf8) else { continue }
      let name = String(decoding: parts[1].map(lowered).filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
      if name != "utf-8", name != "utf8" { return name }
    }
    return nil
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let space = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    var text = text.drop(while: space.contains)
    while let last = text.last, space.contains(last) { text.removeLast() }
    return text
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// What the name of a header field may consist of (RFC 9110's token).
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
