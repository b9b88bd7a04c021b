// Reads what a text names, in the order of the text and from the text alone, so also while much of it is broken.

internal import Syntax

/// Something with a name, as tokens of one statement.
struct SyntaxSymbol {
  enum Kind { case graph, subgraph, function, input, stored, node }

  var kind: Kind
  /// The part of the statement that it is, or that begins it.
  var part: Int
  /// The token of its name.
  var name: Int?
  /// What stands for it where it has no name: a node's outputs, as tokens.
  var outputs = 0..<0
  /// What it is, as tokens: the operator, or the type.
  var detail = 0..<0
}

/// What a walk tells of the things with names.
protocol SymbolSink {
  /// A thing begins; what comes before the next `close` is in it.
  mutating func open(_ symbol: SyntaxSymbol, _ reader: StatementReader)
  /// The innermost open thing ends at a place of the text.
  mutating func close(at end: Int)
  /// Whether enough has been told.
  var isDone: Bool { get }
}

/// Walks through a whole text.
struct SymbolWalk<Sink: SymbolSink> {
  private(set) var sink: Sink
  /// Whether a graph or function is open, and where the last of its statements ends.
  private var isOpen = false
  private var end = 0

  static func run(_ tree: SyntaxTree, _ sink: Sink) -> Sink {
    var walk = SymbolWalk(sink: sink)
    tree.forEachStatement(in: tree.statements.indices) { statement, reader in
      walk.read(statement, reader)
      return walk.sink.isDone ? .stop : .goOn
    }
    if walk.isOpen { walk.sink.close(at: walk.end) }
    return walk.sink
  }

  private init(sink: Sink) { self.sink = sink }

  private mutating func read(_ statement: Statement, _ reader: StatementReader) {
    guard statement.nodeCount > 0, statement.tokenCount > 0 else { return }
    switch statement.kind {
    case .signature, .functionSignature:
      if isOpen { sink.close(at: end) }
      isOpen = true
      signature(reader, 0, statement.kind == .signature ? .graph : .function)
    case .declaration: declaration(reader, 0)
    case .node: node(reader, 0)
    case .object, .header: return
    default: break
    }
    end = reader.range(0, statement.tokenCount).upperBound
  }

  // MARK: Parts

  /// Opens a graph and tells its inputs.
  private mutating func signature(_ reader: StatementReader, _ part: Int, _ kind: SyntaxSymbol.Kind, name: Int? = nil) {
    let first = reader.firstToken(part)
    let own = first < reader.endToken(part) && reader.isName(first) ? first : nil
    sink.open(SyntaxSymbol(kind: kind, part: part, name: name ?? own), reader)
    reader.forEachChild(of: part) { list in
      guard reader.kind(list) == .inputs else { return }
      reader.forEachChild(of: list) { value in
        if reader.kind(value) == .value { declared(reader, value, .input) }
      }
    }
  }

  private mutating func declaration(_ reader: StatementReader, _ part: Int) {
    reader.forEachChild(of: part) { inner in
      if reader.kind(inner) == .tensor || reader.kind(inner) == .sparse { declared(reader, inner, .stored) }
    }
  }

  /// `type name`
  private mutating func declared(_ reader: StatementReader, _ part: Int, _ kind: SyntaxSymbol.Kind) {
    var symbol = SyntaxSymbol(kind: kind, part: part)
    var token = reader.firstToken(part)
    if let type = reader.child(part, .type) {
      symbol.detail = reader.firstToken(type)..<reader.endToken(type)
      token = reader.endToken(type)
    }
    guard token < reader.endToken(part), reader.isName(token) else { return }
    symbol.name = token
    sink.open(symbol, reader)
    sink.close(at: reader.range(of: part).upperBound)
  }

  private mutating func node(_ reader: StatementReader, _ part: Int) {
    var symbol = SyntaxSymbol(kind: .node, part: part)
    var attributes: Int?
    reader.forEachChild(of: part) { child in
      switch reader.kind(child) {
      case .nodeName where reader.endToken(child) - reader.firstToken(child) == 3:
        symbol.name = reader.firstToken(child) + 1
      case .outputs: symbol.outputs = reader.firstToken(child)..<reader.endToken(child)
      case .op: symbol.detail = reader.firstToken(child)..<reader.endToken(child)
      case .attributes: attributes = child
      default: break
      }
    }
    sink.open(symbol, reader)
    if let attributes { subgraphs(reader, attributes) }
    sink.close(at: reader.range(of: part).upperBound)
  }

  /// The graphs in a node's attributes, under the attributes' names.
  private mutating func subgraphs(_ reader: StatementReader, _ attributes: Int) {
    reader.forEachChild(of: attributes) { attribute in
      reader.forEachChild(of: attribute) { value in
        if reader.kind(value) == .graph { graph(reader, value, name: reader.firstToken(attribute)) }
        guard reader.kind(value) == .list else { return }
        reader.forEachChild(of: value) { inner in
          if reader.kind(inner) == .graph { graph(reader, inner, name: reader.firstToken(attribute)) }
        }
      }
    }
  }

  private mutating func graph(_ reader: StatementReader, _ part: Int, name: Int) {
    var isOpen = false
    reader.forEachChild(of: part) { child in
      switch reader.kind(child) {
      case .signature:
        guard !isOpen else { return }
        isOpen = true
        signature(reader, child, .subgraph, name: name)
      case .declaration: declaration(reader, child)
      case .node: node(reader, child)
      default: break
      }
    }
    if isOpen { sink.close(at: reader.range(of: part).upperBound) }
  }
}

extension StatementReader {
  /// Calls back with the parts right inside of a part.
  @inline(__always)
  func forEachChild(of part: Int, _ body: (Int) -> Void) {
    var child = part + 1
    while child < end(part) {
      body(child)
      child = end(child)
    }
  }

  func child(_ part: Int, _ kind: SyntaxKind) -> Int? {
    var child = part + 1
    while child < end(part) {
      if self.kind(child) == kind { return child }
      child = end(child)
    }
    return nil
  }

  /// Calls back with the key and the value of each entry of a part's `@meta`, as tokens, until that is enough.
  func forEachMetadata(of part: Int, _ body: (Int, Int) -> WalkStep) {
    var note = part + 1
    while note < end(part) {
      if kind(note) == .metaNote, let entries = child(note, .entries) {
        var entry = entries + 1
        while entry < end(entries) {
          let first = firstToken(entry)
          if kind(entry) == .keyValue, endToken(entry) - first == 3, body(first, first + 2) == .stop { return }
          entry = end(entry)
        }
      }
      note = end(note)
    }
  }
}
