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
    while kind != .endOfFile { parseFunction() }
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
    parsePart(.signature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the graph") }
      if parser.kind == .leftParen { try parser.parseValues(.inputs, allowsPayload: true) }
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the outputs") }
      try parser.parseValues(.outputs, allowsPayload: false)
    }
    parseDeclarations(allowsTensors: true)
    parseBody()
  }

  /// `[ header ] [ name ] [ "<" parameters ">" ] "(" inputs ")" "=>" "(" outputs ")" [ values ] body | "function" object`
  mutating func parseFunction() {
    if isObject("function") { return parseObjectStatement() }
    if kind == .less { parseHeader(.function) }
    parsePart(.functionSignature) { parser throws(SyntaxError) in
      if parser.isName { try parser.expectName("of the function") }
      if parser.kind == .less { try parser.parseParameters() }
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's inputs") }
      try parser.parseFunctionValues(.inputs)
      try parser.expectArrow()
      guard parser.kind == .leftParen else { throw parser.unexpected("'('", "before the function's outputs") }
      try parser.parseFunctionValues(.outputs)
    }
    parseDeclarations(allowsTensors: false)
    parseBody()
  }

  // MARK: Signatures

  /// `"(" [ value { "," value } ] ")"`; an input may have a payload.
  private mutating func parseValues(_ kind: SyntaxKind, allowsPayload: Bool) throws(SyntaxError) {
    let list = open()
    bump()
    if self.kind != .rightParen {
      repeat {
        try parseValue()
        if allowsPayload, self.kind == .equals { try parseInputPayload() }
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
    while kind != .greater, kind != .endOfFile, kind != .rightBrace, kind != .leftBrace {
      parsePart(.declaration) { parser throws(SyntaxError) in
        try parser.parseDeclaration(allowsTensors: allowsTensors)
        if parser.kind == .comma {
          parser.bump()
          if parser.kind == .greater { parser.tree.usesExtensions = true }
        } else if parser.kind != .greater {
          throw parser.unexpected("',' or '>'", "after a declaration")
        }
      }
    }
    parsePart(.declarationsClose) { parser throws(SyntaxError) in
      try parser.expect(.greater, "after the declarations")
    }
  }

  private mutating func parseBody() {
    guard kind == .leftBrace else {
      return parsePart(.bodyOpen) { parser throws(SyntaxError) in
        throw parser.unexpected("'{'", "before the nodes")
      }
    }
    parsePart(.bodyOpen) { parser throws(SyntaxError) in parser.bump() }
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
      while parser.kind != .greater {
        try parser.parseEntry(owner)
        guard parser.accept(.comma) else { break }
      }
      try parser.expect(.greater, "after the header's last entry")
    }
  }

  private mutating func parseEntry(_ owner: HeaderOwner) throws(SyntaxError) {
    let entry = open()
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
    close(entry, .entry)
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
