// Proposals of types and of symbolic dimensions.

internal import ONNXModel
internal import Syntax

extension CompletionMaker {
  /// Types where a declaration or a signature's value begins; names, too, since a type may be missing.
  mutating func addTypes(isDeclaration: Bool) {
    for type in DataType.allCases {
      let name = "\(type.name)"
      add(
        name, .type, detail: TypeWords.facts(type), snippet: following == UInt8(ascii: "[") ? nil : name + "[$1] $0",
        text: name, rank: AttributeWords.rank(type), topic: ["type", name])
    }
    addConstructors()
  }

  private mutating func addConstructors() {
    for (word, snippet, detail) in TypeWords.constructors {
      add(word, .type, detail: detail, snippet: snippet, text: word, rank: "4", topic: ["type", word])
    }
  }

  mutating func addElementTypes() {
    for type in DataType.allCases {
      let name = "\(type.name)"
      add(name, .type, detail: TypeWords.facts(type), rank: AttributeWords.rank(type), topic: ["type", name])
    }
    addConstructors()
  }

  /// The names of dimensions that the graph or function has already.
  mutating func addDimensions() {
    var counts: [[UInt8]: Int] = [:]
    var seen = 0
    let statements = snapshot.tree.statementsOfScope(around: place.word.lowerBound)
    snapshot.tree.forEachDimensionName(in: statements) { reader, token in
      counts[reader.name(token), default: 0] += 1
      seen += 1
      return seen < 5000 ? .goOn : .stop
    }
    // A statement with an error has no parts.
    for name in dimensionsInTokens() { counts[name, default: 0] += 1 }
    for (name, count) in counts.sorted(by: { ($1.value, $0.key.count) < ($0.value, $1.key.count) }) {
      let name = String(decoding: name, as: UTF8.self)
      add(
        Names.written(name), .dimension, detail: count == 1 ? "used once" : "used \(count) times",
        text: place.isQuoted ? Names.quoted(name) : Names.written(name), filter: name,
        rank: "1\(19999 - min(count, 9999))", topic: ["dimension", name])
    }
    add("?", .dimension, detail: "an unknown size", filter: place.prefix, rank: "3")
  }
}

extension CompletionMaker {
  /// Names between the brackets behind element types in the statement of the place, if it is broken.
  private func dimensionsInTokens() -> [[UInt8]] {
    let tree = snapshot.tree
    guard tree.statements.indices.contains(place.statement), tree.statements[place.statement].kind == .error else {
      return []
    }
    let statement = tree.statements[place.statement]
    var names: [[UInt8]] = []
    var isInside = false
    var isBehindType = false
    for token in tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
      let range = statement.start + token.range.lowerBound..<statement.start + token.range.upperBound
      switch token.kind {
      case .leftBracket: isInside = isBehindType
      case .rightBracket: isInside = false
      case .identifier, .string:
        if isInside, range != place.word { names.append(Array(snapshot.name(range).utf8)) }
      default: break
      }
      isBehindType = token.kind == .identifier && DataType.allCases.contains { "\($0.name)" == snapshot.text(range) }
    }
    return names
  }
}

/// Element types and type constructors in words.
enum TypeWords {
  static let constructors: [(word: String, snippet: String, detail: String)] = [
    ("seq", "seq(${1:float})", "a sequence of values of one type"),
    ("optional", "optional(${1:float})", "a value or nothing"),
    ("map", "map(${1:int64}, ${2:float})", "keys, integers or strings, with values"),
    ("sparse_tensor", "sparse_tensor(${1:float}[$2])", "a tensor given by its elements that are not zero"),
    ("opaque", "opaque(${1:domain}, ${2:name})", "a type that only its domain knows"),
  ]

  /// `16 bits`, in a few words.
  static func facts(_ type: DataType) -> String {
    let bits = type.bitWidth.map { "\($0) bits" } ?? "text"
    return special[type].map { "\(bits), \($0)" } ?? bits
  }

  private static let special: [DataType: String] = [
    .bfloat16: "8 of exponent, 7 of fraction", .float16: "IEEE half precision", .float: "IEEE single precision",
    .double: "IEEE double precision", .complex64: "two floats", .complex128: "two doubles",
    .float8e4m3fn: "NaN but no infinity", .float8e4m3fnuz: "NaN, no infinity, no negative zero",
    .float8e5m2: "as IEEE, with infinities", .float8e5m2fnuz: "NaN, no infinity, no negative zero",
    .float8e8m0: "a power of two: scales of microscaling formats", .float4e2m1: "no NaN, no infinity",
    .float6e2m3: "no NaN, no infinity", .float6e3m2: "no NaN, no infinity",
    .uint4: "0 to 15, two a byte", .int4: "-8 to 7, two a byte", .uint2: "0 to 3, four a byte",
    .int2: "-2 to 1, four a byte", .bool: "0 or 1",
  ]

  /// What a word of the type language means.
  static func describe(_ word: String) -> Markup? {
    var markup = Markup()
    if let constructor = constructors.first(where: { $0.word == word }) {
      markup.paragraph("\(Markup.span(word)): \(constructor.detail)")
      return markup
    }
    guard let type = DataType.allCases.first(where: { "\($0.name)" == word }) else { return nil }
    markup.paragraph("\(Markup.span(word)): \(facts(type))")
    markup.item("number \(type.rawValue) in TensorProto.DataType, as `to` of Cast takes it")
    if let first = firstVersions[type] { markup.item("since IR version \(first)") }
    return markup
  }

  /// The IR versions that brought later types (onnx.proto, Version).
  private static let firstVersions: [DataType: Int] = [
    .float8e4m3fn: 9, .float8e4m3fnuz: 9, .float8e5m2: 9, .float8e5m2fnuz: 9, .int4: 10, .uint4: 10, .float4e2m1: 11,
    .float8e8m0: 12, .int2: 13, .uint2: 13,
  ]
}
