import Formatting
import SourceText
import Syntax

/// A text laid out; nil where it has errors.
func format(_ text: String) -> String? {
  Formatter.format(parse(text)).map { String(decoding: $0, as: UTF8.self) }
}

/// The lines of a body, laid out inside a graph whose own lines are left out again.
func formatBody(_ body: String) -> String? {
  format("g () => () {\n" + body + "\n}").map { String($0.dropFirst(13).dropLast(3)) }
}

func parse(_ text: String) -> SyntaxTree { Parser.parse(SourceBytes(Array(text.utf8))) }

/// A token or a comment of a text, as layout must leave it.
enum Piece: Equatable, CustomStringConvertible {
  case token(String)
  case comment(String)

  var description: String {
    switch self {
    case .token(let text), .comment(let text): text
    }
  }
}

/// Tokens and comments in order. The numbers of a long literal count one by one, since shorter ones are read so.
func pieces(_ text: String) -> [Piece] {
  let tree = parse(text)
  var pieces: [Piece] = []
  var end = 0
  tree.forEachStatement { statement, reader in
    for token in 0..<statement.tokenCount {
      let range = reader.range(token, token + 1)
      pieces += comments(tree.source.bytes[end..<range.lowerBound])
      let bytes = String(decoding: reader.bytes(token), as: UTF8.self)
      if reader.tokens[token].kind == .elements {
        pieces += words(bytes).map(Piece.token)
      } else {
        pieces.append(.token(bytes))
      }
      end = range.upperBound
    }
  }
  return pieces + comments(tree.source.bytes[end...])
}

private func comments(_ gap: Slice<UnsafeBufferPointer<UInt8>>) -> [Piece] {
  gap.split(separator: 0x0a).compactMap { line in
    guard let start = line.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }) else { return nil }
    var bytes = Array(line[start...])
    while bytes.last == 0x0d { bytes.removeLast() }
    return .comment(String(decoding: bytes, as: UTF8.self))
  }
}

private func words(_ run: String) -> [String] {
  run.replacing(",", with: " , ").split(whereSeparator: \.isWhitespace).map(String.init)
}

/// The parts of a text's tree, without where they are.
func shape(_ text: String) -> [String] {
  parse(text).nodes.map { "\($0.kind) \($0.firstToken) \($0.endToken)" }
}
