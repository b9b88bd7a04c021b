/// What a regular expression says, as a tree.
indirect enum RegularExpressionNode {
  case empty
  case scalar(ScalarSet)
  case sequence([RegularExpressionNode])
  case choice([RegularExpressionNode])
  /// At least so often, and at most; without end where that is nil.
  case repetition(RegularExpressionNode, Int, Int?)
  case assertion(Assertion)

  /// What holds at a place between two scalars.
  enum Assertion {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, notWordBoundary
  }
}

/// Reads regular expressions in RE2's syntax (github.com/google/re2, "Syntax"); what only tells matches apart, such as
/// names of groups and laziness, is read and left out.
struct RegularExpressionParser {
  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotIsAny = false
  }

  private let pattern: [Unicode.Scalar]
  private var place = 0
  private var flags = Flags()
  private var depth = 0

  /// - Throws: `KernelError` where it is no expression, or one that RE2 has not.
  static func parse(_ pattern: String) throws -> RegularExpressionNode {
    var parser = RegularExpressionParser(pattern: Array(pattern.unicodeScalars))
    let node = try parser.choice()
    guard parser.place == parser.pattern.count else { throw parser.error("a ) too many") }
    return node
  }

  private init(pattern: [Unicode.Scalar]) { self.pattern = pattern }

  private func error(_ what: String) -> KernelError {
    KernelError("the regular expression has \(what) at character \(place + 1)")
  }

  private var next: Unicode.Scalar? { place < pattern.count ? pattern[place] : nil }

  private mutating func take(_ scalars: String) -> Bool {
    let wanted = scalars.unicodeScalars
    guard pattern[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  private mutating func takeOne() throws -> Unicode.Scalar {
    guard let scalar = next else { throw error("an end too early") }
    place += 1
    return scalar
  }

  // MARK: Groups

  private mutating func choice() throws -> RegularExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 300 else { throw error("too many groups inside each other") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws -> RegularExpressionNode {
    var nodes: [RegularExpressionNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if take("\\Q") {
        while place < pattern.count, !take("\\E") { nodes.append(literal(try takeOne())) }
        if let last = nodes.popLast() { nodes.append(try repeated(last)) }
        continue
      }
      guard let atom = try atom() else { continue }
      nodes.append(try repeated(atom))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  /// Nil for flags that hold from here on.
  private mutating func atom() throws -> RegularExpressionNode? {
    let start = place
    switch try takeOne() {
    case "(": return try group()
    case "[": return .scalar(try characterClass())
    case ".": return .scalar(flags.dotIsAny ? .any : .anyButNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?":
      place = start
      throw error("a repetition of nothing")
    case let scalar: return literal(scalar)
    }
  }

  private mutating func group() throws -> RegularExpressionNode? {
    let outer = flags
    if take("?P<") || take("?<") {
      if next == "=" || next == "!" { throw error("a look behind, which is not supported,") }
      var name = 0
      while try takeOne() != ">" { name += 1 }
      guard name > 0 else { throw error("a group with an empty name") }
    } else if take("?") {
      guard try takeFlags() else { return nil }
    }
    let node = try choice()
    guard take(")") else { throw error("a group without its )") }
    flags = outer
    return node
  }

  /// Reads the flags after `(?`. True before a group's content, false after flags for what follows.
  private mutating func takeFlags() throws -> Bool {
    var value = true
    while true {
      switch try takeOne() {
      case "i": flags.ignoresCase = value
      case "m": flags.isMultiline = value
      case "s": flags.dotIsAny = value
      case "U": break
      case "-" where value: value = false
      case ":": return true
      case ")": return false
      default:
        place -= 1
        throw error("a group of a kind that is not supported")
      }
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> RegularExpressionNode {
    var set = ScalarSet(scalar)
    set.foldsCase = flags.ignoresCase
    return .scalar(set)
  }

  // MARK: Repetitions

  private mutating func repeated(_ atom: RegularExpressionNode) throws -> RegularExpressionNode {
    guard let (least, most) = try takeRepetition() else { return atom }
    _ = take("?")
    let start = place
    if try takeRepetition() != nil {
      place = start
      throw error("a repetition of a repetition")
    }
    return .repetition(atom, least, most)
  }

  private mutating func takeRepetition() throws -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = place
    guard take("{"), let least = try takeNumber() else {
      place = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = try takeNumber() }
    // Without all of its parts it is no repetition, but these characters.
    guard take("}") else {
      place = start
      return nil
    }
    guard least <= 1000, most ?? 0 <= 1000, most ?? least >= least else { throw error("a repetition out of range") }
    return (least, most)
  }

  private mutating func takeNumber() throws -> Int? {
    var number: Int?
    while let scalar = next, let digit = ScalarSet.digits.contains(scalar) ? Int(scalar.value) - 0x30 : nil {
      number = min((number ?? 0) * 10 + digit, 1_000_000)
      place += 1
    }
    return number
  }

  // MARK: Escapes

  private mutating func escape() throws -> RegularExpressionNode {
    if take("b") { return .assertion(.wordBoundary) }
    if take("B") { return .assertion(.notWordBoundary) }
    if take("A") { return .assertion(.textStart) }
    if take("z") { return .assertion(.textEnd) }
    if take("E") { return .empty }
    if let set = try takeNamedSet() { return .scalar(set) }
    return literal(try escapedScalar())
  }

  /// What follows a backslash, where it is the name of a set.
  private mutating func takeNamedSet() throws -> ScalarSet? {
    guard let letter = next else { throw error("a backslash at its end") }
    var set: ScalarSet
    switch letter {
    case "d", "D": set = .digits
    case "s", "S": set = .spaces
    case "w", "W": set = .wordScalars
    case "p", "P":
      place += 1
      set = try category()
      place -= 1
    default: return nil
    }
    place += 1
    if "DSWP".unicodeScalars.contains(letter) { set.isNegated.toggle() }
    return set
  }

  /// The name of a category, of one letter or in braces.
  private mutating func category() throws -> ScalarSet {
    var name = String.UnicodeScalarView()
    if take("{") {
      while let scalar = next, scalar != "}" { name.append(try takeOne()) }
      guard take("}") else { throw error("a { without its }") }
    } else {
      name.append(try takeOne())
    }
    let isNegated = name.first == "^"
    if isNegated { name.removeFirst() }
    guard var set = ScalarSet(categoryName: String(name)) else {
      throw error("\(String(name)), which is no general category of Unicode,")
    }
    set.isNegated = isNegated
    return set
  }

  /// The scalar that stands after a backslash, or is named there.
  private mutating func escapedScalar() throws -> Unicode.Scalar {
    let scalar = try takeOne()
    switch scalar {
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x":
      let digits = take("{") ? try takeUntilBrace() : [try takeOne(), try takeOne()]
      return try self.scalar(digits, radix: 16)
    case "0"..."7":
      var digits = [scalar]
      while digits.count < 3, let digit = next, ("0"..."7").contains(digit) { digits.append(try takeOne()) }
      guard scalar == "0" || digits.count > 1 else { throw error("a back reference, which is not supported,") }
      return try self.scalar(digits, radix: 8)
    default:
      guard scalar.isASCII, !ScalarSet.wordScalars.contains(scalar) || scalar == "_" else {
        throw error("an escape that is not known")
      }
      return scalar
    }
  }

  private mutating func takeUntilBrace() throws -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    while !take("}") { scalars.append(try takeOne()) }
    return scalars
  }

  private func scalar(_ digits: [Unicode.Scalar], radix: Int) throws -> Unicode.Scalar {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: digits)
    guard let value = UInt32(String(text), radix: radix), let scalar = Unicode.Scalar(value) else {
      throw error("a number that is no character")
    }
    return scalar
  }

  // MARK: Classes

  /// What stands in brackets.
  private mutating func characterClass() throws -> ScalarSet {
    var set = ScalarSet()
    set.isNegated = take("^")
    set.foldsCase = flags.ignoresCase
    var isFirst = true
    while isFirst || next != "]" {
      isFirst = false
      if take("[:") {
        set.insert(try posixClass())
      } else if next == "\\", let named = try takeNamedSetInClass() {
        set.insert(named)
      } else {
        let low = try classScalar()
        guard next == "-", place + 1 < pattern.count, pattern[place + 1] != "]" else {
          set.insert(low.value...low.value)
          continue
        }
        place += 1
        let high = try classScalar()
        guard low <= high else { throw error("a range from high to low") }
        set.insert(low.value...high.value)
      }
    }
    place += 1
    return set
  }

  private mutating func posixClass() throws -> ScalarSet {
    let isNegated = take("^")
    var name = String.UnicodeScalarView()
    while !take(":]") { name.append(try takeOne()) }
    guard var set = ScalarSet(posixName: String(name)) else { throw error("an unknown class \(String(name))") }
    set.isNegated = isNegated
    return set
  }

  private mutating func takeNamedSetInClass() throws -> ScalarSet? {
    let start = place
    place += 1
    if let set = try takeNamedSet() { return set }
    place = start
    return nil
  }

  private mutating func classScalar() throws -> Unicode.Scalar {
    take("\\") ? try escapedScalar() : try takeOne()
  }
}
