internal import Syntax

/// A part of a statement.
struct TreeSpot: Sendable {
  var statement: Int
  var part = 0
}

/// The parts that make a graph or function: statements of their own, or parts of one.
struct TreeScope: Sendable {
  enum Kind: Sendable { case graph, function }

  var kind: Kind
  var header: TreeSpot?
  var signature: TreeSpot?
  var declarationsOpen: TreeSpot?
  /// What is declared: values, tensors and sparse tensors, with the parts around them.
  var declarations: [TreeSpot] = []
  var declarationsClose: TreeSpot?
  var bodyOpen: TreeSpot?
  var nodes: [TreeSpot] = []
  var bodyClose: TreeSpot?
  /// `graph {...}` or `function {...}`.
  var object: TreeSpot?

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// The first and last of its parts.
  var ends: (first: TreeSpot, last: TreeSpot)? {
    guard let first = object ?? header ?? signature, let last = object ?? bodyClose ?? bodyOpen ?? signature else {
      return nil
    }
    return (first, last)
  }

  mutating func add(_ kind: SyntaxKind, _ spot: TreeSpot) {
    switch kind {
    case .header: header = spot
    case .signature, .functionSignature: signature = spot
    case .declarationsOpen: declarationsOpen = spot
    case .declaration: declarations.append(spot)
    case .declarationsClose: declarationsClose = spot
    case .bodyOpen: bodyOpen = spot
    case .node: nodes.append(spot)
    case .bodyClose: bodyClose = spot
    case .object: object = spot
    default: break
    }
  }

  /// The parts of a graph inside a statement.
  init(graph part: Int, in view: StatementView) {
    kind = .graph
    for child in view.children(part) { add(view.kind(child), TreeSpot(statement: view.number, part: child)) }
  }
}

/// What the statements of a file are parts of.
struct TreeScopes: Sendable {
  var header: TreeSpot?
  /// `model {...}`.
  var object: TreeSpot?
  var scopes: [TreeScope] = []
  /// Which of the scopes is the main graph.
  var graph: Int?
  var functions: [Int] = []

  init(_ tree: SyntaxTree) {
    for number in tree.statements.indices { add(StatementView(tree, number)) }
  }

  private mutating func add(_ view: StatementView) {
    let spot = TreeSpot(statement: view.number)
    let kind: TreeScope.Kind = view.statement.isInFunction ? .function : .graph
    switch view.statement.kind {
    case .header where view.statement.isBeforeContents: header = spot
    case .object where view.isWord(0, "model"): object = spot
    case .object:
      begin(view.isWord(0, "graph") ? .graph : .function)
      scopes[scopes.count - 1].object = spot
    case .header: begin(kind, .header, spot)
    case .signature, .functionSignature: continues(kind, view.statement.kind, spot)
    case .error: break
    default:
      // The signature may be what is broken.
      if scopes.last.map({ $0.kind == kind && $0.bodyClose == nil && $0.object == nil }) ?? false {
        scopes[scopes.count - 1].add(view.statement.kind, spot)
      } else {
        begin(kind, view.statement.kind, spot)
      }
    }
  }

  private mutating func begin(_ kind: TreeScope.Kind) {
    switch kind {
    case .graph: graph = scopes.count
    case .function: functions.append(scopes.count)
    }
    scopes.append(TreeScope(kind))
  }

  private mutating func begin(_ kind: TreeScope.Kind, _ part: SyntaxKind, _ spot: TreeSpot) {
    begin(kind)
    scopes[scopes.count - 1].add(part, spot)
  }

  /// A signature belongs to the header right before it.
  private mutating func continues(_ kind: TreeScope.Kind, _ part: SyntaxKind, _ spot: TreeSpot) {
    if let last = scopes.last, last.kind == kind, last.signature == nil, last.object == nil, last.header != nil,
      last.bodyClose == nil
    {
      scopes[scopes.count - 1].add(part, spot)
    } else {
      begin(kind, part, spot)
    }
  }
}
