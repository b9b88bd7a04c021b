// What names mean, for the colours of a text.

internal import Inference

/// Answers of an analysis about values and operators; an object, since every token asks it.
final class NameFacts {
  let index: ModelIndex
  private let uses: ValueUses
  private let known: [ValueID: KnownTensor]
  /// Whether no statement is broken: then what is unused surely is.
  private let isWhole: Bool

  init(_ analysis: ModelAnalysis, isWhole: Bool) {
    index = analysis.index
    uses = analysis.uses
    known = analysis.inference.known
    self.isWhole = isWhole
  }

  /// What a value's name is.
  func kind(of value: ValueID) -> (SemanticKind, SemanticModifiers) {
    guard value.exists else { return (.value, []) }
    switch index.values[value.offset].origin {
    case .input: return (.input, [])
    case .initializer, .sparseInitializer: return (.value, [.constant, .stored])
    case .output: return (.value, known[value]?.isConstant ?? false ? .constant : [])
    }
  }

  func inputs(_ node: NodeID) -> ArraySlice<ValueID> { index.inputs(node) }
  func outputs(_ node: NodeID) -> ArraySlice<ValueID> { index.outputs(node) }

  /// What a graph or function takes or gives.
  func values(_ isInput: Bool, of scope: Int) -> ArraySlice<ValueID> {
    (isInput ? index.scopes[scope].inputs : index.scopes[scope].outputs)[...]
  }

  func subscopes(_ node: NodeID) -> [Subscope] { index.subscopes(node) }

  /// The graph in an attribute of a node.
  func subscope(_ node: NodeID, _ attribute: Int, _ element: Int?) -> Int? {
    index.subscopes(node).first { $0.attribute == attribute && $0.element == element }?.scope
  }

  /// A node by its number in its graph.
  func node(_ number: Int, in scope: Int) -> NodeID? {
    let nodes = index.scopes[scope].nodes
    return number < nodes.count ? NodeID(rawValue: Int32(truncatingIfNeeded: nodes.lowerBound + number)) : nil
  }

  func isUnused(_ value: ValueID) -> Bool { isWhole && value.exists && !uses.isUsed(value) }

  func modifiers(ofOperator node: NodeID) -> SemanticModifiers {
    let operation = index.operation(node)
    guard operation.function == nil, let schema = operation.schema else { return [] }
    return schema.isDeprecated ? [.standard, .deprecated] : .standard
  }
}
