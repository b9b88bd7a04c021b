// Symbolic sizes: polynomials with whole coefficients over named dimensions and divisions, kept in one canonical form,
// so that two expressions that are equal by the rules of arithmetic are equal values.

/// A polynomial over factors, such as `2*N + floor(H / 2)`.
package struct SizeExpression: Sendable, Hashable {
  /// A coefficient and the factors that it multiplies, which are sorted; no factors is the constant term.
  struct Term: Sendable, Hashable {
    var coefficient: Int64
    var factors: [Factor]
  }

  /// What can't be taken apart: a name, or a function that is not linear.
  package indirect enum Factor: Sendable, Hashable {
    case symbol(String)
    case floorDivide(SizeExpression, SizeExpression)
    case ceilDivide(SizeExpression, SizeExpression)
    case modulo(SizeExpression, SizeExpression)
    case minimum([SizeExpression])
    case maximum([SizeExpression])
  }

  /// Sorted: higher degree first, then by factors; coefficients are not 0.
  private(set) var terms: [Term]

  /// Longer polynomials are given up: a shape has no use for them, and products of them grow without bound.
  private static let longest = 64

  /// Products of more factors are given up as well, and functions of expressions with more names than this.
  private static let highestDegree = 16
  private static let heaviest = 256

  init(terms: [Term]) { self.terms = terms }

  package init(_ value: Int64) { terms = value == 0 ? [] : [Term(coefficient: value, factors: [])] }

  package init(symbol name: String) { self.init(.symbol(name)) }

  /// A factor by itself; nil where it would be too long.
  package static func function(_ factor: Factor) -> SizeExpression? {
    var left = heaviest
    factor.weigh(&left)
    return left > 0 ? SizeExpression(factor) : nil
  }

  private init(_ factor: Factor) { terms = [Term(coefficient: 1, factors: [factor])] }

  package var isZero: Bool { terms.isEmpty }

  /// The number, if it has no factors.
  package var constant: Int64? {
    if terms.isEmpty { return 0 }
    return terms.count == 1 && terms[0].factors.isEmpty ? terms[0].coefficient : nil
  }

  /// The name, if it is nothing but one.
  package var symbol: String? {
    guard terms.count == 1, terms[0].coefficient == 1, terms[0].factors.count == 1,
      case .symbol(let name) = terms[0].factors[0]
    else { return nil }
    return name
  }

  /// Whether no value of the dimensions, which are at least 0, makes it negative; false where that is not plain.
  package var isNonNegative: Bool {
    terms.allSatisfy { $0.coefficient > 0 && $0.factors.allSatisfy(\.isNonNegative) }
  }

  /// The names that it depends on.
  package var symbols: Set<String> {
    var names: Set<String> = []
    for term in terms { for factor in term.factors { factor.collect(&names) } }
    return names
  }

  /// Takes the number of factors off, those within others too; stops where nothing is left.
  fileprivate func weigh(_ left: inout Int) {
    for term in terms {
      left -= 1
      for factor in term.factors where left > 0 { factor.weigh(&left) }
    }
  }

  // MARK: Sums and products; nil where a coefficient does not fit or the polynomial gets too long

  func adding(_ other: SizeExpression, times scale: Int64 = 1) -> SizeExpression? {
    var result: [Term] = []
    result.reserveCapacity(terms.count + other.terms.count)
    var (i, j) = (0, 0)
    while i < terms.count || j < other.terms.count {
      if j == other.terms.count || (i < terms.count && Self.precedes(terms[i], other.terms[j])) {
        result.append(terms[i])
        i += 1
        continue
      }
      let (coefficient, overflow) = other.terms[j].coefficient.multipliedReportingOverflow(by: scale)
      if overflow { return nil }
      if i < terms.count, terms[i].factors == other.terms[j].factors {
        let (sum, overflow) = terms[i].coefficient.addingReportingOverflow(coefficient)
        if overflow { return nil }
        if sum != 0 { result.append(Term(coefficient: sum, factors: terms[i].factors)) }
        i += 1
      } else {
        result.append(Term(coefficient: coefficient, factors: other.terms[j].factors))
      }
      j += 1
    }
    return result.count > Self.longest ? nil : SizeExpression(terms: result)
  }

  func multiplied(by other: SizeExpression) -> SizeExpression? {
    guard terms.count * other.terms.count <= Self.longest else { return nil }
    var result = SizeExpression(0)
    for term in other.terms {
      var products: [Term] = []
      for own in terms {
        guard own.factors.count + term.factors.count <= Self.highestDegree else { return nil }
        let (coefficient, overflow) = own.coefficient.multipliedReportingOverflow(by: term.coefficient)
        if overflow { return nil }
        products.append(Term(coefficient: coefficient, factors: Self.merged(own.factors, term.factors)))
      }
      products.sort(by: Self.precedes)
      guard let sum = result.adding(SizeExpression(terms: products)) else { return nil }
      result = sum
    }
    return result
  }

  // MARK: Division

  /// The polynomial that gives this one when multiplied by `divisor`, if there is one.
  func exactQuotient(by divisor: SizeExpression) -> SizeExpression? {
    guard let lead = divisor.terms.first else { return nil }
    var (rest, quotient) = (self, SizeExpression(0))
    for _ in 0...Self.longest {
      guard let term = rest.terms.first else { return quotient }
      guard term.coefficient % lead.coefficient == 0, lead.coefficient != -1 || term.coefficient != .min,
        let factors = Self.removing(lead.factors, from: term.factors)
      else { return nil }
      let part = SizeExpression(terms: [Term(coefficient: term.coefficient / lead.coefficient, factors: factors)])
      guard let product = divisor.multiplied(by: part), let next = rest.adding(product, times: -1),
        let sum = quotient.adding(part)
      else { return nil }
      (rest, quotient) = (next, sum)
    }
    return nil
  }

  /// `floor(self / divisor)`, with what divides evenly taken out.
  func floorDivided(by divisor: SizeExpression) -> SizeExpression? {
    guard let (whole, rest) = split(by: divisor) else { return nil }
    if rest.isZero { return whole }
    if let number = rest.constant, let other = divisor.constant,
      let quotient = Size.known(number) / .known(other) as Size?,
      let value = quotient.number
    {
      return whole.adding(SizeExpression(value))
    }
    // floor(floor(a / b) / c) = floor(a / (b * c)) for positive numbers.
    if rest.terms.count == 1, rest.terms[0].coefficient == 1, rest.terms[0].factors.count == 1,
      case .floorDivide(let inner, let first) = rest.terms[0].factors[0],
      let a = first.constant, let b = divisor.constant, a > 0, b > 0,
      let product = SizeExpression(a).multiplied(by: SizeExpression(b))
    {
      return inner.floorDivided(by: product).flatMap { whole.adding($0) }
    }
    return Self.function(.floorDivide(rest, divisor)).flatMap { whole.adding($0) }
  }

  func ceilDivided(by divisor: SizeExpression) -> SizeExpression? {
    guard let (whole, rest) = split(by: divisor) else { return nil }
    if rest.isZero { return whole }
    if let number = rest.constant, let other = divisor.constant,
      let value = Size.known(number).dividedRoundingUp(by: .known(other)).number
    {
      return whole.adding(SizeExpression(value))
    }
    return Self.function(.ceilDivide(rest, divisor)).flatMap { whole.adding($0) }
  }

  /// `self = whole * divisor + rest` where the terms that divide evenly, and a constant's part, go into `whole`.
  private func split(by divisor: SizeExpression) -> (whole: SizeExpression, rest: SizeExpression)? {
    if let whole = exactQuotient(by: divisor) { return (whole, SizeExpression(0)) }
    guard let number = divisor.constant, number > 0 else { return (SizeExpression(0), self) }
    var (whole, rest): ([Term], [Term]) = ([], [])
    for term in terms {
      // The constant keeps its sign: (H - 1) // 2 reads better than (H + 1) // 2 - 1.
      let (quotient, remainder) = term.coefficient.quotientAndRemainder(dividingBy: number)
      let isConstant = term.factors.isEmpty
      if remainder == 0 || (isConstant && quotient != 0) {
        whole.append(Term(coefficient: quotient, factors: term.factors))
        if remainder != 0 { rest.append(Term(coefficient: remainder, factors: term.factors)) }
      } else {
        rest.append(term)
      }
    }
    return (SizeExpression(terms: whole), SizeExpression(terms: rest))
  }

  // MARK: Order

  private static func precedes(_ a: Term, _ b: Term) -> Bool {
    if a.factors.count != b.factors.count { return a.factors.count > b.factors.count }
    for (x, y) in zip(a.factors, b.factors) where x != y { return x < y }
    return false
  }

  private static func merged(_ a: [Factor], _ b: [Factor]) -> [Factor] {
    a.isEmpty ? b : b.isEmpty ? a : (a + b).sorted()
  }

  private static func removing(_ part: [Factor], from factors: [Factor]) -> [Factor]? {
    var rest = factors
    for factor in part {
      guard let index = rest.firstIndex(of: factor) else { return nil }
      rest.remove(at: index)
    }
    return rest
  }
}

extension SizeExpression: Comparable {
  /// An order by form, not by size: it makes expressions canonical.
  package static func < (a: SizeExpression, b: SizeExpression) -> Bool {
    if a.terms.count != b.terms.count { return a.terms.count < b.terms.count }
    for (x, y) in zip(a.terms, b.terms) where x != y {
      return x.factors == y.factors ? x.coefficient < y.coefficient : precedes(x, y)
    }
    return false
  }
}

extension SizeExpression.Factor: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.symbol(let x), .symbol(let y)): x < y
    case (.floorDivide(let x, let y), .floorDivide(let z, let w)): x == z ? y < w : x < z
    case (.ceilDivide(let x, let y), .ceilDivide(let z, let w)): x == z ? y < w : x < z
    case (.modulo(let x, let y), .modulo(let z, let w)): x == z ? y < w : x < z
    case (.minimum(let x), .minimum(let y)), (.maximum(let x), .maximum(let y)): x.lexicographicallyPrecedes(y)
    default: a.rank < b.rank
    }
  }

  private var rank: Int {
    switch self {
    case .symbol: 0
    case .floorDivide: 1
    case .ceilDivide: 2
    case .modulo: 3
    case .minimum: 4
    case .maximum: 5
    }
  }

  fileprivate var isNonNegative: Bool {
    switch self {
    case .symbol: true
    case .floorDivide(let a, let b), .ceilDivide(let a, let b): a.isNonNegative && b.isNonNegative
    case .modulo(_, let b): b.isNonNegative
    case .minimum(let list): list.allSatisfy(\.isNonNegative)
    case .maximum(let list): list.contains(where: \.isNonNegative)
    }
  }

  fileprivate func weigh(_ left: inout Int) {
    left -= 1
    switch self {
    case .symbol: break
    case .floorDivide(let a, let b), .ceilDivide(let a, let b), .modulo(let a, let b):
      a.weigh(&left)
      b.weigh(&left)
    case .minimum(let list), .maximum(let list): for part in list { part.weigh(&left) }
    }
  }

  fileprivate func collect(_ names: inout Set<String>) {
    switch self {
    case .symbol(let name): names.insert(name)
    case .floorDivide(let a, let b), .ceilDivide(let a, let b), .modulo(let a, let b):
      names.formUnion(a.symbols)
      names.formUnion(b.symbols)
    case .minimum(let list), .maximum(let list): for part in list { names.formUnion(part.symbols) }
    }
  }
}
