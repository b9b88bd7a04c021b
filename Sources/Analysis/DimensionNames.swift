// Where the names of symbolic dimensions stand: they are no part of the model's index.

internal import Syntax

/// A symbolic dimension, as the graph or function that it belongs to has it.
package struct SymbolicDimension: Sendable, Hashable {
  package var name: [UInt8]
  /// The statements in which the name means this dimension.
  var statements: Range<Int>
}

extension SyntaxTree {
  /// The statements of the graph or function around a place: in each of them a dimension's name means one dimension.
  func statementsOfScope(around offset: Int) -> Range<Int> {
    guard let number = statement(at: offset) else { return 0..<0 }
    let first = statements[...number].lastIndex { $0.kind.beginsScope } ?? 0
    let end = statements[(number + 1)...].firstIndex { $0.kind.beginsScope } ?? statements.count
    return first..<end
  }

  /// Calls back with the place of each use of a dimension's name, and whether only a string may stand there, in the
  /// order of the text, until that is enough.
  func forEachUse(of dimension: SymbolicDimension, _ body: (Range<Int>, Bool) -> WalkStep) {
    forEachDimensionName(in: dimension.statements) { reader, token in
      guard reader.name(token) == dimension.name else { return .goOn }
      return body(reader.range(token, token + 1), token > 0 && reader.tokens[token - 1].kind == .colon)
    }
  }

  /// Calls back with each token that is a dimension's name.
  func forEachDimensionName(in numbers: Range<Int>, _ body: (StatementReader, Int) -> WalkStep) {
    forEachStatement(in: numbers) { statement, reader in
      for part in 0..<statement.nodeCount {
        switch reader.kind(part) {
        case .dims:
          // `[N, 3 @denote "x", ?]`: a name stands behind the bracket or a comma.
          for token in reader.firstToken(part) + 1..<max(reader.firstToken(part) + 1, reader.endToken(part))
          where reader.isName(token) && reader.tokens[token - 1].kind != .atDenote {
            if body(reader, token) == .stop { return .stop }
          }
        case .field where reader.endToken(part) - reader.firstToken(part) == 3:
          let key = reader.firstToken(part)
          guard reader.bytes(key).elementsEqual("dim_param".utf8), reader.isName(key + 2) else { break }
          if body(reader, key + 2) == .stop { return .stop }
        default: break
        }
      }
      return .goOn
    }
  }
}

extension SyntaxKind {
  fileprivate var beginsScope: Bool {
    switch self {
    case .signature, .functionSignature, .object: true
    default: false
    }
  }
}
