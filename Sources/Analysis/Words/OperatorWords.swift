// An operator of a version in words: its title, and what ONNX's documentation says.

internal import Operators

/// Says what an operator is.
struct OperatorWords {
  let schema: OperatorSchema
  let catalog: OperatorCatalog
  let documentation: OperatorDocumentation

  init(_ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    self.schema = schema
    self.catalog = catalog
    documentation = catalog.documentation(of: schema) ?? OperatorDocumentation()
  }

  /// `Conv-11`, and which versions that is.
  var title: String {
    let versions = catalog.versions(of: schema.name, domain: schema.domain)
    let next = versions.first { $0 > schema.sinceVersion }
    let first = schema.sinceVersion
    let range = next.map { $0 - 1 == first ? "version \(first) only" : "versions \(first) to \($0 - 1)" }
    var facts = [schema.domain.isEmpty ? "ai.onnx" : schema.domain, range ?? "since version \(first)"]
    if schema.isDeprecated { facts.append("**deprecated**") }
    if schema.isExperimental { facts.append("experimental") }
    if schema.isRandom { facts.append("random") }
    return "**\(Markup.span(schema.description))** \(facts.joined(separator: ", "))"
  }

  /// `(X, W, B?) -> (Y)`.
  var shortSignature: String {
    "(\(Self.list(schema.inputs))) -> (\(Self.list(schema.outputs)))"
  }

  private static func list(_ parameters: [FormalParameter]) -> String {
    parameters.map { $0.name + mark($0) }.joined(separator: ", ")
  }

  /// What stands behind the name of a parameter that may be missing, or there several times.
  static func mark(_ parameter: FormalParameter) -> String {
    switch parameter.option {
    case .single: ""
    case .optional: "?"
    case .variadic: "..."
    }
  }

  /// `tensor(float)` or the types that a type parameter allows.
  func types(_ parameter: FormalParameter) -> String {
    parameter.typeParameter == nil ? Markup.span(parameter.typeName) : "\(parameter.allowed)"
  }

  // MARK: Sections

  /// What the operator does.
  func describe(into markup: inout Markup, room: Int) {
    let (text, isCut) = DocumentationText.cut(documentation.text, room: room)
    markup.paragraph(isCut ? text + "\n\n..." : text)
  }

  /// Inputs, outputs, attributes and types, a line each.
  func list(into markup: inout Markup) {
    list("Inputs", schema.inputs, documentation.inputs, into: &markup)
    list("Outputs", schema.outputs, documentation.outputs, into: &markup)
    if !schema.attributes.isEmpty {
      markup.heading("Attributes")
      for attribute in schema.attributes {
        markup.item(Self.item(attribute, documentation.attributes[attribute.name]))
      }
    }
    if !schema.typeParameters.isEmpty {
      markup.heading("Types")
      for parameter in schema.typeParameters { markup.item("\(Markup.span(parameter.name)): \(parameter.allowed)") }
    }
  }

  private func list(
    _ title: String, _ parameters: [FormalParameter], _ descriptions: [String: String], into markup: inout Markup
  ) {
    guard !parameters.isEmpty else { return }
    markup.heading(title)
    for parameter in parameters {
      markup.item(
        Self.join(
          "\(Markup.span(parameter.name + Self.mark(parameter))) \(parameter.typeName)",
          descriptions[parameter.name].map { DocumentationText.summary($0) }))
    }
  }

  private static func item(_ attribute: AttributeSchema, _ description: String?) -> String {
    join("\(Markup.span(attribute.name)) \(facts(attribute))", description.map { DocumentationText.summary($0) })
  }

  /// `ints, required`, `int = 1`.
  static func facts(_ attribute: AttributeSchema) -> String {
    let type = "\(attribute.type.name)"
    if attribute.isRequired { return type + ", required" }
    return attribute.defaultValue.map { "\(type) = \($0)" } ?? type + ", optional"
  }

  private static func join(_ head: String, _ text: String?) -> String {
    guard let text, !text.isEmpty else { return head }
    return "\(head): \(text)"
  }
}
