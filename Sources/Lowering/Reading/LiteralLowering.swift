internal import Glibc
internal import Numbers
internal import ONNXModel
internal import Syntax

/// Names, strings, numbers and bytes.
extension ModelLowerer {
  /// The string of a name or string token.
  @inline(__always)
  mutating func lowerText(_ reader: StatementReader, _ token: Int) -> Text {
    let bytes = reader.bytes(token)
    switch reader.tokens[token].kind {
    case .identifier: return model.strings.add(bytes)
    case .string:
      let inner = UnsafeBufferPointer(rebasing: bytes[1..<bytes.count - 1])
      if let base = inner.baseAddress, memchr(base, Int32(UInt8(ascii: "\\")), inner.count) != nil {
        return model.strings.add(Self.unescape(inner))
      }
      return model.strings.add(inner)
    default: return lowerOtherText(reader, token)
    }
  }

  private mutating func lowerOtherText(_ reader: StatementReader, _ token: Int) -> Text {
    switch StringLiteral.bytes(of: reader.bytes(token), reader.tokens[token].kind) {
    case .success(let bytes): return model.strings.add(bytes)
    case .failure(let error):
      let start = reader.range(token, token + 1).lowerBound + error.offset
      report(start..<start + error.length, error.message)
      return .empty
    }
  }

  /// `\X` is X, as the reference reads it.
  private static func unescape(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
      result.append(bytes[index])
      index += 1
    }
    return result
  }

  @inline(__always)
  mutating func lowerInt(_ reader: StatementReader, _ token: Int) -> Int64 {
    if case .success(let literal) = IntegerLiteral.parse(reader.bytes(token)), let value = literal.int64 {
      return value
    }
    report(
      reader.range(token, token + 1), "the integer does not fit 64 bits",
      note: "integers go from -9223372036854775808 to 9223372036854775807")
    return 0
  }

  mutating func lowerFloat(_ reader: StatementReader, _ token: Int) -> Float {
    switch FloatFormat.float32.parse(reader.bytes(token)) {
    case .success(let bits): return Float(bitPattern: UInt32(truncatingIfNeeded: bits))
    case .failure(let error):
      report(reader.range(token, token + 1), Self.describe(error, "float"))
      return 0
    }
  }

  /// What is wrong with a number, in words.
  static func describe(_ error: NumberError, _ type: String) -> String {
    switch error {
    case .malformed: "this is no \(type)"
    case .overflow: "the number is too large for \(type)"
    case .noInfinity: "\(type) has no infinity"
    case .noNaN: "\(type) has no NaN"
    case .noSign: "\(type) has no negative numbers"
    case .noZero: "\(type) has no zero"
    }
  }

  /// The bytes of an `x"..."` or `b64"..."` token.
  mutating func lowerBytes(_ reader: StatementReader, _ token: Int) -> Text {
    model.strings.add(decodeBytes(reader, token))
  }

  mutating func decodeBytes(_ reader: StatementReader, _ token: Int) -> [UInt8] {
    let kind = reader.tokens[token].kind
    // A broken statement may have anything here.
    guard kind == .hexBytes || kind == .base64Bytes else { return [] }
    let whole = reader.bytes(token)
    let prefix = kind == .hexBytes ? 2 : 4
    let text = UnsafeBufferPointer(rebasing: whole[prefix..<whole.count - 1])
    var failure: ByteTextError?
    let isHex = prefix == 2
    let room =
      isHex ? Hex.maximumDecodedBytes(textCount: text.count) : Base64.maximumDecodedBytes(textCount: text.count)
    let bytes = [UInt8](unsafeUninitializedCapacity: room + 4) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      switch isHex ? Hex.decode(text, to: out) : Base64.decode(text, to: out) {
      case .success(let length): count = length
      case .failure(let error): failure = error
      }
    }
    if let failure {
      let start = reader.range(token, token + 1).lowerBound + prefix + failure.offset
      let form = isHex ? "hexadecimal" : "base64"
      report(
        start..<start + 1, failure.reason == .incomplete ? "the \(form) digits are incomplete" : "this is no \(form)")
    }
    return bytes
  }
}

/// The strings that are extensions: `b"..."` and `"""..."""`.
enum StringLiteral {
  struct Failure: Error {
    var offset: Int
    var length: Int
    var message: String
  }

  /// What a string token says.
  static func bytes(of token: UnsafeBufferPointer<UInt8>, _ kind: TokenKind) -> Result<[UInt8], Failure> {
    switch kind {
    case .byteString: byteString(token)
    case .textBlock: textBlock(token)
    case .string: .success(plain(token))
    default: .success(Array(token))
    }
  }

  private static func plain(_ token: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 1
    while index < token.count - 1 {
      if token[index] == UInt8(ascii: "\\"), index + 1 < token.count - 1 { index += 1 }
      result.append(token[index])
      index += 1
    }
    return result
  }

  /// `\n \r \t \" \\ \xHH`.
  private static func byteString(_ token: UnsafeBufferPointer<UInt8>) -> Result<[UInt8], Failure> {
    var result: [UInt8] = []
    result.reserveCapacity(token.count)
    var index = 2
    let end = token.count - 1
    while index < end {
      guard token[index] == UInt8(ascii: "\\") else {
        result.append(token[index])
        index += 1
        continue
      }
      let escape = index + 1 < end ? token[index + 1] : 0
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(escape)
      case UInt8(ascii: "x"):
        guard index + 3 < end, let high = hexDigit(token[index + 2]), let low = hexDigit(token[index + 3]) else {
          return .failure(Failure(offset: index, length: 2, message: "\\x is followed by two hexadecimal digits"))
        }
        result.append(high << 4 | low)
        index += 2
      default:
        return .failure(
          Failure(offset: index, length: 2, message: "the escapes of b\"...\" are \\n \\r \\t \\\" \\\\ and \\xHH"))
      }
      index += 2
    }
    return .success(result)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The lines between the quotes, without the last line's indentation.
  private static func textBlock(_ token: UnsafeBufferPointer<UInt8>) -> Result<[UInt8], Failure> {
    guard let firstNewline = token.firstIndex(of: 0x0a), let lastNewline = token.lastIndex(of: 0x0a) else {
      return .success([])
    }
    let indent = token[(lastNewline + 1)..<(token.count - 3)]
    var result: [UInt8] = []
    var line = firstNewline + 1
    while line <= lastNewline {
      let end = token[line...].firstIndex(of: 0x0a) ?? lastNewline
      let content = token[line..<end]
      if content.starts(with: indent) {
        result.append(contentsOf: content.dropFirst(indent.count))
      } else if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
        if content.last == 0x0d { result.append(0x0d) }
      } else {
        return .failure(
          Failure(
            offset: line, length: max(1, content.count),
            message: "the line is indented less than the closing quotes of the string"))
      }
      result.append(0x0a)
      line = end + 1
    }
    return .success(result)
  }
}
