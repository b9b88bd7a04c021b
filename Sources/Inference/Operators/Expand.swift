// Operators that repeat or reorder elements along axes: Expand, Tile, Transpose, Trilu, ReverseSequence.

internal import ONNXModel

/// Shape functions of operators that repeat or reorder.
enum ExpandOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Expand", infer: expand),
    OperatorInference("Tile", infer: tile),
    OperatorInference("Transpose", infer: transpose),
    OperatorInference("Trilu", infer: trilu),
    OperatorInference("ReverseSequence", infer: reverseSequence),
  ]

  /// Broadcast together with a shape (ONNX Operators, Expand-8).
  static func expand(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(1, 1)
    guard let shape = call.shape(0), let target = call.sizesOrUnknown(1) else { return }
    let isNegative = target.contains { $0.number ?? 0 < 0 }
    guard !isNegative, let result = OperatorCall.broadcast(shape, target) else {
      throw call.incompatible(
        "Expand of \(call.describeInput(0)) to \(OperatorCall.describe(target)): the shapes don't broadcast",
        inputs: [0, 1])
    }
    call.setShape(0, result)
    guard let value = call.followed(0), let dims = KnownTensor.dims(result) else { return }
    let shift = dims.count - value.dims.count
    call.setKnown(
      0, value.rearranged(dims: dims) { at in zip(at[shift...], value.dims).map { $1 == 1 ? 0 : $0 } })
  }

  /// Copies one after the other along each axis (ONNX Operators, Tile-6; along one axis in Tile-1).
  static func tile(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    if call.version >= 6 { try call.requireRank(1, 1) }
    guard let repeats = call.version < 6 ? try oneRepeat(call, shape.count) : call.sizesOrUnknown(1) else { return }
    guard repeats.count == shape.count else {
      throw call.wrongLength("repeats", repeats.count, needed: shape.count, at: .input(1))
    }
    if let negative = repeats.first(where: { $0.number ?? 0 < 0 }) {
      throw InferenceProblem("A013", "\(call.title) repeats \(negative) times", at: .input(1))
    }
    let result = zip(shape, repeats).map { $0 * $1 }
    call.setShape(0, result)
    for (axis, size) in result.enumerated() where OperatorCall.overflows(size, shape[axis], repeats[axis]) {
      throw InferenceProblem(
        "A013", "\(call.title): \(repeats[axis]) times \(shape[axis]) is more than 64 bits can count", at: .input(1))
    }
    guard let value = call.followed(0), let dims = KnownTensor.dims(result) else { return }
    call.setKnown(0, value.rearranged(dims: dims) { at in zip(at, value.dims).map { $1 == 0 ? 0 : $0 % $1 } })
  }

  private static func oneRepeat(_ call: OperatorCall, _ rank: Int) throws(InferenceProblem) -> [Size]? {
    guard let place = call.integer(2) else { return nil }
    var repeats = Array(repeating: Size.known(1), count: rank)
    repeats[try call.axis(place, rank: rank, at: .input(2))] = call.sizesOrUnknown(1)?.first ?? .unknown
    return repeats
  }

  /// The axes in another order, the reverse one by default (ONNX Operators, Transpose-1).
  static func transpose(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else {
      if let perm = call.ints("perm") { call.setShape(0, Array(repeating: .unknown, count: perm.count)) }
      return
    }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    let perm = call.ints("perm") ?? (0..<Int64(shape.count)).reversed()
    guard perm.count == shape.count, perm.sorted() == Array(0..<Int64(shape.count)) else {
      throw InferenceProblem(
        "S004", "perm \(perm) is no order of the \(shape.count) axes of \(call.describeInput(0))",
        at: .attribute("perm"), related: [(0, call.type(0)?.description ?? "made here")])
    }
    call.setShape(0, perm.map { shape[Int($0)] })
    guard let value = call.followed(0) else { return }
    call.setKnown(
      0,
      value.rearranged(dims: perm.map { value.dims[Int($0)] }) { at in
        var source = at
        for (place, axis) in perm.enumerated() { source[Int(axis)] = at[place] }
        return source
      })
  }

  /// The upper or lower triangle of matrices, zeros elsewhere (ONNX Operators, Trilu-14).
  static func trilu(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireRank(0, atLeast: 2)
    guard let value = call.followed(0), let k = call.hasInput(1) ? call.integer(1) : 0 else { return }
    let (isUpper, zero) = (call.int("upper", default: 1) != 0, Element.zero(value.elementType))
    call.setKnown(
      0,
      .generated(value.elementType, dims: value.dims) { at in
        let offset = Int64(at[at.count - 1] - at[at.count - 2])
        return (isUpper ? offset >= k : offset <= k) ? value.element(at: at) : zero
      })
  }

  /// The beginning of each sequence reversed (ONNX Operators, ReverseSequence-10).
  static func reverseSequence(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireRank(0, atLeast: 2)
    try call.requireRank(1, 1)
    guard let shape = call.shape(0) else { return }
    let batch = try call.axisAttribute("batch_axis", default: 1, rank: shape.count)
    _ = try call.axisAttribute("time_axis", default: 0, rank: shape.count)
    if let count = call.shape(1)?.first {
      try call.requireEqual(
        shape[batch], count, "ReverseSequence of \(shape[batch]) sequences with \(count) lengths", inputs: [0, 1], at: 1
      )
    }
  }
}
