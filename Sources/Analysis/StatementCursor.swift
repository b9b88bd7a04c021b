// Which part of the model each statement of a text says, found by counting the statements in order.

internal import Inference
internal import Syntax

/// Follows a text's statements and numbers what they say as the model does.
///
/// Counting is a comparison for each statement, so a walk over a part of a text counts what stands before it, too.
struct StatementCursor {
  private let facts: NameFacts?
  /// The graph or function that the last statement belongs to.
  private(set) var scope: Int?
  private var hasGraph = false
  private var functions = 0
  /// Whether the last statement was the header of a graph or function, which its signature follows.
  private var isBehindHeader = false
  private var isFirst = true
  private var nodes = 0
  private var initializers = 0
  private var sparseInitializers = 0

  /// - Parameter facts: Of this very text; nil where they are not known, and then nothing is found.
  init(_ facts: NameFacts?) {
    self.facts = facts
  }

  /// What a statement is of the model.
  enum Found {
    case node(NodeID)
    /// An initializer.
    case value(ValueID)
    /// The signature of a graph or function.
    case signature(Int)
    case other
  }

  /// Moves behind the next statement.
  @inline(__always)
  mutating func next(_ statement: Statement, _ reader: StatementReader) -> Found {
    defer { isFirst = false }
    guard let facts else { return .other }
    switch statement.kind {
    case .node:
      nodes &+= 1
      return scope.flatMap { facts.node(nodes &- 1, in: $0) }.map(Found.node) ?? .other
    case .declaration: return declaration(statement, reader, facts)
    default: return other(statement, reader, facts)
    }
  }

  private mutating func declaration(
    _ statement: Statement, _ reader: StatementReader, _ facts: NameFacts
  ) -> Found {
    guard let scope, statement.nodeCount > 1 else { return .other }
    let list: [ValueID]
    let number: Int
    switch reader.kind(1) {
    case .tensor:
      (list, number) = (facts.index.scopes[scope].initializers, initializers)
      initializers += 1
    case .sparse:
      (list, number) = (facts.index.scopes[scope].sparseInitializers, sparseInitializers)
      sparseInitializers += 1
    default: return .other
    }
    return number < list.count && list[number].exists ? .value(list[number]) : .other
  }

  private mutating func other(_ statement: Statement, _ reader: StatementReader, _ facts: NameFacts) -> Found {
    switch statement.kind {
    case .header:
      if isFirst { return .other }
      begin(isFunction: hasGraph || functions > 0, facts)
      isBehindHeader = true
    case .signature, .functionSignature:
      if !isBehindHeader { begin(isFunction: statement.kind == .functionSignature, facts) }
      isBehindHeader = false
      for part in 0..<statement.nodeCount where reader.kind(part) == .payload && reader.isOutermostPayload(part) {
        initializers += 1
      }
      return scope.map(Found.signature) ?? .other
    case .object:
      let isModel = statement.tokenCount > 0 && reader.bytes(0).elementsEqual("model".utf8)
      if !isModel { begin(isFunction: !reader.bytes(0).elementsEqual("graph".utf8), facts) }
      isBehindHeader = false
    default: break
    }
    return .other
  }

  private mutating func begin(isFunction: Bool, _ facts: NameFacts) {
    (nodes, initializers, sparseInitializers) = (0, 0, 0)
    if isFunction {
      scope = functions < facts.index.functionScopes.count ? facts.index.functionScopes[functions] : nil
      functions += 1
    } else {
      scope = facts.index.mainScope
      hasGraph = true
    }
  }
}

extension StatementReader {
  /// Whether a payload is an input's, which has the tensor's own payload inside.
  fileprivate func isOutermostPayload(_ part: Int) -> Bool {
    part == 0 || kind(part - 1) != .payload || end(part - 1) < end(part)
  }
}

extension SyntaxTree {
  /// The statements that some bytes of the text touch, each with the white space before it.
  package func statements(in range: Range<Int>) -> Range<Int> {
    let first = statement(at: range.lowerBound) ?? 0
    let last = statement(at: max(range.lowerBound, range.upperBound - 1)) ?? 0
    return statements.isEmpty ? 0..<0 : first..<max(first, last) + 1
  }

  /// The last statement that starts before a place or at it.
  package func statement(at offset: Int) -> Int? {
    var (low, high) = (0, statements.count)
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// Where a statement ends: where the next one starts.
  package func end(ofStatement number: Int) -> Int {
    number + 1 < statements.count ? statements[number + 1].start : source.count
  }
}
