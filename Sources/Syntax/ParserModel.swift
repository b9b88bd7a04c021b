/// Models, graphs and functions: the parts of a file that are statements.
extension Parser {
  /// Reads at most one statement and moves `place` on.
  ///
  /// `[ header ] [ graph ] { function } | "model" object`
  mutating func readNext(_ place: inout FilePlace) {
    switch place.step {
    case .file:
      if isObject("model") {
        place.step = .rest
        return parseObjectStatement()
      }
      place.step = .contents
      if kind == .less { parseHeader(.model) }
    case .contents: place.step = kind == .endOfFile || isObject("function") ? .functions : .header
    case .header, .signature, .declarationsOpen, .declaration: readHead(&place)
    case .bodyOpen, .bodyOpenAgain, .body: readBody(&place)
    case .functions:
      if kind == .endOfFile {
        place.step = .end
      } else if kind == .rightBrace {
        parseStrayBrace()
      } else {
        place = FilePlace(.header, isFunction: true)
      }
    case .rest:
      guard kind != .endOfFile else { return place.step = .end }
      parsePart(.error) { parser throws(SyntaxError) in throw parser.unexpected("nothing more", "here") }
      place.step = .moreRest
    case .moreRest:
      guard kind != .endOfFile else { return place.step = .end }
      parsePart(.error) { parser throws(SyntaxError) in parser.bump() }
    case .end: return
    }
  }

  private mutating func parseStrayBrace() {
    parsePart(.error) { parser throws(SyntaxError) in
      parser.record(parser.unexpected("a function", "here"))
      parser.bump()
    }
  }

  private mutating func parseObjectStatement() {
    parsePart(.object) { parser throws(SyntaxError) in
      parser.bump()
      try parser.parseObject()
    }
  }

  /// A graph or a function as a whole.
  mutating func parseGraph(isFunction: Bool = false) {
    var place = FilePlace(.header, isFunction: isFunction)
    while place.step != .functions { readNext(&place) }
  }

  /// What stands before a body.
  ///
  /// Graph: `[ header ] [ name ] [ "(" inputs ")" ] "=>" "(" outputs ")" [ declarations ] | "graph" object`
  ///
  /// Function: `[ header ] [ name ] [ "<" parameters ">" ] "(" inputs ")" "=>" "(" outputs ")" [ values ]` or
  /// `"function" object`
  private mutating func readHead(_ place: inout FilePlace) {
    let isFunction = place.isFunction
    switch place.step {
    case .header:
      if isObject(isFunction ? "function" : "graph") {
        place = FilePlace(.functions)
        return parseObjectStatement()
      }
      place.step = .signature
      if kind == .less { parseHeader(isFunction ? .function : .graph) }
    case .signature:
      place.step = .declarationsOpen
      place.isBodyExpected = isFunction ? parseFunctionSignature() : parseGraphSignature()
    case .declarationsOpen where kind == .less:
      (place.step, place.isSound) = (.declaration, true)
      parsePart(.declarationsOpen) { parser throws(SyntaxError) in parser.bump() }
    case .declaration where kind != .greater && kind != .endOfFile && kind != .rightBrace && kind != .leftBrace:
      place.isSound = parseDeclarationStatement(allowsTensors: !isFunction)
    default:
      if place.step == .declaration, place.isSound || kind == .greater {
        parsePart(.declarationsClose) { parser throws(SyntaxError) in
          try parser.expect(.greater, "after the declarations")
        }
      }
      (place.step, place.isSound) = (.bodyOpen, false)
    }
  }

  /// `"{" { node } "}"`; where it is not expected, because what stands before it is broken, it may be missing.
  private mutating func readBody(_ place: inout FilePlace) {
    switch place.step {
    case .bodyOpen where kind != .leftBrace:
      guard place.isBodyExpected else { return place = FilePlace(.functions) }
      place.step = .bodyOpenAgain
      parsePart(.bodyOpen) { parser throws(SyntaxError) in throw parser.unexpected("'{'", "before the nodes") }
    case .bodyOpen, .bodyOpenAgain:
      place = FilePlace(.body, isFunction: place.isFunction)
      if kind == .leftBrace { parsePart(.bodyOpen) { parser throws(SyntaxError) in parser.bump() } }
    default:
      if kind != .rightBrace, kind != .endOfFile {
        parsePart(.node) { parser throws(SyntaxError) in try parser.parseNode() }
      } else {
        place = FilePlace(.functions)
        parsePart(.bodyClose) { parser throws(SyntaxError) in try parser.expect(.rightBrace, "after the last node") }
      }
    }
  }

  // MARK: Signatures

  private mutating func parseGraphSignature() -> Bool {
    parsePart(.signature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the graph") }
      if parser.kind == .leftParen { try parser.parseValues(.inputs, allowsPayload: true) }
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the outputs") }
      try parser.parseValues(.outputs, allowsPayload: false)
    }
  }

  private mutating func parseFunctionSignature() -> Bool {
    parsePart(.functionSignature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the function") }
      if parser.kind == .less { try parser.parseParameters() }
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's inputs") }
      try parser.parseFunctionValues(.inputs)
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's outputs") }
      try parser.parseFunctionValues(.outputs)
    }
  }

  /// `"(" [ value { "," value } ] ")"`; an input may have a payload.
  private mutating func parseValues(_ kind: SyntaxKind, allowsPayload: Bool) throws(SyntaxError) {
    let list = open()
    bump()
    if self.kind != .rightParen {
      repeat {
        try parseValue()
        if allowsPayload, self.kind == .equals, !isArrow { try parseInputPayload() }
      } while accept(.comma)
    }
    try expect(.rightParen, "after the last value")
    close(list, kind)
  }

  private mutating func parseInputPayload() throws(SyntaxError) {
    let payload = open()
    bump()
    try parsePayload(allowsExternal: true)
    try parseNotes()
    close(payload, .payload)
  }

  private mutating func parseFunctionValues(_ kind: SyntaxKind) throws(SyntaxError) {
    let list = open()
    bump()
    if self.kind != .rightParen {
      repeat {
        let value = open()
        if isType { try parseType() }
        try expectName("of a value")
        close(value, .value)
      } while accept(.comma)
    }
    try expect(.rightParen, "after the last value")
    close(list, kind)
  }

  /// `"<" ( name | attribute ) { "," ... } ">"`
  private mutating func parseParameters() throws(SyntaxError) {
    let list = open()
    bump()
    repeat {
      let next = isObject("attr") ? 0 : peekByte()
      if next == UInt8(ascii: ":") || next == UInt8(ascii: "=") || next == 0 {
        try parseAttribute()
      } else {
        let parameter = open()
        try expectName("of an attribute")
        close(parameter, .parameter)
      }
    } while accept(.comma)
    try expect(.greater, "after the function's attributes")
    close(list, .parameters)
  }

  private mutating func parseDeclarationStatement(allowsTensors: Bool) -> Bool {
    parsePart(.declaration) { parser throws(SyntaxError) in
      try parser.parseDeclaration(allowsTensors: allowsTensors)
      if parser.kind == .comma {
        parser.bump()
        if parser.kind == .greater { parser.usesExtensions = true }
      } else if parser.kind != .greater {
        throw parser.unexpected("',' or '>'", "after a declaration")
      }
    }
  }
}
