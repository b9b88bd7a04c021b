// The things that are open at a place of a text, innermost last: what a reader of tokens keeps.

internal import Syntax

/// One thing that has begun and not ended.
struct TypingFrame {
  enum Kind {
    /// A graph or a function, from its header on.
    case graph
    case header(TypingPlace.HeaderOwner)
    case opsets
    /// `[ "key": "value" ]` of what carries it.
    case entries(TypingPlace.NoteOwner)
    /// The values of a signature, or declarations.
    case values(isDeclaration: Bool)
    case dims, elementType
    case body, node
    /// The attributes of a node, or a function's parameters.
    case attributes(isParameters: Bool)
    /// The list that is an attribute's value.
    case list
    /// Brackets around what is not completed.
    case other(TokenKind)
  }

  enum Phase {
    case start
    // Of graphs.
    case named, inputsDone, arrow, outputsDone, declared
    // Of lists of keys.
    case key, value, valueDone
    // Of values.
    case typed
    // Of nodes.
    case outputs, nodeName, operation, overload, operated, inputs, after
    // Of attributes.
    case attributeType, reference
  }

  var kind: Kind
  var phase: Phase
  /// A node's text.
  var call = CallText()
  /// The key, the attribute or the domain that is being given a value.
  var key = 0..<0
  var given: [Range<Int>] = []
  /// What a graph's signature, declarations and nodes define.
  var names: [Range<Int>] = []
  /// The kind of the token before.
  var last = TokenKind.endOfFile
  /// Whether an attribute's value begins with a type.
  var isTyped = false
  /// Whether it is a function, not a graph.
  var isFunction = false
  /// Whether a declaration has a payload.
  var isTensor = false
  /// Whether values are what a graph hands out.
  var isOutputs = false

  init(_ kind: Kind, _ phase: Phase = .start) {
    self.kind = kind
    self.phase = phase
  }
}

/// A token as the reader of typing sees it.
struct TypingToken {
  var kind: TokenKind
  var range: Range<Int>
  /// Whether it is the first on its line.
  var isFirstOnLine: Bool
  /// Whether it begins a type.
  var isTypeWord: Bool
  /// Whether it touches the token before.
  var touches: Bool

  var isName: Bool {
    switch kind {
    case .identifier, .string, .byteString, .textBlock: true
    default: false
    }
  }
}
