/// Models, graphs and functions: the parts of a file that are statements.
extension Parser {
  /// `[ header ] [ graph ] { function } | "model" object`
  mutating func parseModel() {
    if isObject("model") {
      parseObjectStatement()
      return expectEnd()
    }
    if kind == .less { parseHeader(.model) }
    if kind != .endOfFile, !isObject("function") { parseGraph() }
    while kind != .endOfFile {
      if kind == .rightBrace {
        parseStrayBrace()
      } else {
        parseFunction()
      }
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

  /// `[ header ] [ name ] [ "(" inputs ")" ] "=>" "(" outputs ")" [ declarations ] body | "graph" object`
  mutating func parseGraph() {
    if isObject("graph") { return parseObjectStatement() }
    if kind == .less { parseHeader(.graph) }
    let isSound = parsePart(.signature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the graph") }
      if parser.kind == .leftParen { try parser.parseValues(.inputs, allowsPayload: true) }
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the outputs") }
      try parser.parseValues(.outputs, allowsPayload: false)
    }
    parseDeclarations(allowsTensors: true)
    parseBody(isExpected: isSound)
  }

  /// `[ header ] [ name ] [ "<" parameters ">" ] "(" inputs ")" "=>" "(" outputs ")" [ values ] body | "function" object`
  mutating func parseFunction() {
    if isObject("function") { return parseObjectStatement() }
    if kind == .less { parseHeader(.function) }
    let isSound = parsePart(.functionSignature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the function") }
      if parser.kind == .less { try parser.parseParameters() }
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's inputs") }
      try parser.parseFunctionValues(.inputs)
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's outputs") }
      try parser.parseFunctionValues(.outputs)
    }
    parseDeclarations(allowsTensors: false)
    parseBody(isExpected: isSound)
  }

  // MARK: Signatures

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

  // MARK: Declarations and bodies

  private mutating func parseDeclarations(allowsTensors: Bool) {
    guard kind == .less else { return }
    parsePart(.declarationsOpen) { parser throws(SyntaxError) in parser.bump() }
    var isSound = true
    while kind != .greater, kind != .endOfFile, kind != .rightBrace, kind != .leftBrace {
      isSound = parsePart(.declaration) { parser throws(SyntaxError) in
        try parser.parseDeclaration(allowsTensors: allowsTensors)
        if parser.kind == .comma {
          parser.bump()
          if parser.kind == .greater { parser.tree.usesExtensions = true }
        } else if parser.kind != .greater {
          throw parser.unexpected("',' or '>'", "after a declaration")
        }
      }
    }
    guard isSound || kind == .greater else { return }
    parsePart(.declarationsClose) { parser throws(SyntaxError) in
      try parser.expect(.greater, "after the declarations")
    }
  }

  /// `"{" { node } "}"`; where it is not expected, because what stands before it is broken, it may be missing.
  private mutating func parseBody(isExpected: Bool) {
    if kind != .leftBrace {
      guard isExpected else { return }
      parsePart(.bodyOpen) { parser throws(SyntaxError) in throw parser.unexpected("'{'", "before the nodes") }
    }
    if kind == .leftBrace { parsePart(.bodyOpen) { parser throws(SyntaxError) in parser.bump() } }
    while kind != .rightBrace, kind != .endOfFile {
      parsePart(.node) { parser throws(SyntaxError) in try parser.parseNode() }
    }
    parsePart(.bodyClose) { parser throws(SyntaxError) in try parser.expect(.rightBrace, "after the last node") }
  }

  // MARK: Headers

  /// What a header can be of, and the keys it can have.
  enum HeaderOwner {
    case model, graph, function

    var keys: [(StaticString, HeaderValue)] {
      switch self {
      case .model:
        [
          ("ir_version", .int), ("producer_name", .string), ("producer_version", .string), ("domain", .string),
          ("model_version", .int), ("doc_string", .string), ("opset_import", .opsets), ("metadata_props", .entries),
          ("configuration", .objects), ("training_info", .objects), ("_unknown", .bytes),
        ]
      case .graph:
        [
          ("doc_string", .string), ("metadata_props", .entries), ("quantization_annotation", .objects),
          ("_unknown", .bytes),
        ]
      case .function:
        [
          ("domain", .string), ("overload", .string), ("opset_import", .opsets), ("doc_string", .string),
          ("metadata_props", .entries), ("_unknown", .bytes),
        ]
      }
    }
  }

  enum HeaderValue { case int, string, opsets, entries, objects, bytes }

  /// `"<" [ entry { "," entry } [ "," ] ] ">"`
  private mutating func parseHeader(_ owner: HeaderOwner) {
    if case .graph = owner { tree.usesExtensions = true }
    parsePart(.header) { parser throws(SyntaxError) in
      parser.bump()
      var isSound = true
      while parser.kind != .greater {
        isSound = parser.parsePart(.entry) { parser throws(SyntaxError) in try parser.parseEntry(owner) }
        if parser.accept(.comma) { continue }
        // A comma may be what is missing.
        guard !isSound, parser.kind == .identifier, parser.peekByte() == UInt8(ascii: ":") else { break }
      }
      if isSound || parser.kind == .greater { try parser.expect(.greater, "after the header's last entry") }
    }
  }

  private mutating func parseEntry(_ owner: HeaderOwner) throws(SyntaxError) {
    guard kind == .identifier else { throw unexpected("a key", "in the header") }
    guard let (_, value) = owner.keys.first(where: { isWord($0.0) }) else {
      let keys = owner.keys.map { $0.0.description }.joined(separator: ", ")
      throw unexpected("a key", "of this header", note: "the keys are \(keys)")
    }
    bump()
    try expect(.colon, "after the key")
    switch value {
    case .int: try expect(.int, "as the value")
    case .string: try expectString("as the value")
    case .opsets: try parseOpsets()
    case .entries: try parseEntries()
    case .objects: try parseObjects()
    case .bytes:
      guard isBytes else { throw unexpected("bytes such as x\"0a00\"", "as the value") }
      bump()
      tree.usesExtensions = true
    }
    guard kind == .comma || kind == .greater else { throw unexpected("',' or '>'", "after an entry") }
  }

  /// `"[" [ opset { "," opset } ] "]"`
  private mutating func parseOpsets() throws(SyntaxError) {
    let list = open()
    try expect(.leftBracket, "before the imports")
    if kind != .rightBracket {
      repeat {
        let opset = open()
        if kind == .leftBrace {
          try parseObject()
        } else {
          if isString { try expectString("of the import") }
          try expect(.colon, "after the domain")
          try expect(.int, "as the version")
        }
        close(opset, .opset)
      } while accept(.comma)
    }
    try expect(.rightBracket, "after the last import")
    close(list, .opsets)
  }

  /// `"[" [ object { "," object } ] "]"`
  mutating func parseObjects() throws(SyntaxError) {
    tree.usesExtensions = true
    let list = open()
    try expect(.leftBracket, "before the list")
    if kind != .rightBracket { repeat { try parseObject() } while accept(.comma) }
    try expect(.rightBracket, "after the list")
    close(list, .objects)
  }
}
