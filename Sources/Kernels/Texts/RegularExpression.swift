/// A regular expression as a program for `RegularExpressionMatcher`.
struct RegularExpression {
  enum Instruction {
    /// Takes one scalar of a set, and goes on behind.
    case take(ScalarSet)
    /// Goes on at both places.
    case fork(Int, Int)
    case jump(Int)
    /// Goes on behind where it holds.
    case check(RegularExpressionNode.Assertion)
    case match
  }

  private(set) var program: [Instruction] = []
  /// Parts that were compiled, empty ones too.
  private var steps = 0

  /// - Throws: `KernelError` where the pattern is none of RE2's, or too long.
  init(_ pattern: String) throws {
    try compile(RegularExpressionParser.parse(pattern))
    program.append(.match)
  }

  private mutating func compile(_ node: RegularExpressionNode) throws {
    steps += 1
    guard steps <= 100_000 else { throw KernelError("the regular expression is too large") }
    switch node {
    case .empty: break
    case .scalar(let set): program.append(.take(set))
    case .assertion(let assertion): program.append(.check(assertion))
    case .sequence(let nodes): for node in nodes { try compile(node) }
    case .choice(let branches): try compile(branches: branches)
    case .repetition(let node, let least, let most): try compile(node, least, most)
    }
  }

  private mutating func compile(branches: [RegularExpressionNode]) throws {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      let fork = program.count
      let isLast = index == branches.count - 1
      if !isLast { program.append(.match) }
      try compile(branch)
      if isLast { break }
      ends.append(program.count)
      program.append(.match)
      program[fork] = .fork(fork + 1, program.count)
    }
    for end in ends { program[end] = .jump(program.count) }
  }

  private mutating func compile(_ node: RegularExpressionNode, _ least: Int, _ most: Int?) throws {
    for _ in 0..<least { try compile(node) }
    guard let most else {
      let fork = program.count
      program.append(.match)
      try compile(node)
      program.append(.jump(fork))
      program[fork] = .fork(fork + 1, program.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(program.count)
      program.append(.match)
      try compile(node)
    }
    for fork in forks { program[fork] = .fork(fork + 1, program.count) }
  }
}

/// Matches whole texts: follows all ways through the program at once, so that the time is proportional to the text's
/// length (Thompson, "Regular expression search algorithm", CACM 11(6), 1968).
struct RegularExpressionMatcher {
  private let program: [RegularExpression.Instruction]
  /// Instructions at which ways wait for the next scalar, or have ended.
  private var waiting: [Int] = []
  /// For each instruction, the last round in which it was reached.
  private var reached: [Int]
  private var round = 0

  init(_ expression: RegularExpression) {
    program = expression.program
    reached = [Int](repeating: 0, count: program.count)
  }

  /// Whether the whole text matches.
  mutating func matchesAll(of text: String) -> Bool {
    let scalars = text.unicodeScalars
    waiting = []
    round += 1
    follow(0, before: nil, after: scalars.first)
    var place = scalars.startIndex
    while place < scalars.endIndex, !waiting.isEmpty {
      let scalar = scalars[place]
      scalars.formIndex(after: &place)
      let after = place < scalars.endIndex ? scalars[place] : nil
      let current = waiting
      waiting = []
      round += 1
      for index in current {
        if case .take(let set) = program[index], set.contains(scalar) {
          follow(index + 1, before: scalar, after: after)
        }
      }
    }
    return waiting.contains { if case .match = program[$0] { true } else { false } }
  }

  /// Follows all ways from an instruction to where they need a scalar.
  private mutating func follow(_ start: Int, before: Unicode.Scalar?, after: Unicode.Scalar?) {
    var open = [start]
    while let index = open.popLast() {
      if reached[index] == round { continue }
      reached[index] = round
      switch program[index] {
      case .take, .match: waiting.append(index)
      case .jump(let target): open.append(target)
      case .fork(let first, let second):
        open.append(second)
        open.append(first)
      case .check(let assertion):
        if Self.holds(assertion, before, after) { open.append(index + 1) }
      }
    }
  }

  private static func holds(
    _ assertion: RegularExpressionNode.Assertion, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) -> Bool {
    switch assertion {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == "\n"
    case .lineEnd: after == nil || after == "\n"
    case .wordBoundary: isWord(before) != isWord(after)
    case .notWordBoundary: isWord(before) == isWord(after)
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(ScalarSet.wordScalars.contains) ?? false }
}
