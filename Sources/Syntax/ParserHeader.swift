/// Headers of models, graphs and functions.
extension Parser {
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
  mutating func parseHeader(_ owner: HeaderOwner) {
    if case .graph = owner { usesExtensions = true }
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
      usesExtensions = true
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
    usesExtensions = true
    let list = open()
    try expect(.leftBracket, "before the list")
    if kind != .rightBracket { repeat { try parseObject() } while accept(.comma) }
    try expect(.rightBracket, "after the list")
    close(list, .objects)
  }
}
