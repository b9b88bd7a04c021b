/// Types, declared values, tensors and objects.
extension Parser {
  // MARK: Types

  /// Whether a type begins here.
  var isType: Bool {
    guard kind == .identifier else { return false }
    return TypeWord(word) != nil || isObject("type")
  }

  /// `prim [ dims ] | "seq" "(" type ")" | ... { "@denote" string } | "type" object`
  mutating func parseType() throws(SyntaxError) {
    let type = open()
    if isObject("type") {
      bump()
      try parseObject()
      return close(type, .type)
    }
    guard kind == .identifier, let start = TypeWord(word) else { throw unexpected("a type", "here") }
    bump()
    switch start {
    case .primitive: if kind == .leftBracket { try parseDims() }
    case .sequence, .optional:
      try expect(.leftParen, "before the element type")
      try parseElementType()
      try expect(.rightParen, "after the element type")
    case .map:
      try expect(.leftParen, "before the key type")
      try expectPrimitive("as the key type")
      try expect(.comma, "after the key type")
      try parseElementType()
      try expect(.rightParen, "after the value type")
    case .sparseTensor:
      try expect(.leftParen, "before the element type")
      try expectPrimitive("as the element type")
      if kind == .leftBracket { try parseDims() }
      try expect(.rightParen, "after the element type")
    case .opaque:
      try expect(.leftParen, "after 'opaque'")
      try parseOpaque()
      try expect(.rightParen, "after the type's name")
    }
    while kind == .atDenote { try parseDenotation() }
    close(type, .type)
  }

  private mutating func parseElementType() throws(SyntaxError) {
    try enter(2)
    try parseType()
    leave(2)
  }

  private mutating func expectPrimitive(_ place: String) throws(SyntaxError) {
    guard kind == .identifier, case .primitive = TypeWord(word) else { throw unexpected("a primitive type", place) }
    bump()
  }

  private mutating func parseDenotation() throws(SyntaxError) {
    usesExtensions = true
    bump()
    try expectString("after '@denote'")
  }

  /// `[ ( string | id { "." id } ) [ "," ( id | string ) ] ]`
  private mutating func parseOpaque() throws(SyntaxError) {
    guard kind != .rightParen else { return }
    let isQuoted = kind != .identifier
    if isQuoted { usesExtensions = true }
    try expectName("of the opaque type")
    while !isQuoted, kind == .dot {
      bump()
      try expect(.identifier, "after '.'")
    }
    guard accept(.comma) else { return }
    if kind != .identifier { usesExtensions = true }
    try expectName("of the opaque type")
  }

  /// `"[" [ dim { "," dim } ] "]"`
  private mutating func parseDims() throws(SyntaxError) {
    let dims = open()
    bump()
    if kind != .rightBracket {
      repeat {
        switch kind {
        case .question, .int, .identifier, .string: bump()
        case .byteString, .textBlock:
          usesExtensions = true
          bump()
        default: throw unexpected("a dimension (a number, a name or '?')", "here")
        }
        if kind == .atDenote { try parseDenotation() }
      } while accept(.comma)
    }
    try expect(.rightBracket, "after the last dimension")
    close(dims, .dims)
  }

  // MARK: Values and declarations

  /// `[ type ] name { note } | "value" object`
  mutating func parseValue() throws(SyntaxError) {
    try enter()
    defer { leave() }
    let value = open()
    if isObject("value") {
      bump()
      try parseObject()
      return close(value, .value)
    }
    if isType { try parseType() }
    try expectName("of a value")
    try parseNotes()
    close(value, .value)
  }

  /// A value, or an initializer, in the `<...>` of a graph or function.
  mutating func parseDeclaration(allowsTensors: Bool) throws(SyntaxError) {
    guard allowsTensors else { return try parseValue() }
    try enter()
    defer { leave() }
    let declared = open()
    if isObject("value") || isObject("tensor") || isObject("sparse") {
      let kind: SyntaxKind = isWord("value") ? .value : isWord("tensor") ? .tensor : .sparse
      bump()
      try parseObject()
      return close(declared, kind)
    }
    let isSparse = isWord("sparse_tensor")
    if isType { try parseType() }
    if isSparse, kind == .equals {
      bump()
      try parseSparseBody()
      return close(declared, .sparse)
    }
    try expectName("of a value")
    guard kind == .equals else {
      try parseNotes()
      return close(declared, .value)
    }
    bump()
    if isSparse {
      try parseSparseBody()
      return close(declared, .sparse)
    }
    try parsePayload(allowsExternal: true)
    try parseNotes()
    close(declared, .tensor)
  }

  /// A tensor that stands alone: `type [ name ] [ "=" ] payload`.
  mutating func parseTensorFragment() throws(SyntaxError) {
    let tensor = open()
    try parseType()
    if isName { try expectName("of the tensor") }
    _ = accept(.equals)
    try parsePayload(allowsExternal: true)
    try parseNotes()
    close(tensor, .tensor)
  }

  /// A tensor, a sparse tensor or a type as an attribute's value: told apart by what follows the type.
  mutating func parseTypedValue() throws(SyntaxError) {
    try enter()
    defer { leave() }
    let value = open()
    if isObject("tensor") || isObject("sparse") {
      let kind: SyntaxKind = isWord("tensor") ? .tensor : .sparse
      bump()
      try parseObject()
      return close(value, kind)
    }
    let isSparse = isWord("sparse_tensor")
    try parseType()
    if isSparse, kind == .leftBrace {
      try parseSparseBody()
      return close(value, .sparse)
    }
    var isTensor = isName || kind == .equals
    if isName { try expectName("of the tensor") }
    let (endToken, endNode) = (tree.tokens.count - statementTokens, tree.nodes.count - statementNodes)
    try parseNotes()
    if accept(.equals) {
      isTensor = true
      try parsePayload(allowsExternal: true)
    } else if isLiteral || (isTensor && kind == .leftBracket) {
      if isTensor || isLiteral { try parsePayload(allowsExternal: isTensor) }
      isTensor = true
    }
    if isTensor { return close(value, .tensor) }
    // Notes without a literal behind them are the attribute's.
    close(value, .typeValue)
    tree.nodes[value].endToken = UInt32(endToken)
    tree.nodes[value].endNode = UInt32(endNode)
  }

  /// Whether a tensor's elements begin here.
  private var isLiteral: Bool {
    switch kind {
    case .leftBrace, .hexBytes, .base64Bytes, .atRaw, .atTyped, .atData, .ellipsis: true
    default: false
    }
  }

  /// `[ [ "@raw" | "@typed" ] literal ]`
  mutating func parsePayload(allowsExternal: Bool) throws(SyntaxError) {
    let payload = open()
    let isStored = kind == .atRaw || kind == .atTyped
    if isStored {
      usesExtensions = true
      bump()
    }
    switch kind {
    case .leftBrace: try parseElements()
    case .hexBytes, .base64Bytes, .ellipsis:
      usesExtensions = true
      bump()
    case .atData: try parseData()
    case .leftBracket where allowsExternal && !isStored: try parseEntries()
    default: if isStored { throw unexpected("a literal", "after '@raw' or '@typed'") }
    }
    close(payload, .payload)
  }

  /// `"{" [ element { "," element } ] "}"`; many plain numbers become one token.
  private mutating func parseElements() throws(SyntaxError) {
    let elements = open()
    takeBraceAndRun()
    if kind == .elements { bump() }
    if kind != .rightBrace {
      repeat {
        switch kind {
        case .int, .float, .string: bump()
        case .byteString, .textBlock, .hexBytes, .base64Bytes, .nanBits:
          usesExtensions = true
          bump()
        case .identifier where Lexer.isSpecial(word): bump()
        default: throw unexpected("an element", "of the tensor")
        }
      } while accept(.comma)
    }
    try expect(.rightBrace, "after the last element")
    close(elements, .elements)
  }

  /// `"@data" "(" string [ "," string | "," int "," int ] [ "," "sha256" ":" string ] ")"`
  private mutating func parseData() throws(SyntaxError) {
    usesExtensions = true
    let data = open()
    bump()
    try expect(.leftParen, "after '@data'")
    try expectString("with the file's path")
    while accept(.comma) {
      if isWord("sha256") {
        bump()
        try expect(.colon, "after 'sha256'")
        try expectString("with the digest")
        break
      }
      if kind == .int {
        bump()
        try expect(.comma, "after the offset")
        try expect(.int, "as the length in bytes")
      } else {
        try expectString("with the tensor's name, or an offset,")
      }
    }
    try expect(.rightParen, "after the reference")
    close(data, .data)
  }

  /// `"{" "values" ":" tensor "," "indices" ":" tensor "}"`
  private mutating func parseSparseBody() throws(SyntaxError) {
    usesExtensions = true
    try expect(.leftBrace, "before the sparse tensor's values")
    guard isWord("values") else { throw unexpected("'values'", "of the sparse tensor") }
    bump()
    try expect(.colon, "after 'values'")
    try parseTypedValue()
    try expect(.comma, "after the values")
    guard isWord("indices") else { throw unexpected("'indices'", "of the sparse tensor") }
    bump()
    try expect(.colon, "after 'indices'")
    try parseTypedValue()
    try expect(.rightBrace, "after the indices")
  }

  // MARK: Objects

  /// `"{" [ id ":" value { "," ... } ] "}"`
  mutating func parseObject() throws(SyntaxError) {
    usesExtensions = true
    try enter()
    defer { leave() }
    let object = open()
    try expect(.leftBrace, "before the fields")
    if kind != .rightBrace {
      repeat {
        let field = open()
        try expect(.identifier, "as the field's name")
        try expect(.colon, "after the field's name")
        try parseObjectValue()
        close(field, .field)
      } while accept(.comma)
    }
    try expect(.rightBrace, "after the last field")
    close(object, .object)
  }

  private mutating func parseObjectValue() throws(SyntaxError) {
    switch kind {
    case .int, .float, .nanBits, .string, .byteString, .textBlock, .hexBytes, .base64Bytes: bump()
    case .atData: try parseData()
    case .leftBrace: try parseObject()
    case .leftBracket:
      try enter()
      defer { leave() }
      let list = open()
      bump()
      if kind != .rightBracket { repeat { try parseObjectValue() } while accept(.comma) }
      try expect(.rightBracket, "after the last value")
      close(list, .list)
    case .identifier where isWord("graph"):
      bump()
      try parseInnerGraph()
    case .identifier where isWord("tensor"):
      bump()
      try parseTypedValue()
    case .identifier where isWord("type"):
      bump()
      try parseType()
    case .identifier where isWord("node"):
      let node = open()
      bump()
      try parseNode()
      close(node, .node)
    case .identifier where Lexer.isSpecial(word): bump()
    default: throw unexpected("a value", "of the field")
    }
  }
}
