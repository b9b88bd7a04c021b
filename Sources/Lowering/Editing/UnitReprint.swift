internal import ONNXModel
internal import Syntax

/// Reads a node, attribute, value, import or entry of a text, edits it, and prints it anew: the way for what has no smaller
/// edits of the text.
struct UnitReprint {
  let tree: SyntaxTree
  let fragments: FragmentPrinter

  /// The new text of a unit.
  ///
  /// - Parameter edits: Their paths start at the unit.
  /// - Returns: nil if it can't be read by itself, as with elements in another file.
  /// - Throws: what is wrong with the edits.
  func print(
    _ place: TreePlace, _ unit: TreePlace.Unit, _ edits: [ModelEdit], indent: Int
  ) throws(ModelEditError) -> [UInt8]? {
    var lowerer = ModelLowerer(pragma: fragments.pragma, provider: nil)
    switch unit {
    case .node:
      var node = lower(&lowerer, place) { (lowerer, reader, part) in lowerer.lowerNode(reader, part) }
      try edit(&node, edits, &lowerer)
      return finish(lowerer, indent) { (printer) throws in try printer.printNode(node) }
    case .attribute, .parameter:
      var attribute = lower(&lowerer, place) { (lowerer, reader, part) in lowerer.lowerAttribute(reader, part) }
      try edit(&attribute, edits, &lowerer)
      return finish(lowerer, indent) { (printer) throws in
        try printer.printAttribute(attribute, showsType: unit == .parameter)
      }
    case .value:
      var value = lower(&lowerer, place) { (lowerer, reader, part) in lowerer.lowerValue(reader, part) }
      try edit(&value, edits, &lowerer)
      return finish(lowerer, indent) { (printer) throws in try printer.printValue(value) }
    case .tensor:
      var tensor = lower(&lowerer, place) { (lowerer, reader, part) in
        lowerer.lowerTensor(reader, part, isDeclared: true)
      }
      try edit(&tensor, edits, &lowerer)
      return finish(lowerer, indent) { (printer) throws in try printer.printInitializer(tensor) }
    case .opset:
      var opset = lower(&lowerer, place) { (lowerer, reader, part) in lowerer.lowerOpset(reader, part) }
      try edit(&opset, edits, &lowerer)
      return finish(lowerer, indent) { (printer) in printer.printOpset(opset) }
    case .entry:
      var entry = lower(&lowerer, place) { (lowerer, reader, part) in lowerer.lowerEntry(reader, part) }
      try edit(&entry, edits, &lowerer)
      return lowerer.errors.isEmpty ? try? fragments.print(entry, lowerer.model) : nil
    }
  }

  /// The operator of a node with edits of it, or nil if only an object can say it.
  func printOperator(_ place: TreePlace, _ edits: [ModelEdit]) throws(ModelEditError) -> [UInt8]? {
    var lowerer = ModelLowerer(pragma: fragments.pragma, provider: nil)
    var node = Node()
    withReader(place) { (reader) in
      let part = StatementView(tree, place.statement).child(place.part, .op)
      if let part { lowerer.lowerOperator(reader, part, &node) }
    }
    try edit(&node, edits, &lowerer)
    guard let op = node.opType, node.domain != nil || fragments.pragma.unset.contains(.domain) else { return nil }
    return finish(lowerer, 0) { (printer) in printer.printOperator(node, op) }
  }

  /// A message of the text, in its own syntax or as an object.
  private func lower<M: Message>(
    _ lowerer: inout ModelLowerer, _ place: TreePlace, _ body: (inout ModelLowerer, StatementReader, Int) -> M
  ) -> M {
    var message = M()
    withReader(place) { (reader) in
      if case .object = place.form {
        lowerer.lowerObject(reader, place.part, &message)
      } else {
        message = body(&lowerer, reader, place.part)
      }
    }
    return message
  }

  private func withReader(_ place: TreePlace, _ body: (StatementReader) -> Void) {
    guard let base = tree.source.bytes.baseAddress else { return }
    let statement = tree.statements[place.statement]
    tree.withPointers { (tokens, nodes) in
      body(
        StatementReader(
          base: base + statement.start, tokens: tokens + statement.firstToken, nodes: nodes + statement.firstNode,
          start: statement.start))
    }
  }

  private func edit<M: Message>(
    _ message: inout M, _ edits: [ModelEdit], _ lowerer: inout ModelLowerer
  ) throws(ModelEditError) {
    try message.apply(edits, strings: &lowerer.model.strings)
  }

  private func finish(
    _ lowerer: ModelLowerer, _ indent: Int, _ body: (inout ModelPrinter) throws -> Void
  ) -> [UInt8]? {
    lowerer.errors.isEmpty ? try? fragments.print(lowerer.model, indent, body) : nil
  }
}
