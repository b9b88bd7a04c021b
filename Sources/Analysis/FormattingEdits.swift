// Layout as edits: of the whole text, of a part, of the statement that was just finished.

internal import Formatting
package import SourceText
internal import Syntax

extension Snapshot {
  /// What to change to lay out the text; statements with errors stay as they are, and so does a text with a pragma of
  /// another version.
  ///
  /// Line ends are the editor's: none of the edits only changes `\r\n`.
  package func formattingEdits() -> [TextEdit] {
    let edits = tree.errors.isEmpty ? Formatter.edits(tree) : Formatter.edits(tree, statements: tree.statements.indices)
    return joined(smallest(edits))
  }

  /// What to change inside of some bytes of the text.
  package func formattingEdits(in range: Range<Int>) -> [TextEdit] {
    let edits = Formatter.edits(tree, statements: tree.statements(in: range))
    return smallest(edits).filter { $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound }
  }

  /// What to change when a line was begun: the layout of the statement that the line before ended, and the indentation of
  /// the new line.
  ///
  /// - Parameter offset: A place in the new line.
  package func newLineEdits(at offset: Int) -> [TextEdit] {
    let line = lines.range(ofLine: lines.line(at: offset))
    let place = NewLinePlace(tree, at: line.lowerBound)
    guard !place.isInsideToken else { return [] }
    var edits: [TextEdit] = []
    if let finished = place.finished {
      let start = tree.statements[finished].start
      edits = smallest(Formatter.edits(tree, statements: finished..<finished + 1))
        .filter { $0.range.lowerBound >= start && $0.range.upperBound <= place.end }
    }
    let indentation = Array(repeating: UInt8(ascii: " "), count: 2 * place.level(in: line))
    let old = withBytes { bytes in
      line.lowerBound..<(line.first { bytes[$0] != 0x20 && bytes[$0] != 0x09 } ?? line.upperBound)
    }
    edits += smallest([TextEdit(range: old, replacement: indentation)])
    return edits
  }

  /// Edits of a text that is laid out quite otherwise: so many that an editor is quicker with fewer, so those near each
  /// other become one.
  private func joined(_ edits: [TextEdit]) -> [TextEdit] {
    guard edits.count > 20_000 else { return edits }
    return withBytes { bytes in
      var result: [TextEdit] = []
      for edit in edits {
        if let last = result.last?.range, edit.range.lowerBound - last.upperBound < 256 {
          let index = result.count - 1
          result[index].replacement += bytes[last.upperBound..<edit.range.lowerBound]
          result[index].replacement += edit.replacement
          result[index].range = last.lowerBound..<edit.range.upperBound
        } else {
          result.append(edit)
        }
      }
      return result
    }
  }

  /// Edits without what they leave as it is.
  private func smallest(_ edits: [TextEdit]) -> [TextEdit] {
    withBytes { bytes in edits.compactMap { Self.smallest($0, bytes) } }
  }

  private static func smallest(_ edit: TextEdit, _ bytes: UnsafeBufferPointer<UInt8>) -> TextEdit? {
    let new = edit.replacement
    var (start, end) = (edit.range.lowerBound, edit.range.upperBound)
    var (first, last) = (0, new.count)
    while start < end, first < last {
      if bytes[start] == new[first] {
        start += 1
      } else if start + 1 < end, bytes[start] == 0x0d, bytes[start + 1] == 0x0a, new[first] == 0x0a {
        start += 2
      } else {
        break
      }
      first += 1
    }
    while end > start, last > first, bytes[end - 1] == new[last - 1] {
      end -= end - 1 > start && bytes[end - 1] == 0x0a && bytes[end - 2] == 0x0d ? 2 : 1
      last -= 1
    }
    if start == end, first == last { return nil }
    return TextEdit(range: start..<end, replacement: Array(new[first..<last]))
  }
}

/// What stands before a line that has just been begun.
private struct NewLinePlace {
  private let tree: SyntaxTree
  private let offset: Int
  /// The statement of the last token before the line.
  private let number: Int?
  /// The tokens of that statement before the line.
  private let tokens: ArraySlice<Token>
  private let isBroken: Bool

  init(_ tree: SyntaxTree, at offset: Int) {
    self.tree = tree
    self.offset = offset
    var number = tree.statement(at: offset)
    // A statement starts with the white space before it, so the place may be before its first token.
    if let last = number, !Self.hasToken(before: offset, tree.statements[last], tree) { number = last - 1 }
    guard let number, number >= 0 else {
      (self.number, tokens, isBroken) = (nil, [], false)
      return
    }
    let statement = tree.statements[number]
    let all = tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount]
    self.number = number
    tokens = all[..<(all.firstIndex { statement.start + $0.range.lowerBound >= offset } ?? all.endIndex)]
    isBroken = !Formatter.brokenStatements(tree, number..<number + 1).isDisjoint(with: [number])
  }

  private static func hasToken(before offset: Int, _ statement: Statement, _ tree: SyntaxTree) -> Bool {
    statement.tokenCount > 0 && statement.start + tree.tokens[statement.firstToken].range.lowerBound < offset
  }

  /// The end of the last token before the line.
  var end: Int {
    guard let number, let last = tokens.last else { return 0 }
    return tree.statements[number].start + last.range.upperBound
  }

  var isInsideToken: Bool { end > offset }

  /// Whether tokens of the same statement follow.
  private var isInsideStatement: Bool { number.map { tokens.count < tree.statements[$0].tokenCount } ?? false }

  /// The statement that is whole and ends before the line.
  var finished: Int? { isBroken || isInsideStatement || tokens.isEmpty ? nil : number }

  /// Levels of indentation of a line that begins here.
  func level(in line: Range<Int>) -> Int {
    guard let number else { return 0 }
    let first = withExtendedLifetime(tree.source) {
      tree.source.bytes[line.clamped(to: 0..<tree.source.count)].first { $0 > 0x20 }
    }
    let closes = first == UInt8(ascii: "}") || first == UInt8(ascii: ">")
    var level = 0
    if !isBroken, !isInsideStatement {
      level = Self.level(behind: tree.statements[number].kind)
    } else {
      level = openLevels + (number > 0 ? Self.level(behind: tree.statements[number - 1].kind) : 0)
    }
    return max(0, level - (closes ? 1 : 0))
  }

  private static func level(behind kind: SyntaxKind) -> Int {
    switch kind {
    case .declarationsOpen, .declaration, .bodyOpen, .node, .error: 1
    default: 0
    }
  }

  /// How much deeper a line is for the brackets that are open: a level for each that breaks lines, and two inside of the
  /// others, as where a comment breaks a node's line.
  private var openLevels: Int {
    var open: [TokenKind] = []
    var previous = TokenKind.endOfFile
    for token in tokens {
      switch token.kind {
      case .less, .leftBrace, .leftParen, .leftBracket: open.append(token.kind)
      case .greater where previous == .equals: break
      case .greater, .rightBrace, .rightParen, .rightBracket: _ = open.popLast()
      default: break
      }
      previous = token.kind
    }
    let blocks = open.count { $0 == .less || $0 == .leftBrace }
    let isInLine = open.last == .leftParen || open.last == .leftBracket || (open.isEmpty && !tokens.isEmpty)
    return blocks + (isInLine ? 2 : 0)
  }
}
