// Reads JSON straight from bytes, strictly as RFC 8259 has it.

/// A JSON text that was read.
package struct JSONDocument: Sendable {
  package struct DuplicateKey: Sendable, Hashable {
    package var key: String
    /// The byte at which the repeated key starts, its quote.
    package var offset: Int
  }

  package var root: JSONValue
  /// Keys that stood in the same object before, in file order; JSON allows them, most formats don't.
  package var duplicateKeys: [DuplicateKey]
}

/// Reads JSON from bytes.
///
/// Strict: one value with white space around it, no byte-order mark, no comments, no trailing commas, valid UTF-8.
package struct JSONReader {
  /// How many objects and arrays may stand in one another.
  package static let depthLimit = 512

  /// What becomes of half a surrogate pair (`"\ud800"`), which no Swift string can hold.
  package enum LoneSurrogates: Sendable {
    case refuse
    /// U+FFFD takes its place, one UTF-16 unit as it was; for messages of editors, which JavaScript writes.
    case replace
  }

  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, loneSurrogates: LoneSurrogates = .refuse
  ) throws(JSONError) -> JSONDocument {
    var reader = JSONReader(bytes: bytes, loneSurrogates: loneSurrogates)
    reader.skipSpace()
    let root = try reader.value()
    reader.skipSpace()
    if reader.at < bytes.count { throw JSONError(.expected("the end"), at: reader.at) }
    return JSONDocument(root: root, duplicateKeys: reader.duplicateKeys)
  }

  package static func read(
    _ bytes: [UInt8], loneSurrogates: LoneSurrogates = .refuse
  ) throws(JSONError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      try read(bytes, loneSurrogates: loneSurrogates)
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let loneSurrogates: LoneSurrogates
  var at = 0
  private var depth = 0
  private var duplicateKeys: [JSONDocument.DuplicateKey] = []

  private init(bytes: UnsafeBufferPointer<UInt8>, loneSurrogates: LoneSurrogates) {
    self.bytes = bytes
    self.loneSurrogates = loneSurrogates
  }

  /// The byte at the current place; nil at the end.
  var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    guard let first = current else { throw JSONError(.unexpectedEnd, at: at) }
    switch first {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw JSONError(.expected("a value"), at: at)
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let start = at
    for offset in 0..<text.utf8CodeUnitCount {
      guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
      if byte != text.utf8Start[offset] { throw JSONError(.expected("a value"), at: start) }
      at += 1
    }
    return value
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    if current == UInt8(ascii: "]") { return leave(elements) }
    while true {
      elements.append(try value())
      skipSpace()
      if try isLast(UInt8(ascii: "]"), "\",\" or \"]\"") { return leave(elements) }
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    try enter()
    var members: [JSONObject.Member] = []
    var keys = KeySet()
    if current == UInt8(ascii: "}") { return leave(JSONObject()) }
    while true {
      let start = at
      guard let quote = current else { throw JSONError(.unexpectedEnd, at: at) }
      if quote != UInt8(ascii: "\"") { throw JSONError(.expected("a key in quotes"), at: at) }
      let key = try string()
      if !keys.insert(key, into: members) { duplicateKeys.append(.init(key: key, offset: start)) }
      skipSpace()
      guard let colon = current else { throw JSONError(.unexpectedEnd, at: at) }
      if colon != UInt8(ascii: ":") { throw JSONError(.expected("\":\""), at: at) }
      at += 1
      skipSpace()
      members.append(.init(key: key, value: try value()))
      skipSpace()
      if try isLast(UInt8(ascii: "}"), "\",\" or \"}\"") { return leave(JSONObject(members: members)) }
    }
  }

  /// Steps over an opening bracket.
  private mutating func enter() throws(JSONError) {
    if depth == Self.depthLimit { throw JSONError(.tooDeep(Self.depthLimit), at: at) }
    depth += 1
    at += 1
    skipSpace()
  }

  /// Steps over a closing bracket.
  private mutating func leave<Value>(_ value: Value) -> Value {
    depth -= 1
    at += 1
    return value
  }

  /// Whether `bracket` stands here; a comma is stepped over, with the white space behind it.
  private mutating func isLast(_ bracket: UInt8, _ expected: String) throws(JSONError) -> Bool {
    guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
    if byte == bracket { return true }
    if byte != UInt8(ascii: ",") { throw JSONError(.expected(expected), at: at) }
    at += 1
    skipSpace()
    return false
  }
}

/// Remembers the keys of one object: a few are compared one by one, many are hashed.
private struct KeySet {
  private var hashed: Set<String> = []

  /// Whether `key` is not among the `members` before it.
  mutating func insert(_ key: String, into members: [JSONObject.Member]) -> Bool {
    if members.count < 8 { return !members.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(members.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
