package import ONNXModel

/// A Swift type whose values lie in the memory of tensors.
///
/// Types of less than a byte lie there one to a byte: `int4` and `int2` as `Int8`, `uint4` and `uint2` as `UInt8`, and
/// floats of 8 and fewer bits as the `UInt8` of their bits.
package protocol Element: BitwiseCopyable, Sendable, Equatable {
  /// The ONNX type that is this type.
  static var dataType: DataType { get }
  /// Whether tensors of an ONNX type hold such elements.
  static func holds(_ type: DataType) -> Bool
}

extension Element {
  package static func holds(_ type: DataType) -> Bool { type == dataType }
}

extension Float: Element { package static var dataType: DataType { .float } }
extension Double: Element { package static var dataType: DataType { .double } }
extension Float16: Element { package static var dataType: DataType { .float16 } }
extension Int16: Element { package static var dataType: DataType { .int16 } }
extension Int32: Element { package static var dataType: DataType { .int32 } }
extension Int64: Element { package static var dataType: DataType { .int64 } }
extension UInt16: Element { package static var dataType: DataType { .uint16 } }
extension UInt32: Element { package static var dataType: DataType { .uint32 } }
extension UInt64: Element { package static var dataType: DataType { .uint64 } }
extension Bool: Element { package static var dataType: DataType { .bool } }

extension Int8: Element {
  package static var dataType: DataType { .int8 }
  package static func holds(_ type: DataType) -> Bool { [.int8, .int4, .int2].contains(type) }
}

extension UInt8: Element {
  package static var dataType: DataType { .uint8 }
  package static func holds(_ type: DataType) -> Bool {
    type == .uint8 || type == .uint4 || type == .uint2 || type.isTinyFloat
  }
}

/// A float of 16 bits with the exponent of a `Float` (bfloat16).

package struct BFloat16: Element {
  package let bitPattern: UInt16

  package init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// Rounded to the nearest, ties to even; NaN stays NaN.

  package init(_ value: Float) {
    let bits = value.bitPattern
    if value.isNaN {
      bitPattern = UInt16(truncatingIfNeeded: bits >> 16) | 0x40
    } else {
      bitPattern = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ ((bits >> 16) & 1)) >> 16)
    }
  }

  package static var dataType: DataType { .bfloat16 }
  package var float: Float { Float(bitPattern: UInt32(bitPattern) << 16) }
}

/// A complex number: real, then imaginary part.

package struct Complex<Part: BinaryFloatingPoint & Element>: Element {
  package var real: Part
  package var imaginary: Part

  package init(_ real: Part, _ imaginary: Part) {
    self.real = real
    self.imaginary = imaginary
  }

  package static var dataType: DataType { Part.dataType == .float ? .complex64 : .complex128 }
}

extension DataType {
  /// Whether it is a float of 8 bits or fewer.
  package var isTinyFloat: Bool {
    switch self {
    case .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz, .float8e8m0, .float4e2m1, .float6e2m3,
      .float6e3m2:
      true
    default: false
    }
  }

  /// The bytes of one element in memory; 0 for strings.
  package var memoryWidth: Int { bitWidth.map { max(1, $0 / 8) } ?? 0 }
}
