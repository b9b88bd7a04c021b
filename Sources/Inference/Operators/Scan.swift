// Scan: states go through the body, the other inputs are cut into slices, what the body makes of each is put together.

package import ONNXModel

/// The shape function of Scan, in all its versions.
enum ScanOperator {
  static let rows: [OperatorInference] = [OperatorInference("Scan", infer: infer)]

  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    guard let body = Body(call, "body"), let scanCount = call.int("num_scan_inputs") else { return }
    // Version 8 has the lengths of sequences as its first input, and batches (ONNX Operators, Scan-8).
    let isBatched = call.version == 8
    let first = isBatched ? 1 : 0
    guard scanCount >= 0, scanCount <= Int64(call.inputCount - first) else {
      throw InferenceProblem(
        "A013", "num_scan_inputs is \(scanCount), but Scan has only \(max(call.inputCount - first, 0)) inputs",
        at: .attribute("num_scan_inputs"))
    }
    let scan = Scan(call: call, body: body, first: first, inputCount: Int(scanCount), isBatched: isBatched)
    try scan.infer()
  }
}

private struct Scan {
  let call: OperatorCall
  let body: Body
  /// The number of the first state among the inputs.
  let first: Int
  /// How many inputs are cut into slices.
  let inputCount: Int
  let isBatched: Bool

  var stateCount: Int { call.inputCount - first - inputCount }
  var outputCount: Int { call.outputCount - stateCount }

  func infer() throws(InferenceProblem) {
    guard outputCount >= 0 else {
      throw InferenceProblem("A010", "Scan carries \(stateCount) states, but has only \(call.outputCount) outputs")
    }
    for number in 0..<stateCount { call.setType(number, call.type(first + number)) }
    let inputAxes = try axes("scan_input_axes", inputCount)
    let outputAxes = try axes("scan_output_axes", outputCount)
    try checkDirections("scan_input_directions", inputCount)
    try checkDirections("scan_output_directions", outputCount)
    try checkDirections("directions", inputCount)
    var (batch, length) = (Size.unknown, Size.unknown)
    var inputs: [ValueFacts] = []
    for number in 0..<stateCount { inputs.append(try state(number, &batch)) }
    for number in 0..<inputCount { inputs.append(try slice(number, inputAxes[number], &batch, &length)) }
    try body.requireInputs(stateCount + inputCount, "Scan carries \(stateCount) states and scans \(inputCount) inputs")
    try body.requireOutputs(call.outputCount, "Scan has \(call.outputCount) outputs")
    for number in 0..<stateCount { try body.requireInputType(number, inputs[number].type, .input(first + number)) }
    for (number, facts) in inputs.enumerated().dropFirst(stateCount) {
      try body.requireInputType(number, facts.type, .input(first + number))
    }
    // States keep their shapes, so only their elements can differ from one iteration to the next.
    let outputs = body.infer(general(inputs))
    for number in 0..<stateCount { try setState(number, inputs[number].type, outputs[number], batch) }
    for number in 0..<outputCount {
      try setOutput(stateCount + number, outputAxes[number], outputs[stateCount + number].type, batch, length)
    }
  }

  // MARK: Attributes

  private func axes(_ name: StaticString, _ count: Int) throws(InferenceProblem) -> [Int64] {
    guard !isBatched, let axes = call.ints(name), call.has(name) else { return Array(repeating: 0, count: count) }
    guard axes.count == count else {
      throw InferenceProblem("A013", "\(name) has \(axes.count) axes for \(count)", at: .attribute("\(name)"))
    }
    return axes
  }

  private func checkDirections(_ name: StaticString, _ count: Int) throws(InferenceProblem) {
    guard let directions = call.ints(name), !directions.isEmpty else { return }
    guard directions.count == count, directions.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw InferenceProblem(
        "A013", "\(name) is \(directions): it has a 0 (forward) or 1 (backward) for each of \(count)",
        at: .attribute("\(name)"))
    }
  }

  // MARK: Inputs

  private func merge(_ size: inout Size, _ other: Size, _ what: String, _ input: Int) throws(InferenceProblem) {
    guard OperatorCall.mayEqual(size, other) else {
      throw call.incompatible(
        "Scan: \(what) is \(size) by the inputs before, but \(call.describeInput(input))",
        inputs: [input], at: .input(input))
    }
    size = OperatorCall.unified(size, other)
  }

  private func state(_ number: Int, _ batch: inout Size) throws(InferenceProblem) -> ValueFacts {
    var facts = call.facts(first + number)
    guard isBatched else { return facts }
    facts.value = nil
    try call.requireRank(first + number, atLeast: 1)
    guard let shape = facts.type?.shape else { return facts }
    try merge(&batch, shape[0], "the batch size", first + number)
    facts.type = .tensor(facts.type?.elementType, Array(shape.dropFirst()))
    return facts
  }

  private func slice(
    _ number: Int, _ axis: Int64, _ batch: inout Size, _ length: inout Size
  ) throws(InferenceProblem) -> ValueFacts {
    let input = first + stateCount + number
    guard let type = call.type(input) else { return ValueFacts() }
    try call.requireRank(input, atLeast: isBatched ? 2 : 1)
    guard var shape = type.shape else { return ValueFacts(type.withoutShape) }
    if isBatched {
      try merge(&batch, shape[0], "the batch size", input)
      try merge(&length, shape[1], "the number of iterations", input)
      return ValueFacts(.tensor(type.elementType, Array(shape.dropFirst(2))))
    }
    let site: InferenceProblem.Site = call.has("scan_input_axes") ? .attribute("scan_input_axes") : .input(input)
    let axis = try call.axis(axis, rank: shape.count, at: site)
    try merge(&length, shape[axis], "the number of iterations", input)
    shape.remove(at: axis)
    return ValueFacts(.tensor(type.elementType, shape))
  }

  /// The inputs with what is true in every iteration.
  private func general(_ inputs: [ValueFacts]) -> [ValueFacts] {
    var inputs = inputs
    guard inputs.contains(where: { $0.value != nil }) else { return inputs }
    for round in 0..<4 {
      let outputs = body.infer(inputs, .all)
      var isStable = true
      for number in 0..<stateCount {
        let value = inputs[number].value
        let merged = round == 3 ? nil : value.flatMap { value in outputs[number].value.flatMap(value.generalized) }
        if merged != value { isStable = false }
        inputs[number].value = merged
      }
      if isStable { break }
    }
    return inputs
  }

  // MARK: Outputs

  private func setState(
    _ number: Int, _ given: InferredType?, _ made: ValueFacts, _ batch: Size
  ) throws(InferenceProblem) {
    guard let type = made.type else { return }
    guard type.tensorInfo != nil else {
      throw InferenceProblem("T011", "Scan state \(number) is a tensor, but body makes \(type)")
    }
    if let given, given.conflict(with: type) != nil {
      throw InferenceProblem(
        "T011", "Scan state \(number) is \(given), but body makes \(type) of it",
        related: [(first + number, "starts as \(call.type(first + number) ?? given)")])
    }
    let whole = given.map { $0.refined(by: type) } ?? type
    let shape = whole.shape.map { isBatched ? [batch] + $0 : $0 }
    call.setType(number, .tensor(whole.elementType, shape))
  }

  private func setOutput(
    _ number: Int, _ axis: Int64, _ made: InferredType?, _ batch: Size, _ length: Size
  ) throws(InferenceProblem) {
    guard let made else { return }
    guard made.tensorInfo != nil else {
      throw InferenceProblem("T011", "Scan output \(number) collects tensors, but body makes \(made)")
    }
    call.setElementType(number, made.elementType)
    guard var shape = made.shape else { return }
    if isBatched {
      shape = [batch, length] + shape
    } else {
      let site: InferenceProblem.Site = call.has("scan_output_axes") ? .attribute("scan_output_axes") : .node
      shape.insert(length, at: try call.axis(axis, rank: shape.count + 1, at: site))
    }
    call.setTensor(number, made.elementType, shape)
  }
}
