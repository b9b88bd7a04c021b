// One size times a scale, rounded down, as Resize computes it: exactly, or not at all.

/// `floor(size * scale)` (ONNX Operators, Resize-10).
enum ResizeScale {
  /// - Parameter extent: how much of the axis counts, where not all of it does.
  static func scaled(_ size: Size, by scale: Element, extent: Element? = nil) -> Size {
    if let extent {
      guard let part = extent.number, let number = size.number, let scale = scale.number else { return .unknown }
      return floor(Double(number) * part * scale)
    }
    if let number = size.number, let scale = scale.number { return floor(Double(number) * scale) }
    switch scale {
    case .size(let whole): return size * whole
    case .fraction(let expression, let divisor): return size * .expression(expression) / .known(divisor)
    case .real(let value):
      guard let (above, below) = ratio(value) else { return .unknown }
      return size * .known(above) / .known(below)
    case .text: return .unknown
    }
  }

  private static func floor(_ value: Double) -> Size {
    Int64(exactly: value.rounded(.down)).map(Size.known) ?? .unknown
  }

  /// A scale as a quotient of small whole numbers that it is exactly: 1.5 is 3 / 2; nil for 0.7, which no float is.
  private static func ratio(_ value: Double) -> (Int64, Int64)? {
    var below: Int64 = 1
    while below <= 1024 {
      if let above = Int64(exactly: value * Double(below)), above < 1 << 31 { return (above, below) }
      below *= 2
    }
    return nil
  }
}
