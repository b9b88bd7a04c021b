// Attributes and parameters in words.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rules

/// An attribute of an operator in words.
enum AttributeText {
  static func describe(_ attribute: AttributeSchema, of schema: OperatorSchema, _ catalog: OperatorCatalog) -> Markup {
    var markup = Markup()
    markup.paragraph(
      "\(Markup.span(attribute.name)) \(OperatorWords.facts(attribute)), of \(Markup.span(schema.description))")
    let words = EnumWords.words(of: attribute.name, operation: schema.name)
    if !words.isEmpty { markup.paragraph("one of " + words.map(Markup.span).joined(separator: ", ")) }
    if let text = catalog.documentation(of: schema)?.attributes[attribute.name] {
      markup.paragraph(DocumentationText.cut(text, room: 1500).text)
    }
    return markup
  }
}

extension Snapshot {
  /// A node's attribute: what its operator or function says of it.
  func describe(attribute number: Int, of node: NodeID, _ analysis: ModelAnalysis) -> Markup? {
    let attributes = analysis.index.node(node).attributes
    guard attributes.indices.contains(number) else { return nil }
    let name = analysis.model.text(attributes[number].name)
    let operation = analysis.index.operation(node)
    if let function = operation.function { return analysis.describe(parameter: name, of: function) }
    guard let schema = operation.schema, let attribute = schema.attribute(named: name) else {
      var markup = Markup()
      markup.paragraph("\(Markup.span(name)): no attribute of \(Markup.span(operation.title))")
      return markup
    }
    var markup = AttributeText.describe(attribute, of: schema, project.catalog)
    if AttributeWords.isDataType(name), let value = attributes[number].i,
      let type = DataType(rawValue: Int32(truncatingIfNeeded: value)), Int64(type.rawValue) == value
    {
      markup.paragraph("\(value) is \(Markup.span("\(type.name)"))")
    }
    return markup
  }

  /// `@name`: the parameter of the function around it.
  func describe(reference number: Int, of node: NodeID, _ analysis: ModelAnalysis) -> Markup? {
    let attributes = analysis.index.node(node).attributes
    let root = analysis.index.rootScope(of: analysis.index.nodes[node.offset].scope)
    guard attributes.indices.contains(number), case .function(let function) = analysis.index.scopes[root].kind else {
      return nil
    }
    return analysis.describe(parameter: analysis.model.text(attributes[number].refAttrName), of: function)
  }
}

extension ModelAnalysis {
  /// An attribute of a function of the model.
  func describe(parameter name: String, of number: Int) -> Markup? {
    guard model.functions.indices.contains(number) else { return nil }
    let function = model.functions[number]
    var markup = Markup()
    let of = ", of \(Markup.span(model.signature(ofFunction: number)))"
    if function.attributes.contains(where: { model.strings.string($0) == name }) {
      markup.paragraph("\(Markup.span(name)): an attribute without a default\(of)")
    } else if let attribute = function.attributeDefaults.first(where: { model.text($0.name) == name }) {
      let type = attribute.type.flatMap(AttributeType.init(rawValue:)).map { "\($0.name)" } ?? "attribute"
      markup.paragraph("\(Markup.span(name)): \(type)\(value(attribute))\(of)")
      markup.paragraph(model.text(attribute.docString))
    } else {
      markup.paragraph("\(Markup.span(name)): no attribute\(of)")
    }
    return markup
  }

  private func value(_ attribute: Attribute) -> String {
    model.value(of: attribute).map { " = \(Markup.span($0))" } ?? ""
  }
}
