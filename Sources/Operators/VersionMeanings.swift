/// The hand-kept table of versions that change an operator's meaning (meanings.txt).
enum VersionMeanings {
  /// What the table says of one version of an operator.
  struct Entry {
    /// Changes that the signature does not show.
    var changes: [SchemaChange] = []
    /// Parameters and attributes whose difference in the signature is none.
    var sameParts: Set<String> = []
  }

  static func entry(for schema: OperatorSchema) -> Entry {
    let wanted = (schema.domain.isEmpty ? "" : schema.domain + "::") + "\(schema.name) \(schema.sinceVersion)"
    var entry = Entry()
    var reader = LineReader(BlockFile.meanings.bytes)
    while let line = reader.next() {
      guard line.bytes.starts(with: wanted.utf8), let colon = colon(in: line.bytes) else { continue }
      let head = String(decoding: line.bytes[..<colon], as: UTF8.self).dropFirst(wanted.utf8.count)
      let text = String(decoding: line.bytes[(colon + 1)...], as: UTF8.self).drop { $0 == " " }
      if head.hasPrefix(" same ") {
        entry.sameParts.formUnion(head.dropFirst(6).split(separator: " ").map(String.init))
      } else if head.isEmpty {
        entry.changes.append(SchemaChange(String(text), breaks: .always))
      } else if head.hasPrefix(", "), let condition = condition(head.dropFirst(2)) {
        entry.changes.append(SchemaChange(String(text), breaks: condition))
      }
    }
    return entry
  }

  /// Where the sentence begins; `::` belongs to a domain.
  private static func colon(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: " ") }
  }

  private static func condition(_ text: Substring) -> NodeCondition? {
    var words = text.split(separator: " ").map(String.init)[...]
    let isNegative = words.first == "no"
    if isNegative { words.removeFirst() }
    guard words.count == 2 || words.count == 4 && words.dropFirst(2).first == "=",
      let kind = words.first, let name = words.dropFirst().first
    else { return nil }
    switch (kind, isNegative) {
    case ("attribute", false): return .attribute(name, value: words.count == 4 ? words.last : nil)
    case ("attribute", true): return .noAttribute(name)
    case ("input", false): return Int(name).map { .input($0) }
    case ("input", true): return Int(name).map { .noInput($0) }
    case ("output", false): return Int(name).map { .output($0) }
    default: return nil
    }
  }

  /// Lines of the table that nobody can read, for its test.
  static func unreadableLines() -> [String] {
    var result: [String] = []
    var reader = LineReader(BlockFile.meanings.bytes)
    while let line = reader.next() {
      guard line.mark != 0, line.mark != UInt8(ascii: "#") else { continue }
      guard let colon = colon(in: line.bytes) else {
        result.append(line.bytes.string)
        continue
      }
      let head = String(decoding: line.bytes[..<colon], as: UTF8.self)
      let words = head.split(separator: " ", maxSplits: 2)
      let version = words.count > 1 ? words[1].drop { $0 == "," } : ""
      let isPlain = words.count == 2 && Int(version) != nil
      let isSame = words.count == 3 && words[2].hasPrefix("same ")
      let isConditional = words.count == 3 && version.hasSuffix(",") && condition(words[2]) != nil
      if !isPlain && !isSame && !isConditional { result.append(line.bytes.string) }
    }
    return result
  }
}
