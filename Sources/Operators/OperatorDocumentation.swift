/// What the specification says of one version of an operator, in its markdown.
package struct OperatorDocumentation: Sendable {
  package fileprivate(set) var text = ""
  /// Descriptions by the names of what they describe; one that has none is not there.
  package fileprivate(set) var inputs: [String: String] = [:]
  package fileprivate(set) var outputs: [String: String] = [:]
  package fileprivate(set) var attributes: [String: String] = [:]
  package fileprivate(set) var typeParameters: [String: String] = [:]

  /// No documentation.
  package init() {}
}

extension OperatorCatalog {
  /// The documentation of a version; nil if the specification has none.
  package func documentation(of schema: OperatorSchema) -> OperatorDocumentation? {
    let file = BlockFile.documentation
    var text = ""
    for block in file.blocks(domain: schema.domain, name: schema.name) {
      let documentation = Self.documentation(block, in: file, before: text)
      if SchemaReading.version(of: block, in: file) == schema.sinceVersion { return documentation }
      text = documentation.text
    }
    return nil
  }

  /// - Parameter before: The text of the version before, which `^` stands for.
  private static func documentation(
    _ block: Range<Int>, in file: BlockFile, before: String
  ) -> OperatorDocumentation {
    var result = OperatorDocumentation()
    var lines: [String] = []
    var reader = file.lines(block)
    _ = reader.next()
    while let line = reader.next() {
      switch line.mark {
      case UInt8(ascii: "|"): lines.append(line.text)
      case UInt8(ascii: "^"): result.text = before
      default:
        let fields = line.fields
        guard fields.count == 2 else { continue }
        result.describe(line.mark, fields[0].string, fields[1].unescaped)
      }
    }
    if !lines.isEmpty { result.text = lines.joined(separator: "\n") }
    return result
  }
}

extension OperatorDocumentation {
  fileprivate mutating func describe(_ mark: UInt8, _ name: String, _ text: String) {
    switch mark {
    case UInt8(ascii: "i"): inputs[name] = text
    case UInt8(ascii: "o"): outputs[name] = text
    case UInt8(ascii: "a"): attributes[name] = text
    default: typeParameters[name] = text
    }
  }
}
