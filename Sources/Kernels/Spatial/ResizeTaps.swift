/// Which elements along an axis make each place of a resized one, and with which weights.
struct ResizeTaps<R: RealNumber> {
  /// Of each place.
  let count: Int
  /// `count` indices, and weights, for each place of the output.
  let indices: [Int]
  let weights: [R]
  /// For each place, whether `extrapolation_value` stands there.
  let isOutside: [Bool]

  init(_ axis: ResizedAxis, _ plan: ResizePlan) {
    let squeeze = plan.hasAntialias ? min(axis.scale, 1) : 1
    let radius = (plan.mode == .cubic ? 2 : 1) / squeeze
    // So many integers lie within the radius of a coordinate, its ends excluded.
    count = max(1, min(Int(2 * min(radius, 0x1p30).rounded(.up)), 4 * axis.input + 4))
    var indices: [Int] = []
    var weights: [R] = []
    var isOutside: [Bool] = []
    indices.reserveCapacity(axis.output * count)
    weights.reserveCapacity(axis.output * count)
    for place in 0..<axis.output {
      let x = plan.transformation.coordinate(place, axis)
      isOutside.append(plan.isOutside(x, axis))
      let bounded = x.isNaN ? 0 : max(-0x1p30, min(x, 0x1p30))
      let first = Int((bounded - radius).rounded(.down)) + 1
      var sum: R = 0
      for index in first..<first + count {
        var weight = Self.weight(R((Float(index) - bounded) * squeeze), plan)
        if plan.excludesOutside && !(0..<axis.input).contains(index) { weight = 0 }
        sum += weight
        indices.append(index.clamped(to: axis.input))
        weights.append(weight)
      }
      guard plan.hasAntialias || plan.excludesOutside, sum != 0 else { continue }
      for tap in place * count..<(place + 1) * count { weights[tap] /= sum }
    }
    (self.indices, self.weights, self.isOutside) = (indices, weights, isOutside)
  }

  /// Of an element at a distance; for cubic ones that of R. Keys, "Cubic convolution interpolation for digital image
  /// processing".
  private static func weight(_ distance: R, _ plan: ResizePlan) -> R {
    let x = abs(distance)
    guard plan.mode == .cubic else { return max(0, 1 - x) }
    return cubicWeight(x, R(plan.cubicCoefficient))
  }
}

/// The weight of an element at a distance in cubic convolution.
@inline(__always)
func cubicWeight<R: RealNumber>(_ x: R, _ a: R) -> R {
  if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
}

/// Resizing that weighs neighbouring elements, one axis after the other.
struct WeightedResize<R: RealNumber> {
  private let plan: ResizePlan
  private let call: KernelCall

  init(_ plan: ResizePlan, _ call: KernelCall) { (self.plan, self.call) = (plan, call) }

  /// The tensor with all axes resized.
  func run(_ x: DenseTensor) throws -> DenseTensor {
    guard try plan.outputShape.elementCount() > 0 else { return try call.output(R.self, plan.outputShape).tensor }
    guard x.count > 0 else { throw KernelError("an empty tensor cannot be resized to \(plan.outputShape)") }
    var current = x
    for axis in order {
      current = try withExtendedLifetime(current) { try resized(current, axis) }
    }
    return current
  }

  /// Axes that shrink come first, and those that grow last, the innermost of them before the others, whose loops are
  /// faster.
  private var order: [Int] {
    let moved = plan.axes.indices.filter { !plan.isIdentity(plan.axes[$0]) }
    return moved.filter { plan.axes[$0].scale < 1 } + moved.filter { !(plan.axes[$0].scale < 1) }.reversed()
  }

  private func resized(_ x: DenseTensor, _ axis: Int) throws -> DenseTensor {
    var shape = x.shape
    shape[axis] = plan.axes[axis].output
    let output = try call.output(R.self, shape)
    let taps = ResizeTaps<R>(plan.axes[axis], plan)
    let inner = shape[(axis + 1)...].reduce(1, *)
    guard let source = try x.elements(R.self).baseAddress, let target = output.elements.baseAddress else {
      return output.tensor
    }
    let outer = output.count / max(1, shape[axis] * inner)
    if inner == 1 {
      rows(outer, plan.axes[axis], taps, source, target)
    } else {
      blocks(outer, plan.axes[axis], inner, taps, source, target)
    }
    return output.tensor
  }

  /// Along the last axis.
  private func rows(
    _ count: Int, _ axis: ResizedAxis, _ taps: ResizeTaps<R>, _ source: UnsafePointer<R>,
    _ target: UnsafeMutablePointer<R>
  ) {
    let outside = R(plan.extrapolationValue)
    call.context.threads.forRanges(count, grain: max(1, 25_000 / max(1, axis.output))) { range in
      taps.indices.withUnsafeBufferPointer { indices in
        taps.weights.withUnsafeBufferPointer { weights in
          for row in range {
            let from = source + row * axis.input
            let into = target + row * axis.output
            if taps.count == 2 {
              for place in 0..<axis.output {
                into[place] =
                  weights[2 * place] * from[indices[2 * place]] + weights[2 * place + 1] * from[indices[2 * place + 1]]
              }
            } else {
              for place in 0..<axis.output {
                var sum: R = 0
                for tap in place * taps.count..<(place + 1) * taps.count { sum += weights[tap] * from[indices[tap]] }
                into[place] = sum
              }
            }
            guard plan.transformation == .cropAndResize else { continue }
            for place in 0..<axis.output where taps.isOutside[place] { into[place] = outside }
          }
        }
      }
    }
  }

  /// Along another axis: its elements are blocks of `inner` numbers.
  private func blocks(
    _ outer: Int, _ axis: ResizedAxis, _ inner: Int, _ taps: ResizeTaps<R>, _ source: UnsafePointer<R>,
    _ target: UnsafeMutablePointer<R>
  ) {
    let outside = R(plan.extrapolationValue)
    call.context.threads.forRanges(outer * axis.output, grain: max(1, 50_000 / inner)) { range in
      for row in range {
        let place = row % axis.output
        let into = target + row * inner
        guard !taps.isOutside[place] else {
          into.update(repeating: outside, count: inner)
          continue
        }
        let plane = source + row / axis.output * axis.input * inner
        for tap in 0..<taps.count {
          let weight = taps.weights[place * taps.count + tap]
          let from = plane + taps.indices[place * taps.count + tap] * inner
          if tap == 0 {
            for index in 0..<inner { into[index] = weight * from[index] }
          } else if weight != 0 {
            for index in 0..<inner { into[index] += weight * from[index] }
          }
        }
      }
    }
  }
}
