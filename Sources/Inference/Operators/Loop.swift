// Loop: states have what is true of every iteration; a loop that is known through and through is run.

package import ONNXModel

/// The shape function of Loop, in all its versions.
enum LoopOperator {
  static let rows: [OperatorInference] = [OperatorInference("Loop", infer: infer)]

  /// Inputs are trip count, condition, states; outputs are the states, then scan outputs (ONNX Operators, Loop-1 and
  /// later).
  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    guard let body = Body(call, "body") else { return }
    var loop = Loop(call, body)
    try loop.setStateTypes()
    try loop.checkCounts()
    loop.findConditionRank()
    let rounds = loop.generalRounds()
    // A loop that can be run to its end is known exactly; that is worth its time only where rounds leave something open.
    let exact = loop.isOpen(rounds) ? loop.runToTheEnd(rounds) : nil
    // The body's values keep what is true of every iteration.
    let last = body.infer(loop.inputs(rounds.states))
    loop.setOutputs(rounds.states, last, exact)
    try loop.checkTypes(last)
  }
}

/// What all iterations of a loop have in common.
private struct Rounds {
  /// What the body is given.
  var states: [ValueFacts]
  /// What it makes of that.
  var outputs: [ValueFacts]
}

/// What a loop that was run to its end has made.
private struct Ending {
  var states: [ValueFacts]
  /// By scan output, what each iteration made.
  var scans: [[ValueFacts]]
  var count: Int
}

private struct Loop {
  let call: OperatorCall
  let body: Body
  let initial: [ValueFacts]
  /// Nil where no trip count bounds the loop.
  let tripCount: Size?
  /// Before the first iteration; true where no condition is given.
  let condition: Bool?
  /// The rank of the condition that the body gets, where it declares none; nil where iterations differ.
  private var conditionRank: Int?

  /// Bodies are inferred at most so many times, and no more nodes than this, to run a loop to its end.
  private static let mostIterations = 128
  private static let mostSteps = 20_000
  /// After so many rounds states that still change are given up.
  private static let mostRounds = 6

  init(_ call: OperatorCall, _ body: Body) {
    self.call = call
    self.body = body
    initial = (0..<max(call.inputCount - 2, 0)).map { call.facts($0 + 2) }
    tripCount = call.hasInput(0) ? Self.only(call.value(0)) ?? .unknown : nil
    condition = call.hasInput(1) ? Self.bool(call.value(1)) : true
    conditionRank = call.rank(1) ?? 0 == 0 ? 0 : nil
  }

  private static func only(_ value: KnownTensor?) -> Size? {
    value.flatMap { $0.elements.count == 1 ? $0.elements[0].size : nil }
  }

  private static func bool(_ value: KnownTensor?) -> Bool? { only(value)?.number.map { $0 != 0 } }

  // MARK: Checks

  /// States keep their types whatever the body does.
  func setStateTypes() throws(InferenceProblem) {
    for (number, facts) in initial.enumerated() where number < call.outputCount {
      call.setType(number, facts.type?.withoutShape)
    }
    for (number, facts) in initial.enumerated() {
      try body.requireInputType(number + 2, facts.type?.withoutShape, .input(number + 2))
    }
  }

  func checkCounts() throws(InferenceProblem) {
    for number in 0..<2 {
      guard let shape = call.shape(number), shape.count > 1 || shape.contains(where: { $0.number ?? 1 != 1 }) else {
        continue
      }
      throw call.wrongRank(number, "one element")
    }
    let states = initial.count == 1 ? "1 state" : "\(initial.count) states"
    try body.requireInputs(initial.count + 2, "Loop carries \(states)")
    let scans = call.outputCount - initial.count
    guard scans >= 0 else {
      throw InferenceProblem("A010", "Loop carries \(states), but has only \(call.outputCount) outputs")
    }
    try body.requireOutputs(1 + call.outputCount, "Loop carries \(states) and has \(scans) scan outputs")
  }

  /// - Throws: T011 where the body makes another type than the state has.
  func checkTypes(_ outputs: [ValueFacts]) throws(InferenceProblem) {
    for (number, facts) in initial.enumerated() {
      guard let type = facts.type?.withoutShape, let made = outputs[number + 1].type,
        type.conflict(with: made) == .type, !isUnwrapped(number, outputs)
      else { continue }
      throw InferenceProblem(
        "T011", "Loop state \(number) starts as \(facts.type ?? type), but body makes \(made) of it",
        related: [(number + 2, "starts as \(facts.type ?? type)")])
    }
    for number in initial.count..<call.outputCount {
      guard let made = outputs[number + 1].type, made.tensorInfo == nil else { continue }
      throw InferenceProblem("T011", "Loop output \(number) collects tensors, but body makes \(made)")
    }
  }

  /// Whether a state starts as an optional and the body makes what that holds, as ONNX's own test of Loop-16 does.
  private func isUnwrapped(_ number: Int, _ outputs: [ValueFacts]) -> Bool {
    guard case .optional(let element?)? = initial[number].type, let made = outputs[number + 1].type else {
      return false
    }
    if case .optional = made { return false }
    return element.withoutShape.conflict(with: made) != .type
  }

  // MARK: Rounds

  /// What the body gets: the number of the iteration, a condition that held, the states.
  func inputs(_ states: [ValueFacts], iteration: Int64? = nil) -> [ValueFacts] {
    let holds: Size? = call.hasInput(1) ? 1 : nil
    return [single(0, .int64, iteration.map(Size.known)), single(1, .bool, holds)] + states
  }

  /// Iteration number and condition are scalars, or tensors of one element where the body declares them so; nobody says
  /// which where the body declares nothing and the operator gets a tensor of one element, unless the body makes of such a
  /// condition one of the same rank.
  private func single(_ number: Int, _ type: DataType, _ element: Size?) -> ValueFacts {
    let undeclared = number == 1 ? conditionRank : call.rank(number) ?? 0 == 0 ? 0 : nil
    let rank = body.declaredInput(number)?.shape?.count ?? undeclared
    guard let rank, rank <= 1 else { return ValueFacts(.tensor(type, nil)) }
    let value = element.map { KnownTensor(type, dims: rank == 1 ? [1] : [], [.size($0)]) }
    return ValueFacts(.tensor(type, rank == 1 ? [1] : []), value: value)
  }

  mutating func findConditionRank() {
    guard conditionRank == nil, call.rank(1) == 1, body.declaredInput(1)?.shape == nil else { return }
    conditionRank = 1
    if body.infer(inputs(initial), .all).first?.type?.shape?.count != 1 { conditionRank = nil }
  }

  /// Infers the body with ever more general states until an iteration changes nothing that is known of them.
  func generalRounds() -> Rounds {
    var states = initial
    for round in 0... {
      guard mayTryBody() else { break }
      let outputs = body.infer(inputs(states), .all)
      let next = zip(states, outputs.dropFirst()).map { before, after in
        after.type == nil ? before.withoutShape : before.generalized(with: after)
      }
      if next == states || round > Self.mostRounds { return Rounds(states: states, outputs: outputs) }
      states = round == Self.mostRounds ? next.map(\.withoutShape) : next
    }
    return Rounds(states: initial.map(\.withoutShape), outputs: [])
  }

  /// Whether the body may be inferred for what may turn out to be useless.
  private func mayTryBody() -> Bool {
    call.run.loopStepsLeft -= body.nodeCount + 1
    return call.run.loopStepsLeft > 0
  }

  /// Whether running the loop can tell more than the rounds.
  func isOpen(_ rounds: Rounds) -> Bool {
    if zip(initial, rounds.states).contains(where: { $0 != $1 }) { return true }
    return call.outputCount > initial.count
      && (count(rounds.outputs).isUnknown || rounds.outputs.dropFirst(initial.count + 1).contains { !$0.isWhole })
  }

  /// The number of iterations.
  private func count(_ outputs: [ValueFacts]) -> Size {
    if condition == false { return 0 }
    if tripCount == 0 { return 0 }
    // By induction: the condition holds before each iteration if the body makes it true whenever it was.
    guard condition == true, let tripCount, let first = outputs.first, Self.bool(first.value) == true else {
      return .unknown
    }
    return .maximum(tripCount, 0)
  }

  /// Infers iteration after iteration with what is known of just that one; nil where the end is not known.
  func runToTheEnd(_ rounds: Rounds) -> Ending? {
    let most = tripCount?.number ?? (tripCount == nil ? Int64.max : -1)
    guard var goesOn = condition, most >= 0,
      most <= Self.mostIterations || Self.bool(rounds.outputs.first?.value) == nil
    else { return nil }
    var states = initial
    var scans: [[ValueFacts]] = Array(repeating: [], count: call.outputCount - initial.count)
    var iteration = 0
    while goesOn, iteration < most {
      guard iteration < Self.mostIterations, body.nodeCount * iteration < Self.mostSteps,
        call.run.stepsLeft > body.nodeCount, mayTryBody()
      else { return nil }
      let outputs = body.infer(inputs(states, iteration: Int64(iteration)), .all)
      guard let next = Self.bool(outputs.first?.value) else { return nil }
      states = Array(outputs.dropFirst().prefix(initial.count))
      for (number, facts) in outputs.dropFirst(initial.count + 1).enumerated() { scans[number].append(facts) }
      goesOn = next
      iteration += 1
    }
    return Ending(states: states, scans: scans, count: iteration)
  }

  // MARK: Outputs

  func setOutputs(_ states: [ValueFacts], _ last: [ValueFacts], _ exact: Ending?) {
    let count = exact.map { .known(Int64($0.count)) } ?? count(last)
    for number in initial.indices {
      if let exact {
        call.setFacts(number, exact.states[number])
      } else if count == 0 {
        call.setFacts(number, initial[number])
      } else if isUnwrapped(number, last) {
        call.setType(number, last[number + 1].type?.withoutShape)
      } else {
        // After at least one iteration the state is what the body made.
        let isSure = count.number.map { $0 > 0 } ?? false
        call.setFacts(number, isSure ? last[number + 1] : states[number])
      }
    }
    for number in initial.count..<call.outputCount {
      var element = last[number + 1].type
      if let items = exact?.scans[number - initial.count], let first = items.first {
        element = items.dropFirst().reduce(first.type) { type, item in
          type.flatMap { type in item.type.flatMap { type.generalized(with: $0) } }
        }
        call.setTensor(number, element?.elementType, element?.shape.map { [count] + $0 })
        call.setValue(number, KnownTensor.stacked(items.map(\.value)))
      } else {
        call.setTensor(number, element?.elementType, element?.shape.map { [count] + $0 })
      }
      if count.isUnknown { call.unknownReason = "data-dependent: the number of iterations of Loop" }
    }
  }
}

extension KnownTensor {
  /// Tensors of one shape along a new first axis; nil where one is not known or there is none.
  static func stacked(_ items: [KnownTensor?]) -> KnownTensor? {
    guard let first = items.first ?? nil else { return nil }
    var elements: [Element] = []
    for item in items {
      guard let item, item.dims == first.dims, item.elementType == first.elementType,
        elements.count + item.elements.count <= mostElements
      else { return nil }
      elements += item.elements
    }
    return KnownTensor(first.elementType, dims: [items.count] + first.dims, elements)
  }
}
