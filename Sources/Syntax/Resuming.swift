// What the parser keeps of a statement so that it can begin, or stop, at it when the text has changed.

internal import SourceText

/// What is known between two statements.
struct Boundary {
  /// The code of the place; see `Statement.place`.
  var place: UInt8
  /// Where the statement before it ends.
  var offset: Int
  var hasErrorBehind: Bool
}

extension Parser {
  /// A parser that goes on at a statement, before which nothing changed.
  ///
  /// No string before it is open, as one would depend on the text behind it.
  init(_ source: SourceBytes, at statement: Statement) {
    self.init(source)
    lexer.position = statement.start
    tokenEnd = statement.start
    boundary = statement.place
    advance()
    // The comments before its first token are the statement's before it.
    lexer.hasComments = false
  }

  /// Whether another error at the token that is looked at would not be recorded.
  var hasErrorBehind: Bool {
    guard let last = tree.errors.last else { return false }
    return last.range.lowerBound >= previousEnd
  }

  mutating func takeTraits() -> StatementTraits {
    var traits: StatementTraits = hasErrorBehind ? .hasErrorBehind : []
    if usesExtensions { traits.insert(.usesExtensions) }
    if lexer.hasComments { traits.insert(.hasComments) }
    (usesExtensions, lexer.hasComments) = (false, false)
    return traits
  }

  mutating func takeReach() -> UInt32 {
    let reach = lexer.reach
    lexer.reach = 0
    guard reach > previousEnd else { return 0 }
    switch reach {
    case Lexer.reachesEnd: return Statement.reachesEnd
    case Lexer.reachesQuote: return Statement.reachesQuote
    default:
      return reach - statementStart < Statement.reachesQuote ? UInt32(reach - statementStart) : Statement.reachesEnd
    }
  }
}

extension SyntaxTree {
  mutating func append(_ statement: Statement) {
    statements.append(statement)
    count(statement, 1)
  }

  /// Counts a statement's traits, or uncounts them.
  mutating func count(_ statement: Statement, _ step: Int) {
    if statement.traits.contains(.usesExtensions) { extensionCount += step }
    if statement.traits.contains(.hasComments) { commentCount += step }
    if statement.reach > 0 { farCount += step }
  }
}
