// Telling texts apart by their first words.

/// The start of a file that is text.
struct TextHead {
  private let bytes: [UInt8]

  /// Nil where the bytes are no text: invalid UTF-8, or control bytes. A head may end inside a character.
  init?(_ head: [UInt8], isWhole: Bool) {
    let isText = head.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (0x09...0x0d).contains($0) }
    guard isText, (0...(isWhole ? 0 : 3)).contains(where: { Self.isUTF8(head.dropLast($0)) }) else { return nil }
    bytes = head.starts(with: [0xef, 0xbb, 0xbf]) ? Array(head.dropFirst(3)) : head
  }

  var kind: FileKind {
    if let size = lfsSize { return .gitLFSPointer(size: size) }
    if starts("#!onnx-text", at: 0) { return .modelText }
    var place = 0
    skipSpaceAndComments(&place)
    guard place < bytes.count else { return isAllComments ? .modelText : .text(start: "") }
    switch bytes[place] {
    case UInt8(ascii: "<"): return markup(place) ?? .modelText
    case UInt8(ascii: "{"): return .json
    case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "="): return .modelText
    default: return word(place)
    }
  }

  // MARK: Kinds

  private var lfsSize: Int?? {
    guard starts("version https://git-lfs.github.com/spec/", at: 0) || starts("version https://hawser", at: 0) else {
      return nil
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let size = lines.first { $0.starts(with: "size ".utf8) }
    return .some(size.flatMap { Int(String(decoding: $0.dropFirst(5).prefix { $0 > 0x20 }, as: UTF8.self)) })
  }

  /// HTML and XML; a model's header starts with `<`, a key and a colon, or is empty.
  private func markup(_ place: Int) -> FileKind? {
    let words = ["<!doctype", "<!--", "<html", "<head", "<body", "<script", "<title"]
    if words.contains(where: { starts($0, at: place) }) { return .html(start: firstLine(before: UInt8(ascii: ">"))) }
    if starts("<?xml", at: place) { return .xml }
    // <name> and <name attribute=
    var end = place + 1
    skipIdentifier(&end)
    guard end > place + 1, end < bytes.count else { return nil }
    if bytes[end] == UInt8(ascii: ">") { return .xml }
    skipSpace(&end)
    let start = end
    skipIdentifier(&end)
    return end > start && starts("=", at: end) ? .xml : nil
  }

  /// A text that starts with a name: a graph's, a field's of protobuf's text format, or a word of some prose.
  private func word(_ start: Int) -> FileKind {
    var place = start
    skipIdentifier(&place)
    let name = String(decoding: bytes[start..<place], as: UTF8.self)
    guard !name.isEmpty else { return other }
    skipSpaceAndComments(&place)
    guard place < bytes.count else { return other }
    switch bytes[place] {
    case UInt8(ascii: ":"): return Self.fields.contains(name) ? entry(place) : other
    case UInt8(ascii: "{"): return block(name, place + 1)
    case UInt8(ascii: "("): return .modelText
    case UInt8(ascii: "="): return starts("=>", at: place) ? .modelText : other
    default: return other
    }
  }

  /// `graph {`: protobuf's text format, or an object of ours, whose entries end with a comma.
  private func block(_ name: String, _ start: Int) -> FileKind {
    guard Self.fields.contains(name) || name == "model" || name == "node" else { return other }
    guard ["model", "graph", "function", "functions"].contains(name) else { return .protobufText }
    var place = start
    skipSpaceAndComments(&place)
    skipIdentifier(&place)
    skipSpaceAndComments(&place)
    guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else {
      return place < bytes.count && bytes[place] == UInt8(ascii: "{") ? .protobufText : .modelText
    }
    let line = bytes[place...].prefix { $0 != UInt8(ascii: "\n") }
    return line.contains(UInt8(ascii: ",")) || line.contains(UInt8(ascii: "}")) ? .modelText : .protobufText
  }

  /// `ir_version: 8` of protobuf's text format, or of a text of ours that has lost its `<`: that one has commas.
  private func entry(_ colon: Int) -> FileKind {
    let line = bytes[colon...].prefix { $0 != UInt8(ascii: "\n") }
    return line.last { $0 > 0x20 } == UInt8(ascii: ",") ? .modelText : .protobufText
  }

  private var other: FileKind { .text(start: firstLine()) }

  /// The start of the first line that has something, short enough to quote.
  private func firstLine(before end: UInt8? = nil) -> String {
    var place = 0
    skipSpace(&place)
    let line = bytes[place...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != end }
    return String(String(decoding: line, as: UTF8.self).prefix(24))
  }

  private static let fields: Set<String> = [
    "ir_version", "producer_name", "producer_version", "domain", "model_version", "doc_string", "graph", "opset_import",
    "metadata_props", "training_info", "functions", "configuration",
  ]

  // MARK: Scanning

  private var isAllComments: Bool { bytes.contains(UInt8(ascii: "#")) || bytes.contains(UInt8(ascii: "/")) }

  /// Whether `word`, in lower case, stands at `place` in any case.
  private func starts(_ word: String, at place: Int) -> Bool {
    bytes[place...].prefix(word.utf8.count).map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(word.utf8)
  }

  private func skipSpace(_ place: inout Int) {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
  }

  private func skipSpaceAndComments(_ place: inout Int) {
    while true {
      skipSpace(&place)
      guard starts("#", at: place) || starts("//", at: place) else { return }
      while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    }
  }

  private func skipIdentifier(_ place: inout Int) {
    while place < bytes.count, Self.isIdentifier(bytes[place]) { place += 1 }
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
  }

  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }
}
