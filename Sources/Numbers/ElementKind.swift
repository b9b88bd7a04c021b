// The element types whose values are numbers, and how their text is laid out.

/// An element type of numbers: what its bytes mean.
package enum ElementKind: Sendable, Equatable {
  case float(FloatFormat)
  /// Two's complement of 2 to 64 bits.
  case signed(width: Int)
  /// 2 to 64 bits.
  case unsigned(width: Int)
  /// 0 or 1.
  case bool

  package static let float32 = ElementKind.float(.float32)
  package static let float64 = ElementKind.float(.float64)

  /// Bytes an element takes here: 1, 2, 4 or 8. Types under 8 bits take a byte each, in its low bits; packing them is
  /// the caller's.
  package var byteCount: Int {
    switch self {
    case .float(let format): Self.bytes(format.width)
    case .signed(let width), .unsigned(let width): Self.bytes(width)
    case .bool: 1
    }
  }

  @inline(__always)
  private static func bytes(_ width: Int) -> Int {
    width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8
  }
}

/// How a run of elements is broken into lines: `, ` between two on a line, a comma and a newline at a line's end.
package struct ElementLayout: Sendable, Equatable {
  /// Elements on a line; 0 keeps all on one.
  package var perLine: Int
  /// Spaces before a line's first element. The first line gets none: the caller is there already.
  package var indent: Int

  package init(perLine: Int, indent: Int) {
    self.perLine = max(0, perLine)
    self.indent = max(0, indent)
  }
}
