// What a Reshape comes to: sizes that are copied, asked for, and found.

/// The shape that a Reshape gives, and what is wrong with it.
struct ReshapePlan {
  /// As far as known, also when something is wrong.
  private(set) var shape: [Size] = []
  /// S005 or S006 and the reason in a few words.
  private(set) var fault: (code: String, reason: String)?

  /// - Parameters:
  ///   - target: the sizes asked for: 0 copies, -1 is found.
  ///   - input: the shape of the data; nil when unknown.
  ///   - keepsZeros: whether 0 means 0 (`allowzero`).
  init(target: [Size], input: [Size]?, keepsZeros: Bool) {
    /// Which sizes of the input stay in their place, and cancel on both sides.
    var copied: Set<Int> = []
    var found: Int?
    for (place, size) in target.enumerated() {
      switch size {
      case 0 where !keepsZeros:
        guard let input else { shape.append(.unknown); continue }
        guard place < input.count else {
          shape.append(.unknown)
          note("S005", "the 0 at \(place) copies a dimension, and there are \(input.count)")
          continue
        }
        copied.insert(place)
        shape.append(input[place])
      case -1:
        if found != nil { note("S006", "one size can be -1, not several") }
        found = place
        shape.append(.unknown)
      case .known(let number) where number < 0:
        note("S005", "\(number) is no size")
        shape.append(.unknown)
      default: shape.append(size)
      }
    }
    guard fault == nil else { return }
    if let found, Size.product(shape.indices.filter { $0 != found }.map { shape[$0] }) == 0 {
      note("S005", "-1 can't be found beside a size of 0")
      return
    }
    guard let input else { return }
    let rest = shape.indices.filter { !copied.contains($0) }
    find(
      found, in: rest, total: .product(input.indices.filter { !copied.contains($0) }.map { input[$0] }), input: input)
  }

  private mutating func find(_ found: Int?, in rest: [Int], total: Size, input: [Size]) {
    // A single size that nobody knows is what the others leave, whatever it was asked as.
    let unknown = rest.filter { shape[$0].isUnknown }
    guard let place = found ?? unknown.first else { return check(rest, total) }
    guard unknown.count == 1 else { return }
    let others = Size.product(rest.filter { $0 != place }.map { shape[$0] })
    if let all = total.number, let others = others.number {
      guard others != 0 else { return }
      if all % others == 0 {
        shape[place] = .known(all / others)
      } else {
        note("S005", "\(all) elements can't be divided by \(others)")
      }
    } else {
      shape[place] = total.dividedExactly(by: others)
    }
  }

  /// Whether as many elements come out as go in.
  private mutating func check(_ rest: [Int], _ total: Size) {
    let wanted = Size.product(rest.map { shape[$0] })
    guard !wanted.isUnknown, !total.isUnknown, wanted != total else { return }
    // Beside a copied 0 anything has as many elements: none.
    guard !shape.indices.contains(where: { !rest.contains($0) && shape[$0] == 0 }) else { return }
    let difference = wanted - total
    if let all = total.number, let wanted = wanted.number {
      note("S005", "\(all) elements, not \(wanted)")
    } else if difference.number != nil || Self.isNeverZero(difference) {
      note("S005", "\(total) elements can't be \(wanted)")
    }
  }

  /// Whether no whole numbers make an expression 0: a number is left over that the coefficients have no common divisor for.
  private static func isNeverZero(_ size: Size) -> Bool {
    guard let terms = size.expression?.terms else { return false }
    var (divisor, constant): (UInt64, UInt64) = (0, 0)
    for term in terms {
      if term.factors.isEmpty { constant = term.coefficient.magnitude; continue }
      var (a, b) = (divisor, term.coefficient.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    return divisor != 0 && constant % divisor != 0
  }

  private mutating func note(_ code: String, _ reason: String) {
    if fault == nil { fault = (code, reason) }
  }
}
