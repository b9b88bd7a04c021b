// Walks statements and says what each token is, by the part that it is in.

internal import Inference
internal import Syntax

/// Collects tokens in the order of the text.
struct TokenPainter {
  private let source: UnsafeBufferPointer<UInt8>
  private let range: Range<Int>
  private let facts: NameFacts?
  private let hasComments: Bool
  private var out: [SemanticToken] = []
  /// Behind the last token, where comments may stand.
  private var end: Int
  private var tokenCount = 0

  /// - Parameter start: Where the first statement starts that is painted.
  init(_ tree: SyntaxTree, _ range: Range<Int>, from start: Int, _ facts: NameFacts?) {
    source = tree.source.bytes
    hasComments = tree.hasComments || tree.pragma != nil
    self.range = range
    self.facts = facts
    end = start
    out.reserveCapacity(range.count / 12)
  }

  /// The tokens.
  ///
  /// - Parameter isLast: Whether the text has no statement behind, so that what follows is comments.
  mutating func finish(isLast: Bool) -> [SemanticToken] {
    if isLast { addComments(before: source.count) }
    return out
  }

  mutating func paint(_ statement: Statement, _ reader: StatementReader, _ found: StatementCursor.Found) {
    guard statement.nodeCount > 0 else { return }
    tokenCount = statement.tokenCount
    var context = Context()
    switch found {
    case .node(let node): context.node = node
    case .value(let value): context.value = value
    case .signature(let scope): context.scope = scope
    case .other: break
    }
    paint(0, reader, context)
  }

  // MARK: Parts

  /// What is known of a part from the parts around it.
  private struct Context {
    var node: NodeID?
    var scope: Int?
    /// The number of the attribute.
    var attribute = 0
    /// What the names of a list mean.
    var values: ArraySlice<ValueID> = []
    var value: ValueID?
    /// What names of values are where nothing more is known.
    var kind = SemanticKind.value
    var modifiers: SemanticModifiers = []
  }

  /// How many of some parts there were in the part around them.
  private struct Counts {
    var attributes = 0
    var nodes = 0
    var graphs = 0
  }

  /// A part with what is inside of it. Its own tokens stand between its parts.
  private mutating func paint(_ part: Int, _ reader: StatementReader, _ context: Context) {
    let (kind, endToken, endPart) = (reader.kind(part), reader.endToken(part), reader.end(part))
    var token = reader.firstToken(part)
    // The numbers of a long literal are left to the editor's grammar: they would be most of the tokens.
    if kind == .elements, endToken - token > 64 { return end = reader.range(of: part).upperBound }
    var roles = TokenRoles(kind)
    var counts = Counts()
    var child = part + 1
    while token < endToken {
      while child < endPart, reader.endToken(child) <= token { child = reader.end(child) }
      if child < endPart, reader.firstToken(child) <= token {
        paint(child, reader, inner(reader.kind(child), of: kind, roles.operand, context, &counts))
        token = reader.endToken(child)
        child = reader.end(child)
        continue
      }
      let next = token + 1 < tokenCount ? reader.tokens[token + 1].kind : .endOfFile
      let role = roles.role(of: reader.tokens[token].kind, next, reader.bytes(token))
      let place = reader.range(token, token + 1)
      if place.lowerBound > end { addComments(before: place.lowerBound) }
      end = place.upperBound
      if let role { add(place, role, kind, roles.operand, context) }
      token += 1
    }
  }

  /// What is known of a part inside of another one.
  @inline(__always)
  private func inner(
    _ kind: SyntaxKind, of parent: SyntaxKind, _ operand: Int, _ context: Context, _ counts: inout Counts
  ) -> Context {
    var inner = context
    switch kind {
    case .inputs, .outputs: operands(kind, of: parent, &inner)
    case .value where parent == .inputs || parent == .outputs:
      inner.value = operand < context.values.count ? context.values[context.values.startIndex + operand] : nil
    case .value where parent == .declaration: (inner.value, inner.modifiers) = (nil, .declaration)
    case .tensor, .sparse:
      inner.modifiers = parent == .declaration ? [.declaration, .constant, .stored] : []
      if parent != .declaration { inner.value = nil }
    case .attribute:
      inner.attribute = counts.attributes
      counts.attributes += 1
    case .graph:
      inner = Context()
      inner.scope = context.node.flatMap {
        facts?.subscope($0, context.attribute, parent == .list ? counts.graphs : nil)
      }
      counts.graphs += 1
    case .signature: inner.value = nil
    case .node where parent == .graph:
      let number = counts.nodes
      inner.node = context.scope.flatMap { facts?.node(number, in: $0) }
      counts.nodes += 1
    default: break
    }
    return inner
  }

  private func operands(_ kind: SyntaxKind, of parent: SyntaxKind, _ inner: inout Context) {
    let isSignature = parent == .signature || parent == .functionSignature
    if isSignature {
      inner.kind = kind == .inputs ? .input : .value
      inner.modifiers = kind == .inputs ? .declaration : []
      inner.values = inner.scope.flatMap { facts?.values(kind == .inputs, of: $0) } ?? []
    } else {
      inner.kind = .value
      inner.modifiers = kind == .inputs ? [] : .declaration
      guard let node = inner.node, let facts else { return inner.values = [] }
      inner.values = kind == .inputs ? facts.inputs(node) : facts.outputs(node)
    }
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func add(
    _ place: Range<Int>, _ role: SemanticKind, _ part: SyntaxKind, _ operand: Int, _ context: Context
  ) {
    guard place.upperBound > range.lowerBound, place.lowerBound < range.upperBound else { return }
    var (kind, modifiers) = (role, SemanticModifiers())
    switch role {
    case .value: (kind, modifiers) = value(part, operand, context)
    case .operation:
      if part == .op {
        modifiers = context.node.flatMap { facts?.modifiers(ofOperator: $0) } ?? []
      } else if part != .error {
        modifiers = .declaration
      }
    case .input where part == .parameter: modifiers = .declaration
    case .label: modifiers = .declaration
    default: break
    }
    out.append(SemanticToken(place, kind, modifiers))
  }

  /// What the name of a value is.
  private func value(_ part: SyntaxKind, _ operand: Int, _ context: Context) -> (SemanticKind, SemanticModifiers) {
    var value = context.value
    if part == .inputs || part == .outputs {
      value = operand < context.values.count ? context.values[context.values.startIndex + operand] : nil
    }
    guard part != .error, let facts, let value else { return (context.kind, context.modifiers) }
    var (kind, modifiers) = facts.kind(of: value)
    if context.modifiers.contains(.declaration) {
      modifiers.insert(.declaration)
      if facts.isUnused(value) { modifiers.insert(.unused) }
    }
    return (kind, modifiers)
  }

  /// The comments between the last token and the next.
  private mutating func addComments(before next: Int) {
    guard hasComments else { return }
    var place = end
    while place < next {
      if source[place] <= 0x20 || source[place] >= 0x80 {
        place += 1
        continue
      }
      let start = place
      while place < next, source[place] != 0x0a { place += 1 }
      var last = place
      while last > start, source[last - 1] == 0x0d { last -= 1 }
      if last > range.lowerBound, start < range.upperBound { out.append(SemanticToken(start..<last, .comment)) }
    }
  }
}
