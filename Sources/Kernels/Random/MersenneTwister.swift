internal import Glibc

/// MT19937 (Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998), seeded by one number, with the draws
/// that NumPy's `RandomState` makes of it.
struct MersenneTwister {
  private static let size = 624
  private static let middle = 397

  private var state: [UInt32]
  private var place = Self.size
  /// The second of the two normal numbers that are made at once.
  private var spareNormal: Double?

  init(seed: UInt32) {
    state = [UInt32](repeating: seed, count: Self.size)
    for index in 1..<Self.size {
      let before = state[index - 1]
      state[index] = 1_812_433_253 &* (before ^ before >> 30) &+ UInt32(truncatingIfNeeded: index)
    }
  }

  /// The seed of a node: its attribute, or else the evaluation's.
  init(_ call: KernelCall) {
    if let seed = call.attributes.int("seed") {
      self.init(seed: UInt32(truncatingIfNeeded: seed))
    } else if let seed = call.attributes.float("seed"), seed.isFinite {
      self.init(seed: UInt32(truncatingIfNeeded: Int64(exactly: seed.rounded(.towardZero)) ?? 0))
    } else {
      let seed = call.context.seed
      self.init(seed: UInt32(truncatingIfNeeded: seed ^ seed >> 32))
    }
  }

  private mutating func twist() {
    for index in 0..<Self.size {
      let next = index + 1 == Self.size ? 0 : index + 1
      let bits = state[index] & 0x8000_0000 | state[next] & 0x7FFF_FFFF
      let other = index + Self.middle
      state[index] =
        state[other < Self.size ? other : other - Self.size] ^ bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    place = 0
  }

  /// 32 random bits.
  mutating func bits() -> UInt32 {
    if place == Self.size { twist() }
    var value = state[place]
    place += 1
    value ^= value >> 11
    value ^= value << 7 & 0x9D2C_5680
    value ^= value << 15 & 0xEFC6_0000
    return value ^ value >> 18
  }

  /// A number of [0, 1) with 53 random bits.
  mutating func uniform() -> Double {
    let (high, low) = (bits() >> 5, bits() >> 6)
    return (Double(high) * 0x1p26 + Double(low)) * 0x1p-53
  }

  /// A number of the standard normal distribution (Marsaglia's polar method).
  mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let first = 2 * uniform() - 1
      let second = 2 * uniform() - 1
      let square = first * first + second * second
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spareNormal = factor * first
      return factor * second
    }
  }

  /// Whether an event of a probability happens, as a binomial draw of one.
  mutating func event(_ probability: Double) -> Bool {
    if probability <= 0 { return false }
    if probability <= 0.5 { return uniform() > exp(log(1 - probability)) }
    return !(uniform() > exp(log(probability)))
  }
}
