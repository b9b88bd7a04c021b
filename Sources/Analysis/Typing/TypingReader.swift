// Follows the grammar through the tokens before a place, without ever giving up: what does not fit is passed over.

internal import SourceText
internal import Syntax

/// The open things at a place, found token by token.
struct TypingReader {
  private(set) var stack: [TypingFrame]
  private let source: SourceBytes

  /// The innermost open thing, changed where it is: its lists may be long.
  private var top: TypingFrame {
    get { stack[stack.count - 1] }
    _modify { yield &stack[stack.count - 1] }
  }

  /// - Parameter stack: what is open before the first token; not empty.
  init(_ stack: [TypingFrame], _ source: SourceBytes) {
    self.stack = stack.isEmpty ? [TypingFrame(.graph)] : stack
    self.source = source
  }

  private func spells(_ range: Range<Int>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in source.bytes[range.clamped(to: 0..<source.count)].elementsEqual(word) }
  }

  private mutating func push(_ kind: TypingFrame.Kind, _ phase: TypingFrame.Phase = .start) {
    stack.append(TypingFrame(kind, phase))
  }

  /// Ends the innermost thing; the names that a node or a graph's list made are the graph's.
  private mutating func pop() {
    guard stack.count > 1, let ended = stack.popLast() else { return }
    let names: [Range<Int>]
    switch ended.kind {
    case .node: names = ended.call.outputs
    case .values: names = ended.isOutputs ? [] : ended.names
    default: return
    }
    if let graph = stack.lastIndex(where: { if case .graph = $0.kind { true } else { false } }) {
      stack[graph].names += names
    }
  }

  mutating func take(_ token: TypingToken) {
    let depth = stack.count
    switch top.kind {
    case .graph: takeInGraph(token)
    case .header: takeInHeader(token)
    case .opsets, .entries: takeInEntries(token)
    case .values(let isDeclaration): takeInValues(token, isDeclaration)
    case .dims: if token.kind == .rightBracket { pop() }
    case .elementType: takeInElementType(token)
    case .body: takeInBody(token)
    case .node: takeInNode(token)
    case .attributes: takeInAttributes(token)
    case .list: takeInList(token)
    case .other(let closing): takeInOther(token, closing)
    }
    if stack.count == depth { top.last = token.kind }
  }

  // MARK: Graphs

  private mutating func takeInGraph(_ token: TypingToken) {
    switch token.kind {
    case .less:
      switch top.phase {
      case .named where top.isFunction || stack.count == 1: push(.attributes(isParameters: true), .start)
      case .outputsDone: push(.values(isDeclaration: true))
      case .start: push(.header(headerOwner))
      default: break
      }
    case .leftParen:
      let isOutputs = top.phase == .arrow
      top.phase = isOutputs ? .outputsDone : .inputsDone
      push(.values(isDeclaration: false))
      top.isOutputs = isOutputs
    case .equals: break
    case .greater where top.last == .equals && token.touches: top.phase = .arrow
    case .leftBrace:
      top.phase = .declared
      push(.body)
    case .rightBrace: endGraph()
    default: if token.isName, top.phase == .start { top.phase = .named }
    }
  }

  /// The first header is the model's, one right behind it the graph's.
  private var headerOwner: TypingPlace.HeaderOwner {
    if stack.count > 1 { return .graph }
    if top.isFunction { return .function }
    return top.given.isEmpty ? .model : .graph
  }

  private mutating func endGraph() {
    if stack.count > 1 {
      pop()
    } else {
      top = TypingFrame(.graph)
      top.isFunction = true
    }
  }

  // MARK: Headers and entries

  private mutating func takeInHeader(_ token: TypingToken) {
    switch token.kind {
    case .identifier where top.phase != .value:
      top.key = token.range
      top.given.append(token.range)
      top.phase = .key
    case .colon: top.phase = .value
    case .comma: top.phase = .start
    case .leftBracket where top.phase == .value: takeHeaderList()
    case .greater:
      pop()
      top.given.append(token.range)
    default: if top.phase == .value { top.phase = .valueDone }
    }
  }

  private mutating func takeHeaderList() {
    guard case .header(let owner) = top.kind else { return }
    top.phase = .valueDone
    if spells(top.key, "opset_import") {
      push(.opsets)
    } else if spells(top.key, "metadata_props") {
      push(.entries(owner == .model ? .model : owner == .graph ? .graph : .function))
    } else {
      push(.other(.rightBracket))
    }
  }

  private mutating func takeInEntries(_ token: TypingToken) {
    switch token.kind {
    case .rightBracket: pop()
    case .leftBrace: push(.other(.rightBrace))
    case .colon: top.phase = .value
    case .comma: top.phase = .start
    default:
      if top.phase == .value {
        top.phase = .valueDone
      } else if token.isName {
        top.key = token.range
        top.given.append(token.range)
        top.phase = .key
      }
    }
  }

  private mutating func takeInOther(_ token: TypingToken, _ closing: TokenKind) {
    switch token.kind {
    case closing: pop()
    case .leftBrace: push(.other(.rightBrace))
    case .leftParen: push(.other(.rightParen))
    case .leftBracket: push(.other(.rightBracket))
    default: break
    }
  }

  // MARK: Values and types

  private mutating func takeInValues(_ token: TypingToken, _ isDeclaration: Bool) {
    switch token.kind {
    case .rightParen where !isDeclaration: pop()
    case .greater where isDeclaration: pop()
    // A declaration or a list that nobody closed.
    case .leftBrace where top.phase != .value && isDeclaration:
      pop()
      takeInGraph(token)
    case .comma: (top.phase, top.isTensor) = (.start, false)
    case .leftBracket:
      if top.last == .atMeta {
        push(.entries(top.isTensor ? .tensor : .value))
      } else if top.phase == .typed {
        push(.dims)
      } else {
        push(.other(.rightBracket))
      }
    case .leftParen where top.phase == .typed: push(.elementType)
    case .leftParen:
      top.phase = .valueDone
      push(.other(.rightParen))
    case .leftBrace:
      top.phase = .valueDone
      push(.other(.rightBrace))
    case .equals: (top.phase, top.isTensor) = (.value, true)
    case .string where top.last == .atDoc || top.last == .atDenote: break
    case .hexBytes, .base64Bytes, .ellipsis: top.phase = .valueDone
    default:
      guard token.isName else { break }
      if top.phase == .start, token.isTypeWord {
        top.phase = .typed
      } else if top.phase == .start || top.phase == .typed {
        top.names.append(token.range)
        top.phase = .named
      }
    }
  }

  private mutating func takeInElementType(_ token: TypingToken) {
    switch token.kind {
    case .rightParen: pop()
    case .leftParen: push(.elementType)
    case .leftBracket: push(.dims)
    default: break
    }
  }

  // MARK: Nodes

  private mutating func takeInBody(_ token: TypingToken) {
    if token.kind == .rightBrace {
      pop()
      return endGraph()
    }
    push(.node, .outputs)
    top.call.start = token.range.lowerBound
    takeInNode(token)
  }

  /// Ends the node, because the next one begins.
  private mutating func endNode(_ token: TypingToken) {
    pop()
    takeInBody(token)
  }

  private mutating func takeInNode(_ token: TypingToken) {
    if token.kind == .rightBrace { return endNode(token) }
    switch top.phase {
    case .outputs, .nodeName: takeOutput(token)
    case .operation, .overload, .operated: takeOperation(token)
    case .inputs: takeInput(token)
    default:
      switch token.kind {
      case .less: push(.attributes(isParameters: false))
      case .leftBracket where top.last == .atMeta: push(.entries(.node))
      case .leftBracket where top.last == .atDevice: push(.other(.rightBracket))
      case .string, .textBlock, .byteString: if top.last != .atDoc { endNode(token) }
      case .identifier, .leftBracket: endNode(token)
      default: break
      }
    }
  }

  private mutating func takeOutput(_ token: TypingToken) {
    switch token.kind {
    case .leftBracket: top.phase = .nodeName
    case .rightBracket: top.phase = .outputs
    case .equals: top.phase = .operation
    default: if token.isName, top.phase == .outputs { top.call.outputs.append(token.range) }
    }
  }

  private mutating func takeOperation(_ token: TypingToken) {
    switch token.kind {
    case .dot, .comma: break
    case .colon: top.phase = .overload
    case .less: push(.attributes(isParameters: false))
    case .leftParen: top.phase = .inputs
    // What looked like an operator was the next node's output.
    case .equals: restart(outputs: Array(top.call.words.suffix(1)))
    default:
      guard token.isName else { break }
      if top.phase == .overload {
        top.call.overload = token.range
        top.phase = .operated
      } else if top.call.words.isEmpty || top.last == .dot {
        top.call.words.append(token.range)
      } else if token.isFirstOnLine {
        endNode(token)
      }
    }
  }

  private mutating func takeInput(_ token: TypingToken) {
    switch token.kind {
    case .rightParen: top.phase = .after
    case .comma:
      if top.last == .comma || top.last == .leftParen || top.call.inputs.isEmpty {
        top.call.inputs.append(token.range.lowerBound..<token.range.lowerBound)
      }
      top.call.commas += 1
    case .equals: restart(outputs: Array(top.call.inputs.suffix(1)))
    default: if token.isName { top.call.inputs.append(token.range) }
    }
  }

  /// Begins another node whose outputs, and the `=` behind them, have been read.
  private mutating func restart(outputs: [Range<Int>]) {
    pop()
    push(.node, .operation)
    top.call.start = outputs.first?.lowerBound ?? 0
    top.call.outputs = outputs
  }

  // MARK: Attributes

  private mutating func takeInAttributes(_ token: TypingToken) {
    switch (top.phase, token.kind) {
    case (_, .rightBrace):
      // Nobody closed the list.
      pop()
      take(token)
    case (_, .comma): top.phase = .start
    case (.start, _) where token.isName:
      top.key = token.range
      top.given.append(token.range)
      top.phase = .key
    case (.key, .colon): top.phase = .attributeType
    case (.key, .equals), (.attributeType, .equals): (top.phase, top.isTyped) = (.value, false)
    case (.value, .at): top.phase = .reference
    case (.value, .leftBracket) where !top.isTyped:
      top.phase = .valueDone
      push(.list, .value)
    case (.value, _), (.valueDone, _): takeValue(token)
    case (.reference, _): top.phase = .valueDone
    case (_, .greater): endAttributes()
    default: break
    }
  }

  private mutating func endAttributes() {
    let given = top.given
    pop()
    if case .node = top.kind {
      top.call.attributes += given
      if top.phase != .after { top.phase = .operated }
    }
  }

  /// A token of an attribute's value, or behind it.
  private mutating func takeValue(_ token: TypingToken) {
    let isDone = top.phase == .valueDone
    switch token.kind {
    case .greater:
      if top.last == .equals, token.touches {
        beginGraph(.arrow)
      } else if case .attributes = top.kind {
        endAttributes()
      }
    case .equals: break
    case .less where !isDone:
      beginGraph(.start)
      take(token)
    case .leftParen:
      if top.isTyped {
        push(.elementType)
      } else if case .attributes = top.kind, top.last == .int || top.last == .float || top.last == .rightBracket {
        // Nobody closed the attributes: these are the inputs.
        endAttributes()
        take(token)
      } else {
        beginGraph(.named)
        take(token)
      }
    case .leftBracket: top.isTyped ? push(.dims) : push(.other(.rightBracket))
    case .leftBrace: push(.other(.rightBrace))
    default:
      if token.isTypeWord, !isDone { top.isTyped = true }
      top.phase = .valueDone
    }
  }

  private mutating func beginGraph(_ phase: TypingFrame.Phase) {
    top.phase = .valueDone
    push(.graph, phase)
  }

  private mutating func takeInList(_ token: TypingToken) {
    switch token.kind {
    case .rightBracket where !top.isTyped || top.phase == .valueDone:
      pop()
      top.last = .rightBracket
    case .comma: (top.phase, top.isTyped) = (.value, false)
    default: takeValue(token)
    }
  }
}
