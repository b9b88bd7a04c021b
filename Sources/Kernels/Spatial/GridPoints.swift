/// Where a sampling grid's coordinates lie between the elements of a plane, and what stands outside it.
struct GridPoints<R: RealNumber>: Sendable {
  enum Mode: Sendable { case nearest, linear, cubic }
  enum Padding: String, Sendable { case zeros, border, reflection }

  /// The spatial sizes of the plane.
  let sizes: [Int]
  let mode: Mode
  let padding: Padding
  /// Whether -1 and 1 are the centres of the outermost elements, and not their outer borders.
  let alignsCorners: Bool
  /// How many elements are weighed for a point.
  let tapCount: Int
  private let strides: [Int]

  /// - Throws: `KernelError` for more axes than anyone samples along.
  init(_ sizes: [Int], _ mode: Mode, _ padding: Padding, alignsCorners: Bool) throws {
    guard sizes.count <= 6 else { throw KernelError("sampling along \(sizes.count) axes is not possible") }
    (self.sizes, self.mode, self.padding, self.alignsCorners) = (sizes, mode, padding, alignsCorners)
    strides = sizes.rowMajorStrides
    tapCount = sizes.reduce(1) { count, _ in count * Self.taps(mode) }
  }

  private static func taps(_ mode: Mode) -> Int {
    switch mode {
    case .nearest: 1
    case .linear: 2
    case .cubic: 4
    }
  }

  /// The coordinate of a number between -1 and 1.
  @inline(__always)
  func coordinate(_ number: R, _ axis: Int) -> R {
    let size = R(sizes[axis])
    return alignsCorners ? (number + 1) / 2 * (size - 1) : ((number + 1) * size - 1) / 2
  }

  /// Writes the elements around a point, and their weights.
  ///
  /// - Parameters:
  ///   - point: one coordinate for each axis.
  ///   - indices, weights: `tapCount` of each; elements outside the plane have index 0 and weight 0.
  func write(
    _ point: UnsafePointer<R>, _ indices: UnsafeMutablePointer<Int>, _ weights: UnsafeMutablePointer<R>
  ) {
    let perAxis = Self.taps(mode)
    var count = 1
    indices[0] = 0
    weights[0] = 1
    for axis in sizes.indices {
      var x = point[axis]
      if mode == .nearest { x = x.rounded(.toNearestOrEven) }
      x = padded(x, axis)
      let first = x.rounded(.down)
      let fraction = x - first
      // From the last on, so that nothing is overwritten that is still to be read.
      for tap in (0..<perAxis).reversed() {
        let offset = mode == .cubic ? tap - 1 : tap
        let place = self.place(first, offset, axis)
        let weight = place < 0 ? 0 : self.weight(fraction, offset)
        for other in 0..<count {
          indices[tap * count + other] = indices[other] + max(0, place) * strides[axis]
          weights[tap * count + other] = weights[other] * weight
        }
      }
      count *= perAxis
    }
  }

  @inline(__always)
  private func weight(_ fraction: R, _ offset: Int) -> R {
    switch mode {
    case .nearest: 1
    case .linear: offset == 0 ? 1 - fraction : fraction
    case .cubic: cubicWeight(abs(fraction - R(offset)), -0.75)
    }
  }

  /// The place of an element, with padding; -1 where there is none.
  private func place(_ first: R, _ offset: Int, _ axis: Int) -> Int {
    // Also false for NaN.
    guard abs(first) < 0x1p30 else { return padding == .zeros ? -1 : 0 }
    let place = Int(first) + offset
    if place >= 0 && place < sizes[axis] { return place }
    switch padding {
    case .zeros: return -1
    case .border: return place.clamped(to: sizes[axis])
    case .reflection: return Int(reflected(R(place), axis)).clamped(to: sizes[axis])
    }
  }

  /// A coordinate moved inside, for paddings other than zeros.
  @inline(__always)
  private func padded(_ x: R, _ axis: Int) -> R {
    switch padding {
    case .zeros: return x
    case .border:
      // Up to half an element outside nothing moves, which matters to cubic weights.
      let (low, high) = borders(axis)
      if x >= low && x <= high { return x }
      return x.isNaN ? 0 : max(0, min(x, R(sizes[axis] - 1)))
    case .reflection: return reflected(x, axis)
    }
  }

  /// The outermost coordinates of an axis.
  @inline(__always)
  private func borders(_ axis: Int) -> (low: R, high: R) {
    let low: R = alignsCorners ? 0 : -0.5
    return (low, R(sizes[axis] - 1) - low)
  }

  /// A coordinate reflected at the borders until it lies between them.
  private func reflected(_ x: R, _ axis: Int) -> R {
    let (low, high) = borders(axis)
    if x >= low && x <= high { return x }
    let range = high - low
    guard range > 0, x.isFinite else { return low }
    let distance = x < low ? low - x : x - high
    let turns = (distance / range).rounded(.down)
    let rest = distance - turns * range
    let isEven = turns.truncatingRemainder(dividingBy: 2) == 0
    return (x < low) == isEven ? low + rest : high - rest
  }
}
