// What stands between the lines: types of outputs, names of inputs, values of constants.

internal import Inference
internal import ONNXModel
internal import Syntax

/// Which hints a person wants.
package struct HintChoice: Sendable {
  package var types: Bool
  package var parameterNames: Bool
  package var constants: Bool

  package init(types: Bool = true, parameterNames: Bool = false, constants: Bool = true) {
    self.types = types
    self.parameterNames = parameterNames
    self.constants = constants
  }
}

/// Text that an editor shows in the text without its being there.
package struct HintText: Sendable, Equatable {
  package enum Kind: Sendable, Equatable { case type, parameterName, constant }

  /// Where it is shown, in bytes.
  package var offset: Int
  package var label: String
  package var kind: Kind
  /// Where it is known from.
  package var reason: String
}

extension Snapshot {
  /// The hints of some bytes of the text, in order; none where the analysis is not of this version.
  package func hints(in range: Range<Int>, _ choice: HintChoice = HintChoice()) -> [HintText] {
    guard isAnalyzed, let analysis else { return [] }
    let wanted = tree.statements(in: range)
    let facts = NameFacts(analysis, isWhole: false)
    var cursor = StatementCursor(facts)
    var writer = HintWriter(analysis, facts, range, choice)
    var number = 0
    withExtendedLifetime(tree.source) {
      tree.forEachStatement { statement, reader in
        defer { number &+= 1 }
        guard number < wanted.upperBound else { return }
        guard case .node(let node) = cursor.next(statement, reader), number >= wanted.lowerBound else { return }
        writer.addNode(0, reader, node)
      }
    }
    return writer.hints
  }
}

/// Collects the hints of nodes.
private struct HintWriter {
  private let analysis: ModelAnalysis
  private let facts: NameFacts
  private let range: Range<Int>
  private let choice: HintChoice
  private(set) var hints: [HintText] = []

  /// Longer constants say more than a hint should.
  private static let longestConstant = 8

  init(_ analysis: ModelAnalysis, _ facts: NameFacts, _ range: Range<Int>, _ choice: HintChoice) {
    self.analysis = analysis
    self.facts = facts
    self.range = range
    self.choice = choice
  }

  /// A node and the nodes of its subgraphs.
  mutating func addNode(_ part: Int, _ reader: StatementReader, _ node: NodeID) {
    var child = part + 1
    while child < reader.end(part) {
      switch reader.kind(child) {
      case .outputs: addOutputs(child, reader, node)
      case .inputs: addInputs(child, reader, node)
      case .attributes: addSubgraphs(child, reader, node)
      default: break
      }
      child = reader.end(child)
    }
  }

  private mutating func addSubgraphs(_ list: Int, _ reader: StatementReader, _ node: NodeID) {
    guard !facts.subscopes(node).isEmpty else { return }
    for (attribute, part) in reader.children(list, .attribute).enumerated() {
      for graph in reader.children(part, .graph) { addGraph(graph, reader, facts.subscope(node, attribute, nil)) }
      for list in reader.children(part, .list) {
        for (element, graph) in reader.children(list, .graph).enumerated() {
          addGraph(graph, reader, facts.subscope(node, attribute, element))
        }
      }
    }
  }

  private mutating func addGraph(_ graph: Int, _ reader: StatementReader, _ scope: Int?) {
    guard let scope, reader.range(of: graph).overlaps(range) else { return }
    for (number, part) in reader.children(graph, .node).enumerated() {
      if let node = facts.node(number, in: scope) { addNode(part, reader, node) }
    }
  }

  // MARK: One node

  private mutating func addOutputs(_ list: Int, _ reader: StatementReader, _ node: NodeID) {
    for (_, place, value) in names(list, reader, facts.outputs(node)) {
      if choice.types { addType(of: value, behind: place, node) }
      // A constant's value stands on the same line.
      if choice.constants, !facts.inputs(node).isEmpty {
        addConstant(value, behind: place, "computed from what is known of the inputs")
      }
    }
  }

  private mutating func addInputs(_ list: Int, _ reader: StatementReader, _ node: NodeID) {
    guard choice.parameterNames || choice.constants else { return }
    let operation = analysis.index.operation(node)
    for (number, place, value) in names(list, reader, facts.inputs(node)) {
      if choice.parameterNames, let name = parameter(number, operation) {
        let reason = "input \(number) of \(operation.title)"
        hints.append(HintText(offset: place.lowerBound, label: "\(name):", kind: .parameterName, reason: reason))
      }
      if choice.constants { addConstant(value, behind: place, "the elements are the same in every run") }
    }
  }

  private mutating func addType(of value: ValueID, behind place: Range<Int>, _ node: NodeID) {
    guard let type = analysis.inference.type(of: value) else { return }
    let declared = analysis.inference.declarations.all(of: value)
    if declared.contains(where: { $0.type == type }) { return }
    var reason = "inferred from the inputs and attributes of \(analysis.index.operation(node).title)"
    if let first = declared.first { reason += "; declared \(first.type.textForm)" }
    if analysis.inference.assumed.contains(value) { reason += "; holds while an input has its default" }
    hints.append(HintText(offset: place.upperBound, label: type.textForm, kind: .type, reason: reason))
  }

  private mutating func addConstant(_ value: ValueID, behind place: Range<Int>, _ reason: String) {
    guard value.exists, let tensor = analysis.inference.known[value] ?? stored(value),
      let text = tensor.textForm(most: Self.longestConstant), text.utf8.count <= 80
    else { return }
    hints.append(HintText(offset: place.upperBound, label: "= \(text)", kind: .constant, reason: reason))
  }

  /// The elements of a small initializer that inference had no use for.
  private func stored(_ value: ValueID) -> KnownTensor? {
    guard case .initializer = analysis.index.values[value.offset].origin,
      let tensor = analysis.index.initializer(of: value), tensor.elementCount ?? .max <= Self.longestConstant
    else { return nil }
    return TensorElements.read(tensor, of: analysis.model)
  }

  private func parameter(_ number: Int, _ operation: Operation) -> String? {
    if let function = operation.function {
      let inputs = analysis.model.functions[function].inputs
      return inputs.indices.contains(number) ? analysis.model.strings.string(inputs[number]) : nil
    }
    return operation.schema?.formalInput(number)?.name
  }

  /// The names of a list that lie in the range, with what they mean.
  private func names(
    _ list: Int, _ reader: StatementReader, _ values: ArraySlice<ValueID>
  ) -> [(number: Int, place: Range<Int>, value: ValueID)] {
    var names: [(Int, Range<Int>, ValueID)] = []
    var number = 0
    for token in reader.firstToken(list)..<max(reader.firstToken(list), reader.endToken(list)) {
      if reader.tokens[token].kind == .comma {
        number += 1
        continue
      }
      let place = reader.range(token, token + 1)
      if number < values.count, place.lowerBound >= range.lowerBound, place.upperBound <= range.upperBound {
        names.append((number, place, values[values.startIndex + number]))
      }
    }
    return names
  }
}

extension StatementReader {
  /// The parts of a kind right inside of a part.
  func children(_ part: Int, _ kind: SyntaxKind) -> [Int] {
    var found: [Int] = []
    var child = part + 1
    while child < end(part) {
      if self.kind(child) == kind { found.append(child) }
      child = end(child)
    }
    return found
  }
}
