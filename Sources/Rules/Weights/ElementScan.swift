// Loops over the floats of a block that the compiler turns into vector instructions.

internal import ONNXModel

/// A type of floats by its bits.
struct FloatLayout: Sendable {
  var width: Int
  /// The bits of the exponent: all of them set is NaN or an infinity.
  var exponent: UInt64
  /// The bits of the fraction: none of them set is an infinity.
  var fraction: UInt64

  init?(_ type: DataType) {
    switch type {
    case .float, .complex64: (width, exponent, fraction) = (4, 0x7F80_0000, 0x007F_FFFF)
    case .double, .complex128: (width, exponent, fraction) = (8, 0x7FF0_0000_0000_0000, 0x000F_FFFF_FFFF_FFFF)
    case .float16: (width, exponent, fraction) = (2, 0x7C00, 0x03FF)
    case .bfloat16: (width, exponent, fraction) = (2, 0x7F80, 0x007F)
    default: return nil
    }
  }
}

/// What is no finite number among floats.
struct NonFinite: Sendable {
  var nans = 0
  var infinities = 0
  /// The place of the first.
  var first: Int?

  var isEmpty: Bool { first == nil }

  mutating func scan(_ block: UnsafeRawBufferPointer, at offset: Int, _ layout: FloatLayout) {
    switch layout.width {
    case 2: scan(block.bindMemory(to: UInt16.self), offset / 2, layout)
    case 4: scan(block.bindMemory(to: UInt32.self), offset / 4, layout)
    default: scan(block.bindMemory(to: UInt64.self), offset / 8, layout)
    }
  }

  /// First whether there is any, without a branch for each element; only then which.
  private mutating func scan<Bits: FixedWidthInteger & UnsignedInteger>(
    _ elements: UnsafeBufferPointer<Bits>, _ offset: Int, _ layout: FloatLayout
  ) {
    let exponent = Bits(truncatingIfNeeded: layout.exponent)
    let fraction = Bits(truncatingIfNeeded: layout.fraction)
    var start = 0
    while start < elements.count {
      let end = min(start + 4096, elements.count)
      var found: Bits = 0
      for index in start..<end { found |= elements[index] & exponent == exponent ? 1 : 0 }
      if found != 0 {
        for index in start..<end where elements[index] & exponent == exponent {
          if elements[index] & fraction == 0 { infinities += 1 } else { nans += 1 }
          if first == nil { first = offset + index }
        }
      }
      start = end
    }
  }
}
