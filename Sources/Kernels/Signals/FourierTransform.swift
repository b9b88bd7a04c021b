internal import Glibc

/// The discrete Fourier transform of one length, forwards and without a factor, in doubles.
///
/// Powers of two go by Cooley and Tukey (Math. Comp. 19, 1965), other lengths by Bluestein's convolution of the next
/// power of two that has room for it (IEEE Trans. AU-18, 1970).
struct FourierTransform: Sendable {
  /// Of the signal.
  let count: Int
  /// The power of two that is transformed.
  private let size: Int
  /// For each half size of a step of the transform, from 1 on, half the unit circle, clockwise, in as many points.
  private let circle: ComplexLine
  private let bluestein: (chirp: ComplexLine, kernel: ComplexLine)?

  /// - Throws: `KernelError` for lengths that are not positive, or too large.
  init(count: Int) throws {
    guard count > 0, count <= 1 << 26 else { throw KernelError("\(count) is no length of a Fourier transform") }
    self.count = count
    let isPower = count & (count - 1) == 0
    var size = 1
    while size < (isPower ? count : 2 * count - 1) { size *= 2 }
    self.size = size
    let circle = ComplexLine(size - 1) { point in
      // Half sizes are powers of two, and stand side by side: their points begin at half - 1.
      let half = 1 << (Int.bitWidth - 1 - (point + 1).leadingZeroBitCount)
      return -Double.pi * Double(point + 1 - half) / Double(half)
    }
    self.circle = circle
    if isPower {
      bluestein = nil
    } else {
      let chirp = ComplexLine(count) { -Double.pi * Double($0 * $0 % (2 * count)) / Double(count) }
      bluestein = (chirp, Self.kernel(of: chirp, size, circle))
    }
  }

  /// The transform of the chirp's conjugate, on both sides of 0.
  private static func kernel(of chirp: ComplexLine, _ size: Int, _ circle: ComplexLine) -> ComplexLine {
    var kernel = ComplexLine(real: .init(repeating: 0, count: size), imaginary: .init(repeating: 0, count: size))
    for index in chirp.real.indices {
      for place in [index, (size - index) % size] {
        kernel.real[place] = chirp.real[index]
        kernel.imaginary[place] = -chirp.imaginary[index]
      }
    }
    kernel.real.withUnsafeMutableBufferPointer { real in
      kernel.imaginary.withUnsafeMutableBufferPointer { imaginary in
        if let real = real.baseAddress, let imaginary = imaginary.baseAddress {
          transformPower(real, imaginary, size, circle)
        }
      }
    }
    return kernel
  }

  /// How many doubles a transform needs to work on.
  var scratchCount: Int { bluestein == nil ? 0 : 2 * size }

  /// Transforms in place. With real and imaginary part exchanged it is the inverse, times the length.
  func transform(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) {
    guard let (chirp, kernel) = bluestein else { return Self.transformPower(real, imaginary, size, circle) }
    let (re, im) = (scratch, scratch + size)
    re.update(repeating: 0, count: 2 * size)
    chirp.withPointers { chirpRe, chirpIm in
      for index in 0..<count {
        re[index] = real[index] * chirpRe[index] - imaginary[index] * chirpIm[index]
        im[index] = real[index] * chirpIm[index] + imaginary[index] * chirpRe[index]
      }
    }
    Self.transformPower(re, im, size, circle)
    kernel.withPointers { kernelRe, kernelIm in
      for index in 0..<size {
        let product = re[index] * kernelRe[index] - im[index] * kernelIm[index]
        im[index] = re[index] * kernelIm[index] + im[index] * kernelRe[index]
        re[index] = product
      }
    }
    Self.transformPower(im, re, size, circle)
    chirp.withPointers { chirpRe, chirpIm in
      let factor = 1 / Double(size)
      for index in 0..<count {
        real[index] = (re[index] * chirpRe[index] - im[index] * chirpIm[index]) * factor
        imaginary[index] = (re[index] * chirpIm[index] + im[index] * chirpRe[index]) * factor
      }
    }
  }

  /// The transform of a power of two, in place.
  private static func transformPower(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>, _ size: Int, _ circle: ComplexLine
  ) {
    reverseBits(real, imaginary, size)
    circle.withPointers { cosines, sines in
      guard let cosines = cosines.baseAddress, let sines = sines.baseAddress else { return }
      var half = 1
      while half < size {
        for block in stride(from: 0, to: size, by: 2 * half) {
          butterflies(real + block, imaginary + block, half, cosines + (half - 1), sines + (half - 1))
        }
        half *= 2
      }
    }
  }

  /// Joins the transforms of two halves that lie side by side.
  @inline(__always)
  private static func butterflies(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>, _ half: Int,
    _ cosines: UnsafePointer<Double>, _ sines: UnsafePointer<Double>
  ) {
    let (highReal, highImaginary) = (real + half, imaginary + half)
    for index in 0..<half {
      let re = highReal[index] * cosines[index] - highImaginary[index] * sines[index]
      let im = highReal[index] * sines[index] + highImaginary[index] * cosines[index]
      highReal[index] = real[index] - re
      highImaginary[index] = imaginary[index] - im
      real[index] += re
      imaginary[index] += im
    }
  }

  /// Puts each element where its index read backwards is.
  private static func reverseBits(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>, _ size: Int
  ) {
    var reversed = 0
    for index in 0..<size {
      if index < reversed {
        (real[index], real[reversed]) = (real[reversed], real[index])
        (imaginary[index], imaginary[reversed]) = (imaginary[reversed], imaginary[index])
      }
      var bit = size / 2
      while bit > 0, reversed & bit != 0 {
        reversed ^= bit
        bit /= 2
      }
      reversed |= bit
    }
  }
}

/// Complex numbers, all real parts first.
private struct ComplexLine: Sendable {
  var real: [Double]
  var imaginary: [Double]

  init(real: [Double], imaginary: [Double]) { (self.real, self.imaginary) = (real, imaginary) }

  /// Points of the unit circle, by their angles.
  init(_ count: Int, _ angle: (Int) -> Double) {
    real = (0..<count).map { cos(angle($0)) }
    imaginary = (0..<count).map { sin(angle($0)) }
  }

  @inline(__always)
  func withPointers(_ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) -> Void) {
    real.withUnsafeBufferPointer { real in imaginary.withUnsafeBufferPointer { body(real, $0) } }
  }
}
