// SequenceMap: the body is applied to each element of a sequence.

package import ONNXModel

/// The shape function of SequenceMap.
enum SequenceMapOperator {
  static let rows: [OperatorInference] = [OperatorInference("SequenceMap", infer: infer)]

  /// Longer sequences are inferred by what their elements have in common.
  private static let mostElements = 64

  /// Sequences are handed in element by element, tensors whole (ONNX Operators, SequenceMap-17).
  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    guard let body = Body(call, "body") else { return }
    try body.requireInputs(call.inputCount, "SequenceMap has \(call.inputCount) inputs")
    try body.requireOutputs(call.outputCount, "SequenceMap has \(call.outputCount) outputs")
    let inputs = (0..<call.inputCount).map(call.facts)
    for (number, facts) in inputs.enumerated() {
      let type = facts.type?.sequenceElement.map(\.withoutShape) ?? facts.type?.withoutShape
      try body.requireInputType(number, type, .input(number))
    }
    let lengths = inputs.enumerated().compactMap { number, facts in facts.contents.map { (number, $0.count) } }
    if let first = lengths.first, let other = lengths.first(where: { $0.1 != first.1 }) {
      throw call.incompatible(
        "SequenceMap: input \(first.0) has \(first.1) elements, input \(other.0) has \(other.1)",
        inputs: [first.0, other.0], at: .input(other.0))
    }
    let exact = elements(call, body, inputs)
    let outputs = body.infer(inputs.map(general))
    for (number, facts) in outputs.enumerated() {
      let contents = exact.map { $0.map { $0[number] } }
      let type = contents.flatMap(ValueFacts.common) ?? facts.type
      call.setFacts(number, ValueFacts(.sequence(type), contents: contents))
    }
  }

  /// What the body gets whichever element it is given.
  private static func general(_ facts: ValueFacts) -> ValueFacts {
    guard case .sequence(let element) = facts.type else { return facts }
    return ValueFacts(element)
  }

  /// By element, what the body makes of just that one; nil where the sequence is not known exactly.
  private static func elements(_ call: OperatorCall, _ body: Body, _ inputs: [ValueFacts]) -> [[ValueFacts]]? {
    guard let count = inputs.first?.contents?.count, count <= mostElements,
      call.run.stepsLeft > body.nodeCount * count
    else { return nil }
    return (0..<count).map { place in
      let facts = inputs.map { facts in
        guard case .sequence = facts.type else { return facts }
        return facts.contents.map { $0[place] } ?? general(facts)
      }
      return body.infer(facts, .all)
    }
  }
}

extension InferredType {
  /// What a sequence holds; nil for everything else.
  var sequenceElement: InferredType? {
    if case .sequence(let element) = self { element } else { nil }
  }
}

extension ValueFacts {
  /// The type that all have in common; nil for none.
  static func common(_ list: [ValueFacts]) -> InferredType? {
    guard let first = list.first else { return nil }
    return list.dropFirst().reduce(first.type) { type, facts in
      type.flatMap { type in facts.type.flatMap { type.generalized(with: $0) } }
    }
  }
}
