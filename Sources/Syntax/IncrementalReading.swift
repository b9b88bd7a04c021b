// Follows an edit of the text by reading again only the statements that it can have changed.

internal import SourceText

extension SyntaxTree {
  /// Makes room so that edits need not move the whole tree; for a text that is open in an editor.
  package mutating func reserveForEditing() {
    SourceBytes.reserve(source.count / 16 + 65_536, in: &source)
    statements.reserveCapacity(statements.count + statements.count / 16 + 1024)
    tokens.reserveCapacity(tokens.count + tokens.count / 16 + 65_536)
    nodes.reserveCapacity(nodes.count + nodes.count / 16 + 65_536)
  }

  /// Replaces the bytes in `range`, which is cut to the text: afterwards this is the tree that `Parser.parse` makes of
  /// the new text, but for the order in which `tokens` and `nodes` hold the statements' parts.
  ///
  /// Costs a move of the bytes and an addition for each statement behind the edit where nobody else has the tree, else
  /// a copy of it. Where the edit changes what all the text behind it is, as a quote does, all of that is read.
  ///
  /// - Precondition: The tree is that of a whole file.
  @discardableResult
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) -> TreeChange {
    let edit = range.clamped(to: 0..<source.count)
    let shift = replacement.count - edit.count
    let first = firstToRead(edit.lowerBound, insertsQuote: replacement.contains(UInt8(ascii: "\"")))
    var next = firstStatement(from: max(1, edit.upperBound))
    SourceBytes.replace(edit, of: &source, with: replacement)

    var parser = resume(at: first)
    let hasMet = parser.parseFile(from: FilePlace(code: parser.boundary & 127)) { boundary in
      findMeeting(boundary, shift, from: &next)
    }
    if !hasMet { next = statements.count }
    var errors = parser.tree.errors
    if hasMet {
      errors += errorsFrom(next, lookingAt: parser.tokenStart - shift).map { $0.moved(by: shift) }
      // The errors behind those that were kept are not known.
      if self.errors.count >= Parser.mostErrors, errors.count < Parser.mostErrors { return readAll(shift) }
      errors.removeLast(max(0, errors.count - Parser.mostErrors))
    }

    let change = TreeChange(self, first..<next, by: parser.tree, edit: edit, shift: shift)
    if first == 0 { pragma = parser.tree.pragma }
    self.errors = errors
    splice(parser.tree, over: first..<next, shift: shift)
    usesExtensions = extensionCount > 0
    hasComments = commentCount > 0 || parser.lexer.hasComments
    return change
  }

  private mutating func readAll(_ shift: Int) -> TreeChange {
    let old = statements.count
    self = Parser.parse(source)
    return TreeChange(old: 0..<old, new: 0..<statements.count, shift: shift, isInOneBody: false)
  }

  private func resume(at first: Int) -> Parser {
    guard first > 0 else {
      var parser = Parser(source)
      parser.begin()
      return parser
    }
    var parser = Parser(source, at: statements[first])
    parser.tree.errors = Array(errors[..<firstError(from: first, lookingAt: parser.tokenStart)])
    return parser
  }
}

// MARK: Where to begin

extension SyntaxTree {
  /// The last statement before which nothing depends on the text from `place` on.
  private func firstToRead(_ place: Int, insertsQuote: Bool) -> Int {
    var index = max(0, firstStatement(from: place + 1) - 1)
    while index > 0, !isSettled(index, before: place) { index -= 1 }
    if farCount > 0, let far = statements[..<index].firstIndex(where: { $0.looks(to: place, insertsQuote) }) {
      index = far
    }
    return index == 0 || statements[index].start == 0 ? 0 : index
  }

  /// Whether what the parser saw of a statement when it ended the one before it lies before `place`: the first token,
  /// and the beginning of the second.
  private func isSettled(_ index: Int, before place: Int) -> Bool {
    var seen = 0
    for statement in statements[index...] {
      guard statement.start < place else { return false }
      for token in tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
        seen += 1
        // A token's kind depends on up to three bytes behind it: `nan(0x`.
        if seen == 2 { return statement.start + token.range.upperBound + 3 <= place }
      }
    }
    return false
  }

  /// The first statement that starts at `place` or behind it.
  private func firstStatement(from place: Int) -> Int {
    var (low, high) = (0, statements.count)
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].start < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Statement {
  /// Whether it depends on the text from a place behind it on.
  fileprivate func looks(to place: Int, _ insertsQuote: Bool) -> Bool {
    switch reach {
    case 0: false
    case Statement.reachesEnd: true
    case Statement.reachesQuote: insertsQuote
    default: start + Int(reach) > place
    }
  }
}

// MARK: Where to stop

extension SyntaxTree {
  /// Whether an old statement starts where the parser is and was read in the same place of the file: then what follows
  /// is what it was. `next` is where to look from, and becomes that statement.
  private func findMeeting(_ boundary: Boundary, _ shift: Int, from next: inout Int) -> Bool {
    // At the start of a text errors are recorded otherwise than behind it.
    guard boundary.offset > 0 else { return false }
    while next < statements.count, statements[next].start + shift < boundary.offset { next += 1 }
    // Some may start at the same place, as those that consist of something missing have no text.
    for index in statements[next...].indices {
      guard statements[index].start + shift == boundary.offset else { return false }
      guard statements[index].place == boundary.place,
        statements[index - 1].traits.contains(.hasErrorBehind) == boundary.hasErrorBehind
      else { continue }
      next = index
      return true
    }
    return false
  }

  /// The first error that was recorded while a statement, which is not the first, or one behind it was read;
  /// `token` is the place of the statement's first token.
  private func firstError(from statement: Int, lookingAt token: Int) -> Int {
    let start = statements[statement].start
    let hasErrorBehind = statements[statement - 1].traits.contains(.hasErrorBehind)
    return errors.firstIndex {
      $0.range.lowerBound >= start && !(hasErrorBehind && $0.range.lowerBound <= token)
    } ?? errors.count
  }

  private func errorsFrom(_ statement: Int, lookingAt token: Int) -> ArraySlice<SyntaxError> {
    errors[firstError(from: statement, lookingAt: token)...]
  }
}

extension SyntaxError {
  fileprivate func moved(by shift: Int) -> SyntaxError {
    SyntaxError(range: range.lowerBound + shift..<range.upperBound + shift, message: message, note: note)
  }
}
