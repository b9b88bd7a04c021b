internal import Synchronization

/// Every operator of ONNX and of ONNX Runtime's further domains; a command makes one and shares it.
///
/// An operator's blocks are found by halving the embedded bytes and read when they are first asked for, then kept.
/// The domain `ai.onnx` is the same as `""`.
package final class OperatorCatalog: Sendable {
  private let entries = Mutex<[Key: Entry]>([:])

  package init() {}

  private struct Key: Hashable {
    let domain: String
    let name: String
  }

  /// What is known of one operator; `schemas` are read one by one.
  private struct Entry {
    let versions: [Int]
    let blocks: [Range<Int>]
    var schemas: [OperatorSchema?]
  }

  /// The domain as schemas have it.
  package static func domain(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }

  /// The newest schema that a model which imports `version` of the domain may use; nil if there is none.
  package func schema(_ name: String, domain: String, version: Int) -> OperatorSchema? {
    entries.withLock { entries in
      let key = Key(domain: Self.domain(domain), name: name)
      let entry = Self.entry(key, &entries)
      guard let index = entry.versions.lastIndex(where: { $0 <= version }) else { return nil }
      if let schema = entry.schemas[index] { return schema }
      let schema = SchemaReading.schema(entry.blocks[index], in: .schemas)
      entries[key]?.schemas[index] = schema
      return schema
    }
  }

  /// The versions with a signature of their own, in order; empty if there is no such operator.
  package func versions(of name: String, domain: String) -> [Int] {
    entries.withLock { Self.entry(Key(domain: Self.domain(domain), name: name), &$0).versions }
  }

  private static func entry(_ key: Key, _ entries: inout [Key: Entry]) -> Entry {
    if let entry = entries[key] { return entry }
    let file = BlockFile.schemas
    let found = file.blocks(domain: key.domain, name: key.name).compactMap { block in
      SchemaReading.version(of: block, in: file).map { (version: $0, block: block) }
    }
    let entry = Entry(
      versions: found.map(\.version), blocks: found.map(\.block), schemas: Array(repeating: nil, count: found.count))
    entries[key] = entry
    return entry
  }

  /// The names of a domain's operators, in order of their bytes.
  package func names(in domain: String) -> [String] {
    let wanted = Array(Self.domain(domain).utf8)
    let file = BlockFile.schemas
    var names: [String] = []
    file.forEachBlock { block in
      var reader = file.lines(block)
      guard let fields = reader.next()?.fields, fields.count > 1, fields[0].elementsEqual(wanted) else { return }
      let name = fields[1].string
      if names.last != name { names.append(name) }
    }
    return names
  }

  /// The domains, ONNX's own as `""` first.
  package var domains: [String] {
    BlockFile.schemas.head.compactMap { line in
      let words = line.text.split(separator: " ")
      return words.count == 3 && words[0] == "domain" ? Self.domain(String(words[1])) : nil
    }
  }

  /// The newest version of a domain's operator set; nil for a domain that is not known.
  package func latestVersion(of domain: String) -> Int? {
    Self.latestVersions[Self.domain(domain)]
  }

  private static let latestVersions: [String: Int] = {
    var versions: [String: Int] = [:]
    for line in BlockFile.schemas.head {
      let words = line.text.split(separator: " ")
      if words.count == 3, words[0] == "domain" { versions[OperatorCatalog.domain(String(words[1]))] = Int(words[2]) }
    }
    return versions
  }()

  /// The packages that the data is from, with their versions: `onnx`, `onnxruntime`.
  package var sources: [(package: String, version: String)] {
    BlockFile.schemas.head.compactMap { line in
      let words = line.text.split(separator: " ")
      return words.count == 2 ? (String(words[0]), String(words[1])) : nil
    }
  }
}
