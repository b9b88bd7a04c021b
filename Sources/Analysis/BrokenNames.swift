// Names of values in statements that can't be read: while one types, they are most likely what they will be.

internal import Syntax

/// A name in a statement, or a part of one, that has an error.
struct BrokenName {
  var range: Range<Int>
  var name: [UInt8]
  /// Whether it stands where outputs do: before the first `=`.
  var isOutput: Bool
}

extension SyntaxTree {
  /// The names where values stand in what has errors.
  func brokenNames() -> [BrokenName] {
    var names: [BrokenName] = []
    // What is missing at the end of a statement is an error at the next one.
    let numbers = errors.compactMap { statement(at: $0.range.lowerBound) }.flatMap { [$0 - 1, $0] }
    for number in Set(numbers).sorted() {
      forEachStatement(in: number..<number + 1) { statement, reader in
        for part in 0..<statement.nodeCount where reader.kind(part) == .error {
          Self.read(reader, reader.firstToken(part)..<reader.endToken(part), &names)
        }
        return .goOn
      }
    }
    return names
  }

  /// Reads `["node"] a, b = Op <...> (c, d)` as far as it goes.
  private static func read(_ reader: StatementReader, _ tokens: Range<Int>, _ names: inout [BrokenName]) {
    var open: [TokenKind] = []
    var isOutput = true
    for token in tokens {
      let kind = reader.tokens[token].kind
      switch kind {
      case .equals where open.isEmpty: isOutput = false
      case .less, .leftBracket, .leftBrace, .leftParen: open.append(kind)
      case .greater, .rightBracket, .rightBrace, .rightParen: _ = open.popLast()
      default:
        guard reader.isName(token), isOutput ? open.isEmpty : open == [.leftParen] else { continue }
        names.append(BrokenName(range: reader.range(token, token + 1), name: reader.name(token), isOutput: isOutput))
      }
    }
  }
}
