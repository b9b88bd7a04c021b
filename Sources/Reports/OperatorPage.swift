package import Operators

/// What there is to know of one version of an operator, for people.
package struct OperatorPage {
  private let catalog: OperatorCatalog
  private let schema: OperatorSchema
  private let documentation: OperatorDocumentation
  private let paint: Paint
  private let width: Int
  private var lines: [String] = []

  /// The page as text.
  package static func text(
    _ schema: OperatorSchema, catalog: OperatorCatalog, width: Int, color: Bool
  ) -> String {
    var page = OperatorPage(schema, catalog, width: width, color: color)
    page.write()
    return page.lines.map { $0 + "\n" }.joined()
  }

  private init(_ schema: OperatorSchema, _ catalog: OperatorCatalog, width: Int, color: Bool) {
    self.schema = schema
    self.catalog = catalog
    self.width = width
    paint = Paint(isOn: color)
    documentation = catalog.documentation(of: schema) ?? OperatorDocumentation()
  }

  private mutating func write() {
    title()
    describe(documentation.text, "")
    parameters("Inputs", schema.inputs, schema.minimumInputs, schema.maximumInputs, documentation.inputs)
    parameters("Outputs", schema.outputs, schema.minimumOutputs, schema.maximumOutputs, documentation.outputs)
    attributes()
    typeParameters()
    history()
    runtimes()
  }

  private mutating func title() {
    let versions = catalog.versions(of: schema.name, domain: schema.domain)
    let next = versions.first { $0 > schema.sinceVersion }
    let domain = schema.domain.isEmpty ? "ai.onnx" : schema.domain
    let first = schema.sinceVersion
    let range = next.map { $0 - 1 == first ? "version \(first) only" : "versions \(first) to \($0 - 1)" }
    var facts = ["\(domain), \(range ?? "since version \(first)")"]
    if schema.isDeprecated { facts.append("deprecated") }
    if schema.isExperimental { facts.append("experimental") }
    if schema.isRandom { facts.append("random") }
    if schema.hasFunctionBody { facts.append("defined by a function") }
    if schema.hasContextDependentBody, !schema.hasFunctionBody {
      facts.append("defined by a function that depends on the node")
    }
    lines.append("\(paint(.bold, "\(schema)"))  (\(facts.joined(separator: "; ")))")
    lines.append("")
  }

  private mutating func heading(_ text: String) {
    if lines.last?.isEmpty == false { lines.append("") }
    lines.append(paint(.bold, text))
  }

  private mutating func describe(_ text: String?, _ indent: String) {
    guard let text, !text.isEmpty else { return }
    lines += MarkdownText.lines(text, width: width, indent: indent, color: paint.isOn)
  }

  private mutating func parameters(
    _ title: String, _ parameters: [FormalParameter], _ least: Int, _ most: Int, _ descriptions: [String: String]
  ) {
    guard !parameters.isEmpty else { return }
    let count = most == Int.max ? "\(least) or more" : least == most ? "\(least)" : "\(least) to \(most)"
    heading("\(title) (\(count))")
    for parameter in parameters {
      var facts = [parameter.typeName]
      switch parameter.option {
      case .single: break
      case .optional: facts.append("optional")
      case .variadic:
        facts.append("variadic")
        if !parameter.isHomogeneous { facts.append("of different types") }
      }
      lines.append("  \(paint(.cyan, parameter.name)): \(facts.joined(separator: ", "))")
      describe(descriptions[parameter.name], "    ")
    }
  }

  private mutating func attributes() {
    guard !schema.attributes.isEmpty else { return }
    heading("Attributes")
    for attribute in schema.attributes {
      let value = attribute.isRequired ? ", required" : attribute.defaultValue.map { " = \($0)" } ?? ", optional"
      lines.append("  \(paint(.cyan, attribute.name)): \(attribute.type.name)\(value)")
      describe(documentation.attributes[attribute.name], "    ")
    }
  }

  private mutating func typeParameters() {
    guard !schema.typeParameters.isEmpty else { return }
    heading("Types")
    for parameter in schema.typeParameters {
      wrap("\(paint(.cyan, parameter.name)): \(parameter.allowed)", first: "  ", rest: "    ")
      describe(documentation.typeParameters[parameter.name], "    ")
    }
  }

  private mutating func history() {
    let versions = catalog.versions(of: schema.name, domain: schema.domain)
    guard versions.count > 1 else { return }
    heading("History (! changes what a node means, or refuses it)")
    for version in versions {
      guard let other = catalog.schema(schema.name, domain: schema.domain, version: version) else { continue }
      let changes = catalog.changes(in: other)
      let label = String(repeating: " ", count: max(0, 4 - "\(version)".count)) + "\(version)"
      if version == versions.first {
        lines.append("\(label)    first version")
      } else if changes.isEmpty {
        lines.append("\(label)    documentation only")
      }
      for (index, change) in changes.enumerated() {
        let mark = change.breaks == nil ? "  " : paint(.red, "!") + " "
        wrap(change.text, first: (index == 0 ? label : "    ") + "  " + mark, rest: "          ")
      }
    }
  }

  private mutating func runtimes() {
    heading("Runtimes")
    let support = OperatorSupport(schema, catalog)
    for (name, text) in support.lines { wrap("\(paint(.cyan, name)): \(text)", first: "  ", rest: "    ") }
  }

  /// Wraps plain words; `rest` stands before every line but the first.
  private mutating func wrap(_ text: String, first: String, rest: String) {
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        (line, isEmpty) = (rest, true)
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
  }
}
