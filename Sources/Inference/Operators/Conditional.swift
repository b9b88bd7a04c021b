// If: the outputs are what both branches make, or what the one makes that a constant condition takes.

package import ONNXModel

/// The shape function of If, in all its versions.
enum ConditionalOperator {
  static let rows: [OperatorInference] = [OperatorInference("If", infer: infer)]

  /// Infers both branches; what they make must be of one type (ONNX Operators, If-1 and later).
  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    let condition = call.value(0).flatMap { $0.elements.count == 1 ? $0.elements[0].integer.map { $0 != 0 } : nil }
    let branches = (then: Body(call, "then_branch"), other: Body(call, "else_branch"))
    // A branch that is never taken may well have shapes that don't fit: that is what the condition is for.
    let whenTrue = branches.then?.infer([], condition == false ? .shapes : .none)
    let whenFalse = branches.other?.infer([], condition == true ? .shapes : .none)
    guard let whenTrue, let whenFalse else {
      // The missing branch is an error of its own (A003); the other one says what the outputs are like.
      for (number, facts) in (whenTrue ?? whenFalse ?? []).enumerated() { call.setType(number, facts.type) }
      return
    }
    for (number, (a, b)) in zip(whenTrue, whenFalse).enumerated() {
      call.setFacts(number, condition.map { $0 ? a : b } ?? a.generalized(with: b))
    }
    try branches.then?.requireInputs(0, "If fills no inputs")
    try branches.other?.requireInputs(0, "If fills no inputs")
    guard whenTrue.count == whenFalse.count else {
      throw InferenceProblem(
        "A010", "then_branch makes \(count(whenTrue.count)), else_branch \(count(whenFalse.count))")
    }
    guard whenTrue.count == call.outputCount else {
      throw InferenceProblem(
        "A010", "If has \(count(call.outputCount)), its branches make \(count(whenTrue.count))")
    }
    for (number, (a, b)) in zip(whenTrue, whenFalse).enumerated() { try compare(call, number, a.type, b.type) }
  }

  private static func count(_ number: Int) -> String { number == 1 ? "1 output" : "\(number) outputs" }

  /// - Throws: T010 where the branches' types differ; before version 11 their shapes had to be the same, too.
  private static func compare(
    _ call: OperatorCall, _ number: Int, _ a: InferredType?, _ b: InferredType?
  ) throws(InferenceProblem) {
    guard let a, let b, let kind = a.conflict(with: b), kind == .type || call.version < 11 else { return }
    throw InferenceProblem(
      "T010", "output \(number) is \(a) by then_branch, but \(b) by else_branch",
      notes: [kind == .type ? "\(call.title): both branches make one type" : "\(call.title): shapes are the same, too"])
  }
}
