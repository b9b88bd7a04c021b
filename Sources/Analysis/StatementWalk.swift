// Reads some of a text's statements.

internal import Syntax

extension SyntaxTree {
  /// Calls back with some of the statements, by their numbers, until one answers that it is enough.
  func forEachStatement(in numbers: Range<Int>, _ body: (Statement, StatementReader) -> WalkStep) {
    let numbers = numbers.clamped(to: statements.indices)
    withExtendedLifetime(source) {
      guard let bytes = source.bytes.baseAddress else { return }
      withPointers { (tokens, nodes) in
        for number in numbers {
          let statement = statements[number]
          let reader = StatementReader(
            base: bytes + statement.start, tokens: tokens + statement.firstToken, nodes: nodes + statement.firstNode,
            start: statement.start)
          if body(statement, reader) == .stop { return }
        }
      }
    }
  }
}

/// Whether a walk goes on.
enum WalkStep { case goOn, stop }

extension StatementReader {
  /// The bytes of a name or string token: what is between its quotes, with `\X` as the grammar has it.
  func name(_ token: Int) -> [UInt8] {
    let bytes = self.bytes(token)
    switch tokens[token].kind {
    case .string where bytes.count >= 2: return Self.unescaped(bytes[1..<bytes.count - 1])
    case .byteString where bytes.count >= 3: return Self.unescaped(bytes[2..<bytes.count - 1])
    default: return Array(bytes)
    }
  }

  private static func unescaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return Array(bytes) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    return result
  }

  /// Whether a token is a name or a string.
  func isName(_ token: Int) -> Bool {
    switch tokens[token].kind {
    case .identifier, .string, .byteString, .textBlock: true
    default: false
    }
  }
}
