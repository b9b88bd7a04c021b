internal import Numbers
internal import ONNXModel
internal import Syntax

/// Names, strings and numbers.
extension ModelPrinter {
  @inline(__always)
  func bytes(_ text: Text) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: strings[text.range])
  }

  /// What a name's bytes allow.
  enum Spelling {
    case bare, plain, escaped, control
  }

  /// How a string can be written: bare as a name, in plain quotes, with escapes, or only as `b"..."`.
  @inline(__always)
  static func spelling(_ bytes: UnsafeBufferPointer<UInt8>) -> Spelling {
    guard let first = bytes.first else { return .plain }
    var classes = ByteClass.table[Int(first)] | (first &- UInt8(ascii: "0") < 10 ? ByteClass.other : 0)
    for byte in bytes { classes |= ByteClass.table[Int(byte)] }
    if classes == ByteClass.name { return .bare }
    if classes & ByteClass.control != 0 { return .control }
    if classes & ByteClass.high != 0, !isUTF8(bytes) { return .control }
    return classes & ByteClass.escaped != 0 ? .escaped : .plain
  }

  static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  /// Prints a name: bare where the grammar allows, else quoted.
  @inline(__always)
  mutating func printName(_ text: Text, avoidingWords: Bool = false) {
    let bytes = bytes(text)
    switch Self.spelling(bytes) {
    case .bare:
      if avoidingWords, Self.isReserved(bytes) { return printQuoted(bytes) }
      out.append(bytes)
    case .plain: printQuoted(bytes)
    case .escaped: printEscaped(bytes)
    case .control: printControl(bytes)
    }
  }

  /// Whether a bare word would be read as the start of a type or as a number.
  static func isReserved(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    TypeWord(bytes) != nil || isSpecialNumber(bytes)
  }

  static func isSpecialNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == 3 || bytes.count == 8 else { return false }
    let lower = bytes.map { $0 | 0x20 }
    return lower.elementsEqual("nan".utf8) || lower.elementsEqual("inf".utf8) || lower.elementsEqual("infinity".utf8)
  }

  /// Prints a string in quotes.
  mutating func printString(_ text: Text) {
    let bytes = bytes(text)
    switch Self.spelling(bytes) {
    case .bare, .plain: printQuoted(bytes)
    case .escaped: printEscaped(bytes)
    case .control: printControl(bytes)
    }
  }

  private mutating func printQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    out.append(UInt8(ascii: "\""))
    out.append(bytes)
    out.append(UInt8(ascii: "\""))
  }

  mutating func printEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    out.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { out.append(UInt8(ascii: "\\")) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// A string with control bytes or that is no UTF-8: `b"..."`.
  mutating func printControl(_ bytes: UnsafeBufferPointer<UInt8>) {
    if options.isPeer {
      if Self.isUTF8(bytes) { return printEscaped(bytes) }
      _ = loses(nil, "a string that is not UTF-8")
      var text = String(decoding: bytes, as: UTF8.self)
      return text.withUTF8 { printEscaped($0) }
    }
    extend()
    let isText = Self.isUTF8(bytes)
    out.append("b\"")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): out.append("\\n")
      case UInt8(ascii: "\r"): out.append("\\r")
      case UInt8(ascii: "\t"): out.append("\\t")
      case UInt8(ascii: "\""): out.append("\\\"")
      case UInt8(ascii: "\\"): out.append("\\\\")
      case 0x20..<0x7f: out.append(byte)
      case 0x80... where isText: out.append(byte)
      default:
        out.append("\\x")
        withUnsafeBytes(of: byte) { raw in out.advance(Hex.encode(raw, to: out.reserve(2))) }
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  mutating func printInt(_ value: Int64) {
    out.advance(IntegerLiteral.write(value, to: out.reserve(IntegerLiteral.maximumTextBytes)))
  }

  mutating func printFloat(_ value: Float) {
    if options.isPeer, value.isNaN, value.bitPattern & 0x7fff_ffff != 0x7fc0_0000 {
      _ = loses(nil, "the bits of a NaN")
      return out.append(value.sign == .minus ? "-nan" : "nan")
    }
    if value.isNaN, value.bitPattern & 0x7fff_ffff != 0x7fc0_0000 { extend() }
    let bits = UInt64(value.bitPattern)
    out.advance(FloatFormat.float32.write(bits: bits, to: out.reserve(FloatFormat.maximumTextBytes)))
  }

  /// Prints bytes as `x"..."`.
  mutating func printHex(_ text: Text) {
    extend()
    out.append("x\"")
    let bytes = UnsafeRawBufferPointer(bytes(text))
    out.advance(Hex.encode(bytes, to: out.reserve(bytes.count * 2)))
    out.append(UInt8(ascii: "\""))
  }
}

/// What a byte of a string means for how the string is written.
enum ByteClass {
  static let name: UInt8 = 1
  static let other: UInt8 = 2
  static let escaped: UInt8 = 4
  static let high: UInt8 = 8
  static let control: UInt8 = 16

  static let table: [UInt8] = (0...255).map { (byte: Int) in
    let byte = UInt8(byte)
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return name
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return escaped
    case 0..<0x20, 0x7f: return control
    case 0x80...: return high
    default: return other
    }
  }
}
