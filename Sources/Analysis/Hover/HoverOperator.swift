// A call in words: what goes in and out of it, its attributes, and what its operator does.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

extension Snapshot {
  /// A node's operator with this call's types and attributes.
  func describe(call node: NodeID, _ analysis: ModelAnalysis) -> Markup {
    let operation = analysis.index.operation(node)
    var markup = Markup()
    if let function = operation.function {
      markup.paragraph("\(Markup.span(operation.title)): a function of this model")
      markup.code(analysis.model.signature(ofFunction: function))
      markup.paragraph(analysis.model.text(analysis.model.functions[function].docString))
      listOperands(of: node, nil, analysis, into: &markup, function: analysis.model.functions[function])
      return markup
    }
    guard let schema = operation.schema else {
      let domain = operation.domain.isEmpty ? "ai.onnx" : operation.domain
      let version = operation.importedVersion.map { "\(domain) \($0)" } ?? "\(domain), which is not imported"
      markup.paragraph("\(Markup.span(operation.title)): no operator that is known of \(version)")
      listOperands(of: node, nil, analysis, into: &markup)
      return markup
    }
    let words = OperatorWords(schema, project.catalog)
    markup.paragraph(words.title)
    listOperands(of: node, schema, analysis, into: &markup)
    listAttributes(of: node, schema, analysis, into: &markup)
    words.describe(into: &markup, room: 1500)
    words.list(into: &markup)
    return markup
  }

  // MARK: Operands

  private static let mostOperands = 16

  private func listOperands(
    of node: NodeID, _ schema: OperatorSchema?, _ analysis: ModelAnalysis, into markup: inout Markup,
    function: Function? = nil
  ) {
    let (index, record, strings) = (analysis.index, analysis.index.node(node), analysis.model.strings)
    let inputs = function?.inputs.map { strings.string($0) } ?? []
    let outputs = function?.outputs.map { strings.string($0) } ?? []
    markup.heading("This call")
    for (number, value) in index.inputs(node).enumerated().prefix(Self.mostOperands) {
      let formal = schema?.formalInput(number)?.name ?? (inputs.indices.contains(number) ? inputs[number] : nil)
      markup.item(Self.prefix(formal) + operand(value, record.inputs, number, analysis))
    }
    for (number, value) in index.outputs(node).enumerated().prefix(Self.mostOperands) {
      let formal = schema?.formalOutput(number)?.name ?? (outputs.indices.contains(number) ? outputs[number] : nil)
      markup.item("→ " + Self.prefix(formal) + operand(value, record.outputs, number, analysis))
    }
  }

  private static func prefix(_ formal: String?) -> String { formal.map { Markup.span($0) + " " } ?? "" }

  private func operand(_ value: ValueID, _ names: [Text], _ number: Int, _ analysis: ModelAnalysis) -> String {
    let name = names.indices.contains(number) ? analysis.model.strings.string(names[number]) : ""
    guard value.exists else { return name.isEmpty ? "left out" : "\(Markup.span(name)), which nothing makes" }
    let type = analysis.inference.type(of: value).map { Markup.span($0.textForm) } ?? "of unknown type"
    let known = analysis.known(value)?.textForm(most: 8).map { " = \(Markup.span($0))" } ?? ""
    return "\(Markup.span(Names.written(name))): \(type)\(known)"
  }

  // MARK: Attributes

  /// The attributes in effect: those that stand there, then the defaults.
  private func listAttributes(
    of node: NodeID, _ schema: OperatorSchema, _ analysis: ModelAnalysis, into markup: inout Markup
  ) {
    let attributes = analysis.index.node(node).attributes
    var given: Set<String> = []
    for attribute in attributes.prefix(Self.mostOperands) {
      let name = analysis.model.text(attribute.name)
      given.insert(name)
      markup.item(Markup.span("\(name) = \(analysis.model.value(of: attribute) ?? "...")"))
    }
    let defaults = schema.attributes.filter { !given.contains($0.name) && $0.defaultValue != nil }
    guard !defaults.isEmpty else { return }
    markup.item(
      "by default "
        + defaults.compactMap { one in one.defaultValue.map { Markup.span("\(one.name) = \($0)") } }
        .joined(separator: ", "))
  }
}

extension ModelAnalysis {
  /// The elements of a small constant.
  func known(_ value: ValueID) -> KnownTensor? {
    guard value.exists else { return nil }
    return inference.known[value] ?? index.constant(value)
  }

  /// A function of the model: its signature, what it says of itself, how often it is called.
  func describe(function number: Int, in snapshot: Snapshot) -> Markup? {
    guard model.functions.indices.contains(number) else { return nil }
    var markup = Markup()
    markup.code(model.signature(ofFunction: number))
    let function = model.functions[number]
    markup.paragraph(model.text(function.docString))
    var facts = ["a function of this model", "\(function.nodes.count) nodes"]
    let calls = index.nodes.count { index.operations[$0.operation].function == number }
    facts.append(calls == 1 ? "called once" : "called \(calls) times")
    markup.item(facts.joined(separator: ", "))
    for entry in function.metadata { markup.item(metadata(entry)) }
    return markup
  }

  /// `owner`: `vision`.
  func metadata(_ entry: Entry) -> String {
    "\(Markup.span(model.text(entry.key))): \(Markup.span(model.text(entry.value)))"
  }
}
