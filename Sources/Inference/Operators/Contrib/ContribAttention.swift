// Attention operators of ONNX Runtime: what they put out, and the keys and values that they keep for the next step.

import ONNXModel

/// Shape functions of attention operators in com.microsoft.
enum ContribAttentionOperators {
  static let rows: [OperatorInference] = [
    row("Attention") { call throws(InferenceProblem) in try attention(call, past: 4) },
    row("DecoderMaskedSelfAttention") { call throws(InferenceProblem) in try attention(call, past: 4) },
    row("QAttention") { call throws(InferenceProblem) in try attention(call, past: 8) },
    row("DecoderMaskedMultiHeadAttention") { call throws(InferenceProblem) in try multiHead(call, past: 5) },
    row("MultiHeadAttention") { call throws(InferenceProblem) in try multiHead(call, past: 6) },
    row("GroupQueryAttention") { call throws(InferenceProblem) in try grouped(call, sharesCache: false) },
    row("SparseAttention") { call throws(InferenceProblem) in try grouped(call, sharesCache: true) },
    row("PackedAttention", packed),
    row("PackedMultiHeadAttention", packedMultiHead),
    row("PagedAttention", paged),
    row("RelativePositionBias", relativePositionBias),
  ]

  private static func row(_ name: String, _ infer: @escaping ShapeFunction) -> OperatorInference {
    OperatorInference(name, domain: ContribOperators.microsoft, infer: infer)
  }

  /// An attribute that counts something; unknown where absent.
  private static func count(_ call: OperatorCall, _ name: StaticString) -> Size {
    call.int(name).flatMap { $0 > 0 ? .known($0) : nil } ?? .unknown
  }

  /// The widths of query, key and value behind the projection; nil where nothing says them.
  ///
  /// - Throws: A013 for a list of another length.
  private static func widths(_ call: OperatorCall, merged: Size) throws(InferenceProblem) -> [Size] {
    guard let widths = call.ints("qkv_hidden_sizes"), !widths.isEmpty else {
      return Array(repeating: merged.dividedExactly(by: 3), count: 3)
    }
    guard widths.count == 3 else {
      throw InferenceProblem(
        "A013", "qkv_hidden_sizes has \(widths.count) numbers: one each for query, key and value",
        at: .attribute("qkv_hidden_sizes"))
    }
    return widths.map(Size.known)
  }

  /// `[B, S, in]` with weights `[in, q + k + v]` gives `[B, S, v]`; what is kept is `[2, B, heads, total, head]`
  /// (com.microsoft, Attention-1, QAttention-1).
  private static func attention(_ call: OperatorCall, past: Int) throws(InferenceProblem) {
    call.setElementType(1, call.outputType(0)?.elementType)
    var sizes = SharedSizes()
    try sizes.match(call, 0, "B", "S", "in")
    try sizes.match(call, 1, "in", "QKV")
    try sizes.match(call, 2, "QKV")
    let widths = try widths(call, merged: sizes["QKV"])
    let (batch, sequence, heads) = (sizes["B"], sizes["S"], count(call, "num_heads"))
    call.setShape(0, [batch, sequence, widths[2]])
    var head = widths[2].dividedExactly(by: heads)
    var total = sequence
    if call.hasInput(past) {
      try sizes.match(call, past, "2", "B", "_", "_", "_")
      if let shape = call.shape(past), shape.count == 5 {
        head = OperatorCall.unified(head, shape[4])
        total = call.int("past_present_share_buffer", default: 0) != 0 ? shape[3] : shape[3] + sequence
      } else {
        total = .unknown
      }
    }
    call.setShape(1, [2, sizes["B"], heads, total, head])
  }

  // MARK: Query, key and value apart

  /// Keys and values are `[B, L, width]`, `[B, heads, L, head]`, or packed with others in 5 dimensions (com.microsoft,
  /// MultiHeadAttention-1, DecoderMaskedMultiHeadAttention-1).
  private static func multiHead(_ call: OperatorCall, past: Int) throws(InferenceProblem) {
    let type = call.elementType(0)
    for output in 1..<3 { call.setElementType(output, call.elementType(past) ?? type) }
    if call.outputType(3)?.elementType == nil { call.setElementType(3, type) }
    guard let query = call.shape(0) else { return }
    guard query.count == 3 || query.count == 5 else { throw call.wrongRank(0, "rank 3 or 5") }
    let (batch, sequence, heads) = (query[0], query[1], count(call, "num_heads"))
    var width = Size.unknown
    var length = Size.unknown
    var head = Size.unknown
    let (key, value) = (call.shape(1), call.shape(2))
    if query.count == 5 {
      (head, length, width) = (query[4], sequence, query[2] * query[4])
    } else if call.hasInput(2) {
      if let value, value.count != 3, value.count != 4 { throw call.wrongRank(2, "rank 3 or 4") }
      if let value {
        width = value.count == 3 ? value[2] : value[1] * value[3]
        length = value.count == 3 ? value[1] : value[2]
        head = value.count == 3 ? width.dividedExactly(by: heads) : value[3]
      }
    } else if call.hasInput(1) {
      // Keys and values together: [B, L, heads, 2, head].
      if let key, key.count == 5 { (width, length, head) = (query[2], key[1], key[4]) }
    } else {
      width = query[2].dividedExactly(by: 3)
      (length, head) = (sequence, width.dividedExactly(by: heads))
    }
    call.setShape(0, [batch, sequence, width])
    try setPresent(call, past: past, batch, heads, length, value: head)
    let total = call.outputType(1)?.shape?[2] ?? .unknown
    call.setShape(3, [batch, heads, sequence, total])
  }

  /// What is kept of keys and values: `[B, heads, past + L, head]`, or all of a buffer that is used again.
  private static func setPresent(
    _ call: OperatorCall, past: Int, _ batch: Size, _ heads: Size, _ length: Size, value head: Size
  ) throws(InferenceProblem) {
    var keyHead = Size.unknown
    if let query = call.shape(0) {
      keyHead = query.count == 5 ? query[4] : query[2].dividedExactly(by: heads)
      if !call.hasInput(1) && query.count == 3 { keyHead = head }
    }
    // A buffer is handed on where it says so, or where its filled part is told apart.
    let isShared =
      call.int("past_present_share_buffer", default: 0) != 0
      || (call.operation.name == "MultiHeadAttention" && call.hasInput(past) && call.hasInput(8))
    for (output, own) in [(1, keyHead), (2, head)] {
      let input = past + output - 1
      guard call.hasInput(input) else {
        call.setShape(output, [batch, heads, length, own])
        continue
      }
      try call.requireRank(input, 4)
      guard let shape = call.shape(input) else {
        call.setShape(output, [batch, heads, .unknown, own])
        continue
      }
      // Keys in four dimensions are those of another sequence: they stay as they are.
      let isCross = call.rank(1) == 4
      let total = isShared ? shape[2] : isCross ? .unknown : shape[2] + length
      call.setShape(output, [shape[0], shape[1], total, shape[3]])
    }
  }

  // MARK: Fewer heads for keys and values

  /// Keys and values have `kv_num_heads` heads; without them the query has all three (com.microsoft,
  /// GroupQueryAttention-1, SparseAttention-1).
  private static func grouped(_ call: OperatorCall, sharesCache: Bool) throws(InferenceProblem) {
    let type = call.elementType(0)
    for output in 1..<3 { call.setElementType(output, call.elementType(output + 2) ?? type) }
    call.setElementType(3, type)
    try call.requireRank(0, 3)
    guard let query = call.shape(0), query.count == 3 else { return }
    let (heads, keyHeads) = (count(call, "num_heads"), count(call, "kv_num_heads"))
    if let all = heads.number, let few = keyHeads.number, all % few != 0 {
      throw InferenceProblem(
        "A013", "num_heads \(all) is no multiple of kv_num_heads \(few)", at: .attribute("kv_num_heads"))
    }
    let isPacked = !call.hasInput(1)
    let head = query[2].dividedExactly(by: isPacked ? heads + 2 * keyHeads : heads)
    call.setShape(0, [query[0], query[1], isPacked ? heads * head : query[2]])
    // The total length is a number that is fed, so most often nobody knows it before.
    let total = call.integer(sharesCache ? 7 : 6).flatMap { $0 > 0 ? Size.known($0) : nil } ?? .unknown
    let keepsSize = sharesCache || call.int("sliding_window_cache", default: 0) == 1
    for output in 1..<3 {
      let input = output + 2
      try call.requireRank(input, 4)
      if let past = call.shape(input) {
        let length = keepsSize ? past[2] : total.isUnknown ? .unknown : Size.maximum(past[2], total)
        call.setShape(output, [past[0], past[1], length, past[3]])
      } else {
        let isGiven = call.hasInput(input)
        call.setShape(output, [query[0], keyHeads, isGiven ? .unknown : total, isGiven ? .unknown : head])
      }
    }
    call.setShape(3, [query[0], heads, query[1], total])
  }

  // MARK: Without padding

  /// All tokens behind each other: `[tokens, in]` gives `[tokens, v]` (com.microsoft, PackedAttention-1).
  private static func packed(_ call: OperatorCall) throws(InferenceProblem) {
    var sizes = SharedSizes()
    try sizes.match(call, 0, "tokens", "in")
    try sizes.match(call, 1, "in", "QKV")
    try sizes.match(call, 2, "QKV")
    call.setShape(0, [sizes["tokens"], try widths(call, merged: sizes["QKV"])[2]])
  }

  /// `[tokens, width]`, or packed `[tokens, heads, 3, head]` (com.microsoft, PackedMultiHeadAttention-1).
  private static func packedMultiHead(_ call: OperatorCall) throws(InferenceProblem) {
    guard let query = call.shape(0) else { return }
    guard query.count == 2 || query.count == 4 else { throw call.wrongRank(0, "rank 2 or 4") }
    if query.count == 4 { return call.setShape(0, [query[0], query[1] * query[3]]) }
    try call.requireRank(2, 2)
    call.setShape(0, [query[0], call.shape(2)?[1] ?? .unknown])
  }

  /// `[tokens, width]`; caches are written in place (com.microsoft, PagedAttention-1).
  private static func paged(_ call: OperatorCall) throws(InferenceProblem) {
    for output in 1..<3 { call.setTensor(output, call.elementType(output + 2), call.shape(output + 2)) }
    try call.requireRank(0, 2)
    guard let query = call.shape(0) else { return }
    call.setShape(0, call.hasInput(1) && !call.has("v_head_size") ? query : [query[0], .unknown])
  }

  /// `[1, heads, query length, key length]` (com.microsoft, RelativePositionBias-1).
  private static func relativePositionBias(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 2)
    let size = { (number: Int) in call.sizes(number).flatMap { $0.count == 1 ? $0[0] : nil } ?? .unknown }
    call.setShape(0, [1, call.shape(0)?[1] ?? .unknown, size(1), size(2)])
  }
}
