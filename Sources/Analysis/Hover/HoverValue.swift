// A value in words: its type, what makes it, who reads it, what it is where that is known.

internal import Inference
internal import ONNXModel
internal import SourceText

extension Snapshot {
  /// A value as the analysis knows it.
  func describe(value: ValueID, _ analysis: ModelAnalysis) -> Markup {
    let index = analysis.index
    var markup = Markup()
    let type = analysis.inference.type(of: value)?.textForm
    let name = Names.written(index.name(of: value), isFree: true)
    markup.code(type.map { "\($0) \(name)" } ?? "\(name)  # of unknown type")
    markup.item(origin(of: value, analysis))
    markup.item(uses(of: value, analysis))
    let tensor = index.initializer(of: value)
    if let known = analysis.known(value), let text = known.textForm(most: 16) { markup.item("is \(Markup.span(text))") }
    if let declared = analysis.inference.declarations.first(of: value)?.textForm, declared != type {
      markup.item("declared \(Markup.span(declared))")
    }
    if analysis.inference.assumed.contains(value) {
      markup.item("its shape rests on the default of an input, which a caller may replace")
    }
    if let tensor { describe(tensor, analysis, into: &markup) }
    describeNotes(of: value, tensor, analysis, into: &markup)
    return markup
  }

  // MARK: Where it comes from and goes to

  private func origin(of value: ValueID, _ analysis: ModelAnalysis) -> String {
    let record = analysis.index.values[value.offset]
    switch record.origin {
    case .input(let number):
      return record.initializer == nil
        ? "input \(number) of \(describe(scope: record.scope, analysis))"
        : "input \(number) of \(describe(scope: record.scope, analysis)), with a default"
    case .initializer: return "an initializer"
    case .sparseInitializer: return "a sparse initializer"
    case .output(let node, let number):
      let operation = analysis.index.operation(node)
      let formal = operation.schema?.formalOutput(number).map { "output \(Markup.span($0.name))" } ?? "output \(number)"
      return "\(formal) of \(link(node, analysis))"
    }
  }

  private func describe(scope: Int, _ analysis: ModelAnalysis) -> String {
    switch analysis.index.scopes[scope].kind {
    case .graph: "the graph"
    case .function(let number): "function \(Markup.span(analysis.model.text(analysis.model.functions[number].name)))"
    case .subgraph(let node, _, _): "a subgraph of \(link(node, analysis))"
    case .training: "a training graph"
    }
  }

  private static let mostReaders = 5

  private func uses(of value: ValueID, _ analysis: ModelAnalysis) -> String {
    let count = analysis.uses.readerCount(value)
    let readers = analysis.uses.readers(of: value).prefix(Self.mostReaders).map { reader in
      let operation = analysis.index.operation(reader.node)
      let formal = operation.schema?.formalInput(reader.input).map { " as \(Markup.span($0.name))" } ?? ""
      return link(reader.node, analysis) + formal
    }
    let times = count == 1 ? "read once" : "read \(count) times"
    var text = count == 0 ? "read by no node" : "\(times): \(readers.joined(separator: ", "))"
    if count > Self.mostReaders { text += ", ..." }
    return analysis.uses.isOutput(value) ? text + "; an output" : text
  }

  /// `Conv-11` and its line, as a link there.
  func link(_ node: NodeID, _ analysis: ModelAnalysis) -> String {
    let title = Markup.span(analysis.index.operation(node).title)
    let path = analysis.index.path(of: node)
    guard let place = analysis.places.range(of: path)?.lowerBound else { return title }
    return "\(title) (\(link(to: place)))"
  }

  /// The line of a place, as a link.
  func link(to offset: Int) -> String {
    let line = lines.position(at: offset).line + 1
    return "[line \(line)](\(uri)#L\(line))"
  }

  // MARK: Notes

  /// What the value's declarations and its tensor carry.
  private func describeNotes(
    of value: ValueID, _ tensor: Tensor?, _ analysis: ModelAnalysis, into markup: inout Markup
  ) {
    let (index, model) = (analysis.index, analysis.model)
    let record = index.values[value.offset]
    let graph = index.scopes[record.scope].graph
    var infos: [Value] = []
    if case .input(let number) = record.origin, graph.inputs.indices.contains(number) {
      infos.append(graph.inputs[number])
    }
    if let number = analysis.uses.declaration(of: value) { infos.append(graph.values[number]) }
    if analysis.uses.isOutput(value),
      let number = index.scopes[record.scope].outputs.firstIndex(of: value), graph.outputs.indices.contains(number)
    {
      infos.append(graph.outputs[number])
    }
    for entry in infos.flatMap(\.metadata) + (tensor?.metadata ?? []) { markup.item(analysis.metadata(entry)) }
    for text in infos.compactMap(\.docString) + [tensor?.docString].compactMap(\.self) {
      markup.paragraph(model.strings.string(text))
    }
  }
}
