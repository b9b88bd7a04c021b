internal import Glibc

/// The discrete Fourier transform of a length that has no prime factors but 2, 3 and 5, forwards and without a factor, in
/// the signal's own precision.
///
/// One pass for each radix, from one line of memory to another and back (Stockham's order; Temperton, J. Comp. Phys. 52,
/// 1983). NumPy goes the same way, so results are equal to the last digits, which ONNX's tests hold.
struct MixedRadixTransform<E: RealNumber>: Sendable {
  /// Parts of a complex number.
  struct Complex: Sendable {
    var re: E
    var im: E

    init(_ re: E, _ im: E) { (self.re, self.im) = (re, im) }

    @inline(__always) static func + (a: Complex, b: Complex) -> Complex { Complex(a.re + b.re, a.im + b.im) }
    @inline(__always) static func - (a: Complex, b: Complex) -> Complex { Complex(a.re - b.re, a.im - b.im) }
    @inline(__always) static func * (factor: E, a: Complex) -> Complex { Complex(factor * a.re, factor * a.im) }
    /// The product with another one's conjugate.
    @inline(__always) func turned(by w: Complex) -> Complex {
      Complex(re * w.re + im * w.im, im * w.re - re * w.im)
    }
  }

  /// The points of the unit circle, counterclockwise.
  private let circle: [Complex]
  private let radices: [Int]
  let count: Int

  /// Nil for other lengths.
  init?(count: Int) {
    var (rest, radices): (Int, [Int]) = (count, [])
    while rest > 0, rest % 4 == 0 { (rest, radices) = (rest / 4, radices + [4]) }
    // A single 2 comes first.
    if rest > 0, rest % 2 == 0 { (rest, radices) = (rest / 2, [2] + radices) }
    for radix in [3, 5] { while rest > 0, rest % radix == 0 { (rest, radices) = (rest / radix, radices + [radix]) } }
    guard rest == 1, count <= 1 << 26 else { return nil }
    self.count = count
    self.radices = radices
    circle = (0..<count).map { point in
      let angle = 2 * Double.pi * Double(point) / Double(count)
      return Complex(E(cos(angle)), E(sin(angle)))
    }
  }

  /// Transforms a line; where the passes are odd in number the result is copied back.
  ///
  /// - Parameters:
  ///   - line: `count` numbers.
  ///   - other: memory for as many.
  func transform(_ line: UnsafeMutablePointer<Complex>, _ other: UnsafeMutablePointer<Complex>) {
    var (from, to, done) = (line, other, 1)
    for radix in radices {
      let inner = count / (done * radix)
      pass(radix, done, inner, from, to)
      (from, to) = (to, from)
      done *= radix
    }
    if from != line { line.update(from: from, count: count) }
  }

  /// - Parameters:
  ///   - done: the product of the radices of earlier passes.
  ///   - inner: that of the later ones.
  private func pass(
    _ radix: Int, _ done: Int, _ inner: Int, _ from: UnsafeMutablePointer<Complex>, _ to: UnsafeMutablePointer<Complex>
  ) {
    circle.withUnsafeBufferPointer { circle in
      for block in 0..<done {
        for place in 0..<inner {
          let source = from + (place + inner * radix * block)
          let target = to + (place + inner * block)
          let step = inner * done
          switch radix {
          case 2: two(source, inner, target, step)
          case 3: three(source, inner, target, step)
          case 4: four(source, inner, target, step)
          default: five(source, inner, target, step)
          }
          guard place > 0 else { continue }
          for part in 1..<radix { target[part * step] = target[part * step].turned(by: circle[part * done * place]) }
        }
      }
    }
  }

  private typealias Line = UnsafeMutablePointer<Complex>

  @inline(__always)
  private func two(_ x: Line, _ inner: Int, _ y: Line, _ step: Int) {
    (y[0], y[step]) = (x[0] + x[inner], x[0] - x[inner])
  }

  @inline(__always)
  private func three(_ x: Line, _ inner: Int, _ y: Line, _ step: Int) {
    let (sum, difference) = (x[inner] + x[2 * inner], x[inner] - x[2 * inner])
    let sine = E(-0.866025403784438646763723170752936183)
    let middle = x[0] + E(-0.5) * sum
    let side = Complex(-(sine * difference.im), sine * difference.re)
    y[0] = x[0] + sum
    (y[step], y[2 * step]) = (middle + side, middle - side)
  }

  @inline(__always)
  private func four(_ x: Line, _ inner: Int, _ y: Line, _ step: Int) {
    let (even, evenDifference) = (x[0] + x[2 * inner], x[0] - x[2 * inner])
    let (odd, oddDifference) = (x[inner] + x[3 * inner], x[inner] - x[3 * inner])
    let turned = Complex(oddDifference.im, -oddDifference.re)
    (y[0], y[2 * step]) = (even + odd, even - odd)
    (y[step], y[3 * step]) = (evenDifference + turned, evenDifference - turned)
  }

  @inline(__always)
  private func five(_ x: Line, _ inner: Int, _ y: Line, _ step: Int) {
    let (near, nearDifference) = (x[inner] + x[4 * inner], x[inner] - x[4 * inner])
    let (far, farDifference) = (x[2 * inner] + x[3 * inner], x[2 * inner] - x[3 * inner])
    y[0] = Complex(x[0].re + near.re + far.re, x[0].im + near.im + far.im)
    let cosines = (E(0.3090169943749474241), E(-0.8090169943749474241))
    let sines = (E(-0.95105651629515357212), E(-0.58778525229247312917))
    func pair(_ a: E, _ b: E, _ s: E, _ t: E) -> (Complex, Complex) {
      let middle = Complex(x[0].re + a * near.re + b * far.re, x[0].im + a * near.im + b * far.im)
      let side = Complex(
        -(s * nearDifference.im + t * farDifference.im), s * nearDifference.re + t * farDifference.re)
      return (middle + side, middle - side)
    }
    (y[step], y[4 * step]) = pair(cosines.0, cosines.1, sines.0, sines.1)
    (y[2 * step], y[3 * step]) = pair(cosines.1, cosines.0, sines.1, -sines.0)
  }
}
