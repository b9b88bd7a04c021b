internal import Glibc
internal import ONNXModel

/// One of the four types through which each type becomes each other: `Float`, `Double`, `Int64`, `UInt64`.
///
/// Out-of-range floats become integers as on x86: the least integer of 64 or 32 bits, of which narrower ones are the
/// low bits (ONNX Operators, Cast-13, leaves it open).
protocol CastCarrier: Element {
  var asFloat: Float { get }
  var asDouble: Double { get }
  var asHalf: Float16 { get }
  var asInt64: Int64 { get }
  var asInt32: Int32 { get }
  var asUInt64: UInt64 { get }
  var isTrue: Bool { get }
  /// As ONNX Runtime writes it.
  var text: String { get }
  /// Fills a block with the elements of a source from a place on.
  ///
  /// - Precondition: this type carries the source's, as `KernelCall.cast` says.
  static func read(_ source: CastSource, from start: Int, into block: UnsafeMutableBufferPointer<Self>)
}

/// The elements that are cast.
struct CastSource {
  let type: DataType
  let bytes: UnsafeRawBufferPointer
  /// The numbers of all patterns, for floats of 8 and fewer bits.
  let tinyValues: [Float]

  init(_ tensor: DenseTensor) {
    type = tensor.type
    bytes = tensor.bytes
    tinyValues = TinyFloat(type)?.values ?? []
  }

  @inline(__always)
  fileprivate func fill<S: Element, C: CastCarrier>(
    _ block: UnsafeMutableBufferPointer<C>, from start: Int, _ carried: (S) -> C
  ) {
    let elements = bytes.assumingMemoryBound(to: S.self)
    for index in 0..<block.count { block[index] = carried(elements[start + index]) }
  }
}

extension CastCarrier where Self: BinaryFloatingPoint {
  @inline(__always) var isTrue: Bool { self != 0 }

  /// The fewest digits that say the number, with a point or an exponent, as NumPy and so ONNX's tests write it.
  var text: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    return DecimalText.of(digits: "\(self)")
  }
}

/// Numbers as text.
private enum DecimalText {
  /// - Parameter digits: the shortest text of a number, with or without exponent.
  /// - Returns: without one from 0.0001 up to 1e16, else with one of two digits or more.
  static func of(digits text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let (whole, fraction) = (mantissa[0], mantissa.count > 1 ? mantissa[1] : "")
    let all = String(whole) + (fraction == "0" ? "" : fraction)
    let significant = all.drop { $0 == "0" }
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - (all.count - significant.count) - 1
    return (isNegative ? "-" : "") + (significant.isEmpty ? "0.0" : number(significant, exponent))
  }

  /// - Parameter exponent: of the first digit.
  private static func number(_ digits: Substring, _ exponent: Int) -> String {
    guard exponent >= -4, exponent < 16 else {
      let rest = digits.dropFirst().reversed().drop { $0 == "0" }.reversed()
      let size = abs(exponent)
      return
        "\(digits.prefix(1))\(rest.isEmpty ? "" : "." + String(rest))e\(exponent < 0 ? "-" : "+")\(size < 10 ? "0" : "")\(size)"
    }
    guard exponent >= 0 else { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits.prefix(exponent + 1)
    let fraction = digits.dropFirst(exponent + 1)
    return whole + String(repeating: "0", count: exponent + 1 - whole.count) + "." + (fraction.isEmpty ? "0" : fraction)
  }
}

extension CastCarrier where Self: FixedWidthInteger {
  @inline(__always) var asFloat: Float { Float(self) }
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) var asHalf: Float16 { Float16(bitPattern: halfOfFloat(Float(self))) }
  @inline(__always) var asInt64: Int64 { Int64(truncatingIfNeeded: self) }
  @inline(__always) var asInt32: Int32 { Int32(truncatingIfNeeded: self) }
  @inline(__always) var asUInt64: UInt64 { UInt64(truncatingIfNeeded: self) }
  @inline(__always) var isTrue: Bool { self != 0 }
  var text: String { "\(self)" }
}

extension Float: CastCarrier {
  @inline(__always) var asInt64: Int64 { Double(self).asInt64 }
  @inline(__always) var asInt32: Int32 { Double(self).asInt32 }
  @inline(__always) var asUInt64: UInt64 { Double(self).asUInt64 }
  @inline(__always) var asFloat: Float { self }
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) var asHalf: Float16 { Float16(bitPattern: halfOfFloat(self)) }

  static func read(_ source: CastSource, from start: Int, into block: UnsafeMutableBufferPointer<Float>) {
    switch source.type {
    case .float: source.fill(block, from: start) { (x: Float) in x }
    case .float16: source.fill(block, from: start) { (bits: UInt16) in floatOfHalf(bits) }
    case .bfloat16: source.fill(block, from: start) { (x: BFloat16) in x.float }
    default:
      source.tinyValues.withUnsafeBufferPointer { values in
        source.fill(block, from: start) { (bits: UInt8) in values[Int(bits)] }
      }
    }
  }
}

extension Double: CastCarrier {
  @inline(__always) var asInt64: Int64 { self >= -0x1p63 && self < 0x1p63 ? Int64(self) : .min }
  @inline(__always) var asInt32: Int32 { self > -2_147_483_649 && self < 0x1p31 ? Int32(self) : .min }
  @inline(__always)
  var asUInt64: UInt64 { self >= 0x1p63 && self < 0x1p64 ? UInt64(self) : UInt64(bitPattern: asInt64) }
  @inline(__always) var asFloat: Float { Float(self) }
  @inline(__always) var asDouble: Double { self }
  @inline(__always) var asHalf: Float16 { Float16(self) }

  static func read(_ source: CastSource, from start: Int, into block: UnsafeMutableBufferPointer<Double>) {
    source.fill(block, from: start) { (x: Double) in x }
  }
}

extension Int64: CastCarrier {
  static func read(_ source: CastSource, from start: Int, into block: UnsafeMutableBufferPointer<Int64>) {
    switch source.type {
    case .bool: source.fill(block, from: start) { (x: UInt8) in x == 0 ? 0 : 1 }
    case .int8, .int4, .int2: source.fill(block, from: start) { (x: Int8) in Int64(x) }
    case .int16: source.fill(block, from: start) { (x: Int16) in Int64(x) }
    case .uint16: source.fill(block, from: start) { (x: UInt16) in Int64(x) }
    case .int32: source.fill(block, from: start) { (x: Int32) in Int64(x) }
    case .uint32: source.fill(block, from: start) { (x: UInt32) in Int64(x) }
    case .int64: source.fill(block, from: start) { (x: Int64) in x }
    default: source.fill(block, from: start) { (x: UInt8) in Int64(x) }
    }
  }
}

extension UInt64: CastCarrier {
  static func read(_ source: CastSource, from start: Int, into block: UnsafeMutableBufferPointer<UInt64>) {
    source.fill(block, from: start) { (x: UInt64) in x }
  }
}
