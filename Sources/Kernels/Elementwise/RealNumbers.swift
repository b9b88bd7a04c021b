internal import Glibc
internal import ONNXModel

/// A float that kernels compute with: `Float` or `Double`.
///
/// `exponential` and its kin of `Float` are without branches and calls, so that loops over them vectorise.
protocol RealNumber: Element, BinaryFloatingPoint {
  var exponential: Self { get }
  /// `exp(x) - 1`, exact near 0.
  var exponentialMinusOne: Self { get }
  var naturalLogarithm: Self { get }
  /// `log(1 + x)`, exact near 0.
  var logarithmOnePlus: Self { get }
  var sine: Self { get }
  var cosine: Self { get }
  var tangent: Self { get }
  var arcSine: Self { get }
  var arcCosine: Self { get }
  var arcTangent: Self { get }
  var hyperbolicSine: Self { get }
  var hyperbolicCosine: Self { get }
  var hyperbolicTangent: Self { get }
  var inverseHyperbolicSine: Self { get }
  var inverseHyperbolicCosine: Self { get }
  var inverseHyperbolicTangent: Self { get }
  var errorFunction: Self { get }
  /// 1 less the error function, exact where that is near 1.
  var complementaryErrorFunction: Self { get }
  /// The next whole number below, above, or on either side; ties to even.
  var floor: Self { get }
  var ceiling: Self { get }
  var nearest: Self { get }
  func raised(to exponent: Self) -> Self
  /// What is left of a division whose quotient is truncated (C's `fmod`).
  func truncatedRemainder(by divisor: Self) -> Self
}

extension RealNumber {
  /// `1 / (1 + exp(-x))`, without overflow on either side.
  @inline(__always)
  var sigmoid: Self {
    let power = (-magnitude).exponential
    return (self < 0 ? power : 1) / (1 + power)
  }
}

extension Float: RealNumber {
  @inline(__always) var exponential: Float { vectorExponential(self) }
  var exponentialMinusOne: Float { expm1f(self) }
  var naturalLogarithm: Float { logf(self) }
  var logarithmOnePlus: Float { log1pf(self) }
  var sine: Float { sinf(self) }
  var cosine: Float { cosf(self) }
  var tangent: Float { tanf(self) }
  var arcSine: Float { asinf(self) }
  var arcCosine: Float { acosf(self) }
  var arcTangent: Float { atanf(self) }
  var hyperbolicSine: Float { sinhf(self) }
  var hyperbolicCosine: Float { coshf(self) }
  @inline(__always) var hyperbolicTangent: Float { vectorHyperbolicTangent(self) }
  var inverseHyperbolicSine: Float { asinhf(self) }
  var inverseHyperbolicCosine: Float { acoshf(self) }
  var inverseHyperbolicTangent: Float { atanhf(self) }
  @inline(__always) var errorFunction: Float { vectorErrorFunction(self) }
  var complementaryErrorFunction: Float { erfcf(self) }
  @inline(__always) var floor: Float { vectorFloor(self) }
  @inline(__always) var ceiling: Float { vectorCeiling(self) }
  @inline(__always) var nearest: Float { vectorRounded(self) }
  func raised(to exponent: Float) -> Float { powf(self, exponent) }
  func truncatedRemainder(by divisor: Float) -> Float { fmodf(self, divisor) }
}

extension Double: RealNumber {
  var exponential: Double { exp(self) }
  var exponentialMinusOne: Double { expm1(self) }
  var naturalLogarithm: Double { log(self) }
  var logarithmOnePlus: Double { log1p(self) }
  var sine: Double { sin(self) }
  var cosine: Double { cos(self) }
  var tangent: Double { tan(self) }
  var arcSine: Double { asin(self) }
  var arcCosine: Double { acos(self) }
  var arcTangent: Double { atan(self) }
  var hyperbolicSine: Double { sinh(self) }
  var hyperbolicCosine: Double { cosh(self) }
  var hyperbolicTangent: Double { tanh(self) }
  var inverseHyperbolicSine: Double { asinh(self) }
  var inverseHyperbolicCosine: Double { acosh(self) }
  var inverseHyperbolicTangent: Double { atanh(self) }
  var errorFunction: Double { erf(self) }
  var complementaryErrorFunction: Double { erfc(self) }
  var floor: Double { rounded(.down) }
  var ceiling: Double { rounded(.up) }
  var nearest: Double { rounded(.toNearestOrEven) }
  func raised(to exponent: Double) -> Double { pow(self, exponent) }
  func truncatedRemainder(by divisor: Double) -> Double { fmod(self, divisor) }
}
