// Attention over queries, keys and values, with heads as a dimension of their own or packed into the last one.

import ONNXModel

/// Shape functions of Attention and FlexAttention.
enum AttentionOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Attention", infer: attention),
    OperatorInference("FlexAttention", domain: "ai.onnx.preview", infer: flexAttention),
  ]

  /// One of query, key, value as `[batch, heads, sequence, head]`.
  private struct Operand {
    var batch: Size = .unknown
    var heads: Size = .unknown
    var sequence: Size = .unknown
    var head: Size = .unknown
    /// The last dimension of an operand of rank 3: all heads.
    var hidden: Size = .unknown
    var rank: Int?

    init(_ call: OperatorCall, _ input: Int, heads count: Int64?) throws(InferenceProblem) {
      guard let shape = call.shape(input) else { return }
      rank = shape.count
      switch shape.count {
      case 4: (batch, heads, sequence, head) = (shape[0], shape[1], shape[2], shape[3])
      case 3:
        (batch, sequence, hidden) = (shape[0], shape[1], shape[2])
        guard let count else { return }
        heads = .known(count)
        head = hidden.dividedExactly(by: heads)
        if let number = hidden.number, number % count != 0 {
          throw call.incompatible(
            "\(call.operation.name): \(number) in the last dimension is no multiple of \(count) heads; "
              + call.describeInput(input), inputs: [input])
        }
      default: throw call.wrongRank(input, "rank 3 or 4")
      }
    }
  }

  /// Q `[batch, q_heads, q_seq, head]`, K `[batch, kv_heads, kv_seq, head]`, V `[..., v_head]` give
  /// `[batch, q_heads, q_seq, v_head]`; of rank 3 `[batch, seq, heads * head]` (ONNX Operators, Attention-23 to -25).
  private static func attention(_ call: OperatorCall) throws(InferenceProblem) {
    let counts = try headCounts(call)
    let query = try Operand(call, 0, heads: counts?.query)
    let key = try Operand(call, 1, heads: counts?.keyValue)
    let value = try Operand(call, 2, heads: counts?.keyValue)
    if call.version >= 25 { try checkCache(call) }
    try requireEqual(call, "sequence length", key.sequence, value.sequence, inputs: [1, 2])
    try requireEqual(call, "number of heads", key.heads, value.heads, inputs: [1, 2])
    try requireEqual(call, "head size", query.head, key.head, inputs: [0, 1])
    try requireEqual(call, "batch size", query.batch, key.batch, inputs: [0, 1])
    try requireGroups(call, query: query.heads, keyValue: key.heads)

    let batch = OperatorCall.unified(query.batch, key.batch)
    let isPacked = query.rank == 3
    if isPacked {
      let hidden = counts?.query == counts?.keyValue ? value.hidden : query.heads * value.head
      call.setShape(0, [batch, query.sequence, hidden])
    } else if query.rank == 4 {
      call.setShape(0, [batch, query.heads, query.sequence, value.head])
    }

    let past = try pastSequence(call, key.heads)
    let total = past + OperatorCall.unified(key.sequence, value.sequence)
    call.setShape(1, [batch, key.heads, total, headSize(call, 4, key.head)])
    call.setShape(2, [batch, value.heads, total, headSize(call, 5, value.head)])
    call.setShape(3, [batch, query.heads, query.sequence, total])
  }

  /// The attributes that rank 3 needs; nil where they are absent and not needed.
  private static func headCounts(
    _ call: OperatorCall
  ) throws(InferenceProblem) -> (query: Int64, keyValue: Int64)? {
    if call.rank(0) == 3 {
      try call.requireAttribute("q_num_heads", atLeast: 1)
      try call.requireAttribute("kv_num_heads", atLeast: 1)
      guard let query = call.int("q_num_heads"), let keyValue = call.int("kv_num_heads") else {
        throw InferenceProblem("A003", "Attention on inputs of rank 3 needs q_num_heads and kv_num_heads")
      }
      return (query, keyValue)
    }
    if call.version >= 25, call.rank(0) == 4 {
      for name: StaticString in ["q_num_heads", "kv_num_heads"] where call.has(name) {
        throw InferenceProblem(
          "A013", "\(name) is for inputs of rank 3; \(call.describeInput(0))", at: .attribute("\(name)"))
      }
    }
    return nil
  }

  /// What goes together since Attention-25: past key and value, present key and value, neither with lengths.
  private static func checkCache(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireAttribute("left_window_size", atLeast: -1)
    try call.requireAttribute("right_window_size", atLeast: -1)
    guard call.hasInput(4) == call.hasInput(5) else {
      throw InferenceProblem("A007", "past_key and past_value are given together or not at all")
    }
    guard call.hasOutput(1) == call.hasOutput(2) else {
      throw InferenceProblem("A007", "present_key and present_value are asked for together or not at all")
    }
    if call.hasInput(6), call.hasInput(4) || call.hasOutput(1) {
      throw InferenceProblem("A007", "nonpad_kv_seqlen is not combined with a past or present key", at: .input(6))
    }
  }

  /// How long the past is: 0 where there is none.
  private static func pastSequence(_ call: OperatorCall, _ heads: Size) throws(InferenceProblem) -> Size {
    guard call.hasInput(4) else { return 0 }
    var sizes = SharedSizes()
    try sizes.match(call, 4, "batch_size", "kv_num_heads", "past_sequence_length", "head_size")
    try sizes.match(call, 5, "batch_size", "kv_num_heads", "past_sequence_length", "v_head_size")
    try requireEqual(call, "number of heads", heads, sizes["kv_num_heads"], inputs: [1, 4])
    return sizes["past_sequence_length"]
  }

  private static func headSize(_ call: OperatorCall, _ past: Int, _ head: Size) -> Size {
    guard let shape = call.shape(past), shape.count == 4 else { return head }
    return OperatorCall.unified(head, shape[3])
  }

  /// `[batch, q_heads, q_seq, v_head]` (ONNX Operators, ai.onnx.preview FlexAttention-1).
  private static func flexAttention(_ call: OperatorCall) throws(InferenceProblem) {
    for input in 0..<3 { try call.requireRank(input, 4) }
    var sizes = SharedSizes()
    try sizes.match(call, 0, "B", "Hq", "L", "Dqk")
    try sizes.match(call, 1, "B", "Hkv", "S", "Dqk")
    try sizes.match(call, 2, "B", "Hkv", "S", "Dv")
    call.setShape(0, [sizes["B"], sizes["Hq"], sizes["L"], sizes["Dv"]])
    try requireGroups(call, query: sizes["Hq"], keyValue: sizes["Hkv"])
    for name: StaticString in ["score_mod", "prob_mod"] {
      guard let graph = call.attribute(name)?.g.value else { continue }
      guard graph.inputs.count == 1, graph.outputs.count == 1 else {
        throw InferenceProblem(
          "A010", "\(name) has \(graph.inputs.count) inputs and \(graph.outputs.count) outputs; one of each is wanted",
          at: .attribute("\(name)"))
      }
      guard let body = Body(call, name) else { continue }
      let scores = InferredType.tensor(
        softmaxType(call), [sizes["B"], sizes["Hq"], sizes["L"], sizes["S"]])
      try body.requireInputType(0, scores.withoutShape, .attribute("\(name)"))
      _ = body.infer([ValueFacts(scores)])
    }
  }

  /// What FlexAttention computes its scores in: float, or double for doubles, unless softmax_precision says otherwise.
  private static func softmaxType(_ call: OperatorCall) -> DataType? {
    if let number = call.int("softmax_precision") { return Int32(exactly: number).flatMap(DataType.init(rawValue:)) }
    return call.elementType(0).map { $0 == .double ? .double : .float }
  }

  private static func requireGroups(
    _ call: OperatorCall, query: Size, keyValue: Size
  ) throws(InferenceProblem) {
    guard let query = query.number, let keyValue = keyValue.number, query != keyValue else { return }
    guard keyValue > 0, query % keyValue == 0 else {
      throw call.incompatible(
        "\(call.operation.name): \(query) heads of the query are no multiple of \(keyValue) heads of the key",
        inputs: [0, 1])
    }
  }

  private static func requireEqual(
    _ call: OperatorCall, _ what: String, _ a: Size, _ b: Size, inputs: [Int]
  ) throws(InferenceProblem) {
    guard !OperatorCall.mayEqual(a, b) else { return }
    let described = inputs.map(call.describeInput).joined(separator: ", ")
    throw call.incompatible("\(call.operation.name): \(what) \(a) and \(b): \(described)", inputs: inputs)
  }
}
