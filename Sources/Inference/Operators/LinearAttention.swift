// Attention's companions: RotaryEmbedding, LinearAttention.

import ONNXModel

/// Shape functions of RotaryEmbedding and LinearAttention.
enum LinearAttentionOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("RotaryEmbedding", infer: rotate),
    OperatorInference("LinearAttention", infer: linearAttention),
  ]

  /// The shape of the input (ONNX Operators, RotaryEmbedding-23).
  private static func rotate(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let rank = call.rank(0) else { return }
    guard rank == 3 || rank == 4 else { throw call.wrongRank(0, "rank 3 or 4") }
    if rank == 3, !call.has("num_heads") {
      throw InferenceProblem("A003", "RotaryEmbedding on an input of rank 3 needs num_heads")
    }
    for cache in 1...2 { try call.requireRank(cache, call.hasInput(3) ? 2 : 3) }
    try call.requireRank(3, 2)
  }

  /// Which optional inputs each update rule has: decay and beta.
  private static let rules: [String: (decay: Bool, beta: Bool)] = [
    "linear": (false, false), "gated": (true, false), "delta": (false, true), "gated_delta": (true, true),
  ]

  /// Q `[B, T, q_heads * d_k]`, K `[B, T, kv_heads * d_k]`, V `[B, T, kv_heads * d_v]` give `[B, T, q_heads * d_v]` and
  /// a state `[B, kv_heads, d_k, d_v]` (ONNX Operators, LinearAttention-27).
  private static func linearAttention(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(1, call.hasInput(3) ? call.elementType(3) : call.elementType(0))
    try call.requireAttribute("q_num_heads", atLeast: 1)
    try call.requireAttribute("kv_num_heads", atLeast: 1)
    guard let query = call.int("q_num_heads"), let keyValue = call.int("kv_num_heads") else { return }
    guard query % keyValue == 0 else {
      throw InferenceProblem(
        "A013", "q_num_heads \(query) is no multiple of kv_num_heads \(keyValue)", at: .attribute("q_num_heads"))
    }
    try checkRule(call)

    var sizes = SharedSizes()
    try sizes.set("kv_num_heads", .known(keyValue), from: "kv_num_heads")
    try sizes.match(call, 0, "B", "T", "_")
    try sizes.match(call, 1, "B", "T", "_")
    try sizes.match(call, 2, "B", "T", "_")
    try sizes.match(call, 3, "B", "kv_num_heads", "d_k", "d_v")
    try sizes.match(call, 4, "B", "T", "_")
    try sizes.match(call, 5, "B", "T", "_")
    try sizes.set("d_k", try head(call, 0, query), from: "query")
    try sizes.set("d_k", try head(call, 1, keyValue), from: "key")
    try sizes.set("d_v", try head(call, 2, keyValue), from: "value")
    let packed = query == keyValue ? call.shape(2)?[2] ?? .unknown : .unknown
    let last = packed.isUnknown ? .known(query) * sizes["d_v"] : packed
    call.setShape(0, [sizes["B"], sizes["T"], last])
    call.setShape(1, [sizes["B"], .known(keyValue), sizes["d_k"], sizes["d_v"]])
    try checkGates(call, .known(keyValue), sizes["d_k"])
  }

  private static func checkRule(_ call: OperatorCall) throws(InferenceProblem) {
    let name = call.string("update_rule") ?? "gated_delta"
    guard let rule = rules[name] else {
      throw InferenceProblem(
        "A009", "update_rule \"\(name)\": it is one of \(rules.keys.sorted().joined(separator: ", "))",
        at: .attribute("update_rule"))
    }
    for (input, formal, isWanted) in [(4, "decay", rule.decay), (5, "beta", rule.beta)]
    where call.hasInput(input) != isWanted {
      throw InferenceProblem(
        "A007", "update_rule \(name) \(isWanted ? "needs" : "has no") input \(formal)",
        at: isWanted ? .node : .input(input))
    }
  }

  /// The size of one head of a packed input.
  private static func head(_ call: OperatorCall, _ input: Int, _ heads: Int64) throws(InferenceProblem) -> Size {
    guard let hidden = call.shape(input)?[2] else { return .unknown }
    if let number = hidden.number, number % heads != 0 {
      throw call.incompatible(
        "LinearAttention: \(number) in the last dimension is no multiple of \(heads) heads; "
          + call.describeInput(input), inputs: [input])
    }
    return hidden.dividedExactly(by: .known(heads))
  }

  /// decay ends in `kv_num_heads` or `kv_num_heads * d_k`, beta in `kv_num_heads` or 1.
  private static func checkGates(_ call: OperatorCall, _ heads: Size, _ key: Size) throws(InferenceProblem) {
    if let last = call.shape(4)?[2], let number = last.number {
      let isMultiple = heads.number.map { number % $0 == 0 } ?? true
      if last != heads, !isMultiple || !OperatorCall.mayEqual(last, heads * key) {
        throw call.incompatible(
          "LinearAttention.decay ends in \(heads) or \(heads * key); \(call.describeInput(4))", inputs: [4])
      }
    }
    if let last = call.shape(5)?[2], last != 1 {
      try call.require(5, axis: 2, size: heads, "1 or kv_num_heads = \(heads)")
    }
  }
}
