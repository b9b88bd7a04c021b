/// Nodes, their attributes, and the notes behind things.
extension Parser {
  /// `[ "[" [ name ] "]" ] names "=" op [ attributes ] "(" names ")" [ attributes ] { note } | "node" object`
  mutating func parseNode() throws(SyntaxError) {
    try enter()
    defer { leave() }
    if kind == .identifier, isObject("node") {
      bump()
      return try parseObject()
    }
    if kind == .leftBracket {
      let name = open()
      bump()
      if isName { try expectName("of the node") }
      try expect(.rightBracket, "after the node's name")
      close(name, .nodeName)
    }
    parseNames(.outputs)
    try expect(.equals, "after the node's outputs")
    try parseOperator()
    var hasAttributes = false
    if kind == .less {
      hasAttributes = true
      try parseAttributes()
    }
    try expect(.leftParen, "before the node's inputs")
    parseNames(.inputs)
    try expect(.rightParen, "after the node's inputs")
    if kind == .less, !hasAttributes { try parseAttributes() }
    if kind.rawValue >= TokenKind.atDoc.rawValue, kind.rawValue <= TokenKind.atUnknown.rawValue { try parseNotes() }
  }

  /// `name or nothing, comma separated`
  private mutating func parseNames(_ kind: SyntaxKind) {
    let list = open()
    while true {
      if isName {
        noteString()
        bump()
      } else if self.kind != .comma {
        break
      }
      guard accept(.comma) else { break }
    }
    close(list, kind)
  }

  /// `[ domain "." ] [ op ] [ ":" name ]`
  private mutating func parseOperator() throws(SyntaxError) {
    let op = open()
    if isName { takeOperatorWord() }
    while kind == .dot {
      bump()
      guard isName else { throw unexpected("a name", "after '.' in the operator") }
      takeOperatorWord()
    }
    if kind == .colon {
      bump()
      guard isName else { throw unexpected("a name", "after ':' as the operator's overload") }
      takeOperatorWord()
    }
    close(op, .op)
  }

  private mutating func takeOperatorWord() {
    if kind != .identifier { usesExtensions = true }
    bump()
  }

  /// `"<" attribute { "," attribute } ">"`
  private mutating func parseAttributes() throws(SyntaxError) {
    let list = open()
    bump()
    repeat { try parseAttribute() } while accept(.comma)
    try expect(.greater, "after the last attribute")
    close(list, .attributes)
  }

  /// `name [ ":" type ] "=" ( value | list ) { note } | "attr" object`
  mutating func parseAttribute() throws(SyntaxError) {
    try enter()
    defer { leave() }
    let attribute = open()
    if kind == .identifier, isObject("attr") {
      bump()
      try parseObject()
      return close(attribute, .attribute)
    }
    if kind != .identifier { usesExtensions = true }
    try expectName("of an attribute")
    if accept(.colon) { try expect(.identifier, "as the attribute's type") }
    try expect(.equals, "after the attribute's name")
    if kind == .leftBracket {
      try parseList()
    } else {
      try parseAttributeValue()
    }
    if kind == .atDoc || kind == .atUnknown { try parseNotes() }
    close(attribute, .attribute)
  }

  private mutating func parseList() throws(SyntaxError) {
    let list = open()
    bump()
    if kind != .rightBracket {
      repeat {
        if kind.rawValue >= TokenKind.at.rawValue, kind.rawValue <= TokenKind.atUnknown.rawValue {
          throw unexpected(
            "a value", "in the list", note: "a list can't hold a reference to an attribute of a function")
        }
        try parseAttributeValue()
      } while accept(.comma)
    }
    try expect(.rightBracket, "after the last value")
    close(list, .list)
  }

  /// `int | float | string | "@" name | tensor | sparse | type | graph`
  private mutating func parseAttributeValue() throws(SyntaxError) {
    switch kind {
    case .int, .float, .nanBits: bump()
    case .string, .byteString, .textBlock:
      if isFollowedBySignature { return try parseInnerGraph() }
      noteString()
      bump()
    case .at:
      let reference = open()
      bump()
      try expectName("after '@'")
      close(reference, .reference)
    case .atDoc, .atMeta, .atDevice, .atDenote, .atRaw, .atTyped, .atData, .atUnknown:
      let reference = open()
      bump()
      close(reference, .reference)
    case .identifier: try parseWordValue()
    case .leftParen, .less: try parseInnerGraph()
    case .equals where isArrow: try parseInnerGraph()
    default: throw unexpected("a value", "of the attribute")
    }
  }

  private mutating func parseWordValue() throws(SyntaxError) {
    if isType || isObject("tensor") || isObject("sparse") { return try parseTypedValue() }
    guard !isFollowedBySignature else { return try parseInnerGraph() }
    guard Lexer.isSpecial(word) else {
      throw unexpected("a value", "of the attribute", note: "strings are quoted; behind a graph's name is '(' or '=>'")
    }
    bump()
  }

  /// Whether `(` or `=>` comes next, so that this is a graph's name.
  private var isFollowedBySignature: Bool {
    var ahead = lexer
    _ = ahead.skipTrivia()
    return ahead.peek(0) == UInt8(ascii: "(")
      || (ahead.peek(0) == UInt8(ascii: "=") && ahead.peek(1) == UInt8(ascii: ">"))
  }

  /// A graph inside a statement.
  mutating func parseInnerGraph() throws(SyntaxError) {
    try enter()
    defer { leave() }
    let graph = open()
    parseGraph()
    close(graph, .graph)
  }

  // MARK: Notes

  /// `{ "@doc" string | "@meta" kvlist | "@device" objects | "@unknown" bytes }`
  mutating func parseNotes() throws(SyntaxError) {
    while true {
      let note: SyntaxKind
      switch kind {
      case .atDoc: note = .docNote
      case .atMeta: note = .metaNote
      case .atDevice: note = .deviceNote
      case .atUnknown: note = .unknownNote
      default: return
      }
      usesExtensions = true
      let node = open()
      bump()
      switch note {
      case .docNote: try expectString("after '@doc'")
      case .metaNote: try parseEntries()
      case .deviceNote: try parseObjects()
      default:
        guard isBytes else { throw unexpected("bytes such as x\"0a00\"", "after '@unknown'") }
        bump()
      }
      close(node, note)
    }
  }

  /// `"[" [ kv { "," kv } ] "]"` with `kv = string ":" string | object`
  mutating func parseEntries() throws(SyntaxError) {
    let list = open()
    try expect(.leftBracket, "before the entries")
    if kind != .rightBracket {
      repeat {
        let entry = open()
        if kind == .leftBrace {
          try parseObject()
        } else {
          try expectString("as a key")
          try expect(.colon, "after the key")
          try expectString("as the value")
        }
        close(entry, .keyValue)
      } while accept(.comma)
    }
    try expect(.rightBracket, "after the last entry")
    close(list, .entries)
  }
}
