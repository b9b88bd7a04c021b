// Functions of floats that are nothing but arithmetic and choices between two numbers: loops over them become vector
// instructions. The polynomials are least-maximum fits of the functions named.

/// `exp(x)`, within 2 units in the last place; subnormal and infinite where it has to be.
@inline(__always)
func vectorExponential(_ x: Float) -> Float {
  // e^x = 2^n * e^r with |r| <= ln(2) / 2; beyond the bounds the result is infinite or 0 anyway.
  let bounded = x > 89 ? 89 : (x < -104 ? -104 : x)
  // Adding and taking off 1.5 * 2^23 rounds, and leaves n in the low bits of the sum.
  let shifted = bounded * 1.442695041 + 12_582_912
  let n = shifted - 12_582_912
  // ln(2) in two parts, the first short enough for an exact product.
  let r = (bounded - n * 0.693359375) + n * 2.12194440e-4
  var p: Float = 0.0013951717410236597
  p = p * r + 0.008369598537683487
  p = p * r + 0.0416661873459816
  p = p * r + 0.16666512191295624
  p = p * r + 0.5
  p = p * (r * r) + r + 1
  // 2^n as two factors, as 2^128 and 2^-150 are no normal floats.
  let power = Int32(bitPattern: shifted.bitPattern) &- 0x4B40_0000
  let half = power &>> 1
  return p * powerOfTwo(half) * powerOfTwo(power &- half)
}

/// 2^n as a normal float.
@inline(__always)
private func powerOfTwo(_ exponent: Int32) -> Float {
  Float(bitPattern: UInt32(bitPattern: (exponent &+ 127) &<< 23))
}

/// The bits of the first number where the condition holds, else of the second: both are computed, without a branch.
@inline(__always)
private func chosen(_ condition: Bool, _ a: Float, _ b: Float) -> UInt32 {
  let mask: UInt32 = condition ? 0xFFFF_FFFF : 0
  return a.bitPattern & mask | b.bitPattern & ~mask
}

/// `tanh(x)`, within 3 units in the last place.
@inline(__always)
func vectorHyperbolicTangent(_ x: Float) -> Float {
  let magnitude = Float(bitPattern: x.bitPattern & 0x7FFF_FFFF)
  // Beyond 9 it is 1; NaN is not beyond.
  let bounded = magnitude > 9.5 ? 9.5 : magnitude
  let far = 1 - 2 / (vectorExponential(bounded + bounded) + 1)
  let square = magnitude * magnitude
  var p: Float = 0.0021475369576364756
  p = p * square - 0.008182673715054989
  p = p * square + 0.021702967584133148
  p = p * square - 0.05394720286130905
  p = p * square + 0.13333210349082947
  p = p * square - 0.3333333134651184
  let near = magnitude + magnitude * square * p
  let result = chosen(magnitude < 0.625, near, far)
  return Float(bitPattern: result | (x.bitPattern & 0x8000_0000))
}

/// `erf(x)`, within 3 units in the last place.
@inline(__always)
func vectorErrorFunction(_ x: Float) -> Float {
  let magnitude = Float(bitPattern: x.bitPattern & 0x7FFF_FFFF)
  let square = magnitude * magnitude
  var p: Float = 7.889119297033176e-05
  p = p * square - 0.0008020841050893068
  p = p * square + 0.005189535208046436
  p = p * square - 0.026854444295167923
  p = p * square + 0.11283600330352783
  p = p * square - 0.3761262595653534
  p = p * square + 0.12837916612625122
  let near = magnitude + magnitude * p
  // From 1 to 4 as 1 - exp(-x^2) * t * q(t), beyond it is 1.
  let bounded = magnitude > 4 ? 4 : magnitude
  let t = 1 / (1 + 0.5 * bounded)
  var q: Float = 0.11160363256931305
  q = q * t - 0.4397205412387848
  q = q * t + 0.5087151527404785
  q = q * t - 0.051363103091716766
  q = q * t + 0.3179381191730499
  q = q * t + 0.26987433433532715
  q = q * t + 0.28299281001091003
  let far = 1 - vectorExponential(-bounded * bounded) * t * q
  let result = chosen(magnitude < 1, near, far)
  return Float(bitPattern: result | (x.bitPattern & 0x8000_0000))
}

/// The nearest whole number, ties to even; the sign of 0 stays.
@inline(__always)
func vectorRounded(_ x: Float) -> Float {
  let magnitude = Float(bitPattern: x.bitPattern & 0x7FFF_FFFF)
  // From 2^23 on all floats are whole, and adding it rounds what is below.
  let whole = (magnitude + 8_388_608) - 8_388_608
  let rounded = Float(bitPattern: whole.bitPattern | (x.bitPattern & 0x8000_0000))
  return magnitude < 8_388_608 ? rounded : x
}

/// The next whole number below, or the number itself.
@inline(__always)
func vectorFloor(_ x: Float) -> Float {
  let near = vectorRounded(x)
  return near > x ? near - 1 : near
}

/// The next whole number above, or the number itself.
@inline(__always)
func vectorCeiling(_ x: Float) -> Float {
  let near = vectorRounded(x)
  let above = near < x ? near + 1 : near
  // Between -1 and 0 it is the negative 0.
  return Float(bitPattern: above.bitPattern | (x.bitPattern & 0x8000_0000))
}
