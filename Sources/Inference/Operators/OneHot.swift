// OneHot: an axis of its own for each index, on at the index and off elsewhere.

internal import ONNXModel

/// The shape function of OneHot.
enum OneHotOperators {
  static let rows: [OperatorInference] = [OperatorInference("OneHot", infer: oneHot)]

  /// ONNX Operators, OneHot-9, -11 (negative indices).
  static func oneHot(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, call.elementType(2))
    let depth = try depth(call)
    try call.requireRank(2, 1)
    if let count = call.shape(2)?.first {
      try call.requireEqual(count, 2, "OneHot has \(count) values: off and on are 2", inputs: [2], at: 2)
    }
    let value = call.followed(0)
    if call.version < 11, let index = value?.numbers?.first(where: { $0 < 0 }) {
      throw InferenceProblem(
        "S019", "\(call.title) index \(index): negative ones exist since version 11", at: .input(0))
    }
    guard let indices = call.shape(0) else { return }
    try call.requireRank(0, atLeast: 1)
    let axis = try call.axisAttribute(default: -1, rank: indices.count + 1)
    var shape = indices
    shape.insert(depth, at: axis)
    call.setShape(0, shape)
    guard let value, let size = depth.number, let dims = KnownTensor.dims(shape), let ends = call.followed(2),
      ends.elements.count == 2
    else { return }
    call.setKnown(
      0,
      .generated(ends.elementType, dims: dims) { at in
        var source = at
        source.remove(at: axis)
        guard let index = value.element(at: source).number else { return .unknown }
        let isOn = index == Double(at[axis]) || index + Double(size) == Double(at[axis])
        return ends.elements[isOn ? 1 : 0]
      })
  }

  /// The size of the new axis: a scalar, or a list of one.
  private static func depth(_ call: OperatorCall) throws(InferenceProblem) -> Size {
    if let shape = call.shape(1), shape.count > 1 { throw call.wrongRank(1, "rank 0") }
    if let count = call.shape(1)?.first?.number, count > 1 {
      throw call.incompatible("OneHot has \(count) depths; it is one", inputs: [1], at: .input(1))
    }
    guard let element = call.value(1)?.elements.first else { return .unknown }
    let depth = element.size ?? element.number.flatMap { Int64(exactly: $0.rounded(.towardZero)) }.map(Size.known)
    guard let depth else { return .unknown }
    if let number = depth.number, number < 0 {
      throw InferenceProblem("A013", "\(call.title) has a depth of \(number)", at: .input(1))
    }
    return depth
  }
}
