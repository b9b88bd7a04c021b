// Writes JSON straight to bytes, in the order of the calls.

/// Writes one JSON value, piece by piece.
///
/// ```swift
/// var json = JSONWriter(layout: .compact)
/// json.object { json in
///   json.member("version", 1)
///   json.key("files")
///   json.array { $0.write("a.onnx") }
/// }
/// json.bytes  // {"version":1,"files":["a.onnx"]}
/// ```
///
/// Commas, colons and indents are its own business; that a key comes before every value of an object, and none
/// elsewhere, is the caller's. Escapes what RFC 8259 demands and nothing else.
package struct JSONWriter: Sendable {
  package enum Layout: Sendable {
    /// No white space.
    case compact
    /// A member or element a line, two spaces a level; empty objects and arrays on one line.
    case indented
  }

  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private var depth = 0
  /// Whether the innermost object or array has a member already.
  private var hasMembers = false
  private var isAfterKey = false

  package init(layout: Layout = .compact, capacity: Int = 1024) {
    self.layout = layout
    bytes.reserveCapacity(capacity)
  }

  /// Hands what was written so far to `sink` once it is as long as `length`, and forgets it: long texts need not be held.
  package mutating func drain(over length: Int = 1 << 18, _ sink: (UnsafeRawBufferPointer) -> Void) {
    guard bytes.count >= length else { return }
    bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Structure

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    beginObject()
    members(&self)
    endObject()
  }

  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    beginArray()
    elements(&self)
    endArray()
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Starts a member of an object; its value comes next.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// Starts a member of an object whose name needs no escapes: the fast way for what is written many times.
  package mutating func key(plain name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// Writes a string of pieces that need no escapes; a piece is text, or a number.
  package mutating func write(plain pieces: Piece...) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for piece in pieces {
      switch piece {
      case .text(let text):
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      case .bytes(let text): bytes.append(contentsOf: text)
      case .number(let number): digits(UInt64(number.magnitude), isNegative: number < 0)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A part of a string that needs no escapes.
  package enum Piece {
    case text(StaticString)
    case bytes([UInt8])
    case number(Int)
  }

  /// Ends the text with a line feed.
  package mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: Values

  package mutating func writeNull() { word("null") }

  package mutating func write(_ value: Bool) { word(value ? "true" : "false") }

  package mutating func write(_ value: String) {
    separate()
    quote(value)
  }

  package mutating func write(_ value: Int) { write(Int64(value)) }

  package mutating func write(_ value: Int64) {
    separate()
    digits(value.magnitude, isNegative: value < 0)
  }

  package mutating func write(_ value: UInt64) {
    separate()
    digits(value, isNegative: false)
  }

  /// The shortest digits that read back to the same double; `"nan"`, `"inf"` and `"-inf"` for what JSON can't say.
  package mutating func write(_ value: Double) {
    value.isFinite ? word(value.description) : write(value.isNaN ? "nan" : value < 0 ? "-inf" : "inf")
  }

  /// The shortest digits that read back to the same float; `"nan"`, `"inf"` and `"-inf"` for what JSON can't say.
  package mutating func write(_ value: Float) {
    value.isFinite ? word(value.description) : write(Double(value))
  }

  /// An integer that keeps its value in every reader: a string when it is beyond 2^53.
  package mutating func writeExact(_ value: Int64) {
    if value.magnitude <= 1 << 53 { write(value) } else { write(String(value)) }
  }

  /// An integer that keeps its value in every reader: a string when it is beyond 2^53.
  package mutating func writeExact(_ value: UInt64) {
    if value <= 1 << 53 { write(value) } else { write(String(value)) }
  }

  /// A string of bytes: a JSON string when they are UTF-8, else `{"base64": "..."}`.
  package mutating func writeText(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { text in
      if firstInvalidUTF8(text) == nil {
        separate()
        quote(text)
      } else {
        object { $0.member("base64", base64(text)) }
      }
    }
  }

  /// A value that is JSON already, as it is.
  package mutating func writeRaw(_ json: [UInt8]) {
    separate()
    bytes += json
  }

  // MARK: Members

  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { write(value) } else { writeNull() }
  }

  package mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { write(value) } else { writeNull() }
  }

  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    write(value)
  }

  package mutating func member(_ name: String, _ value: Double) {
    key(name)
    write(value)
  }

  package mutating func member(_ name: String, text: [UInt8]) {
    key(name)
    writeText(text)
  }

  /// A member whose value is an array with what `element` writes for each of `values`.
  package mutating func member<Values: Sequence>(
    _ name: String, each values: Values, _ element: (inout JSONWriter, Values.Element) -> Void
  ) {
    key(name)
    array { json in for value in values { element(&json, value) } }
  }

  // MARK: Bytes

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    hasMembers = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth = max(depth - 1, 0)
    if hasMembers { breakLine() }
    bytes.append(bracket)
    hasMembers = true
  }

  /// Writes what stands between the value before and the one that comes.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if hasMembers { bytes.append(UInt8(ascii: ",")) }
    hasMembers = true
    if depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func word(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func digits(_ magnitude: UInt64, isNegative: Bool) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var at = 20
      var rest = magnitude
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        at -= 1
        buffer[at] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest != 0
      if isNegative { bytes.append(UInt8(ascii: "-")) }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[at...]))
    }
  }

  private mutating func quote(_ text: String) {
    var text = text
    text.withUTF8 { quote($0) }
  }

  /// Writes valid UTF-8 in quotes, runs between escapes at once.
  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        at += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
      escape(byte)
      at += 1
      start = at
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 0xF] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
