/// A set of Unicode scalars, as a character class of a regular expression says it.
struct ScalarSet {
  private var ranges: [ClosedRange<UInt32>] = []
  /// General categories, each with whether it is what is not in them.
  private var categories: [(Set<Unicode.GeneralCategory>, isNegated: Bool)] = []
  /// Whether it is all that is not in the rest.
  var isNegated = false
  /// Whether capital and small letters are alike.
  var foldsCase = false

  init(_ ranges: ClosedRange<UInt32>...) { self.ranges = ranges }

  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  /// Adds all of another set that folds no case.
  mutating func insert(_ other: ScalarSet) {
    guard other.isNegated else {
      ranges += other.ranges
      categories += other.categories
      return
    }
    if other.ranges.isEmpty {
      // Of one category.
      categories += other.categories.map { ($0.0, !$0.isNegated) }
    } else {
      ranges += other.complement
    }
  }

  /// What lies between the ranges.
  private var complement: [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return gaps
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if holds(scalar) { return !isNegated }
    if foldsCase {
      let properties = scalar.properties
      for variant in [properties.lowercaseMapping, properties.uppercaseMapping] {
        let scalars = variant.unicodeScalars
        if scalars.count == 1, let first = scalars.first, holds(first) { return !isNegated }
      }
    }
    return isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
      || categories.contains { $0.0.contains(scalar.properties.generalCategory) != $0.isNegated }
  }

  static let any = ScalarSet(0...0x10FFFF)
  static let anyButNewline = ScalarSet(0...9, 11...0x10FFFF)
  static let digits = ScalarSet(0x30...0x39)
  static let spaces = ScalarSet(9...10, 12...13, 32...32)
  static let wordScalars = ScalarSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)

  /// A class that POSIX names, of ASCII only; nil where it has no such name.
  init?(posixName: String) {
    switch posixName {
    case "alnum": self.init(0x30...0x39, 0x41...0x5A, 0x61...0x7A)
    case "alpha": self.init(0x41...0x5A, 0x61...0x7A)
    case "ascii": self.init(0...0x7F)
    case "blank": self.init(9...9, 32...32)
    case "cntrl": self.init(0...31, 127...127)
    case "digit": self = .digits
    case "graph": self.init(33...126)
    case "lower": self.init(0x61...0x7A)
    case "print": self.init(32...126)
    case "punct": self.init(33...47, 58...64, 91...96, 123...126)
    case "space": self.init(9...13, 32...32)
    case "upper": self.init(0x41...0x5A)
    case "word": self = .wordScalars
    case "xdigit": self.init(0x30...0x39, 0x41...0x46, 0x61...0x66)
    default: return nil
    }
  }

  /// A general category of Unicode, such as `L` or `Lu`, or `Any`; nil where it has no such name.
  init?(categoryName: String) {
    if categoryName == "Any" {
      self = .any
      return
    }
    let names = Self.categoryNames.filter { $0.key == categoryName || String($0.key.prefix(1)) == categoryName }
    if names.isEmpty { return nil }
    categories = [(Set(names.values), isNegated: false)]
  }

  private static let categoryNames: [String: Unicode.GeneralCategory] = [
    "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter, "Lm": .modifierLetter, "Lo": .otherLetter,
    "Mn": .nonspacingMark, "Mc": .spacingMark, "Me": .enclosingMark, "Nd": .decimalNumber, "Nl": .letterNumber,
    "No": .otherNumber, "Pc": .connectorPunctuation, "Pd": .dashPunctuation, "Ps": .openPunctuation,
    "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation, "Po": .otherPunctuation,
    "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol, "So": .otherSymbol, "Zs": .spaceSeparator,
    "Zl": .lineSeparator, "Zp": .paragraphSeparator, "Cc": .control, "Cf": .format, "Cs": .surrogate,
    "Co": .privateUse,
  ]
}
