// Operators that add or cut off at the ends of axes: Pad, CenterCropPad.

internal import ONNXModel

/// Shape functions of Pad and CenterCropPad.
enum PadOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Pad", infer: pad),
    OperatorInference("CenterCropPad", infer: centerCropPad),
  ]

  /// More elements at the ends of axes, fewer where pads are negative (ONNX Operators, Pad-2, -11, -18).
  static func pad(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord(
      "mode", call.version < 19 ? ["constant", "reflect", "edge"] : ["constant", "reflect", "edge", "wrap"])
    if call.version >= 11 { try call.requireRank(1, 1) }
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    let list =
      call.version < 2
      ? call.list(attribute: "paddings") : call.version < 11 ? call.list(attribute: "pads") : call.list(input: 1)
    guard let list else { return }
    var axes = Array(shape.indices)
    if let given = call.version < 18 ? nil : call.list(input: 3) {
      guard let numbers = given.integers else { return }
      axes = try call.axes(numbers, rank: shape.count, at: given.site)
    }
    guard let pads = list.sizes else { return }
    guard pads.count == 2 * axes.count else {
      throw call.wrongLength("pads", pads.count, needed: 2 * axes.count, at: list.site)
    }
    var result = shape
    var begins = Array(repeating: Size.known(0), count: shape.count)
    for (place, axis) in axes.enumerated() {
      begins[axis] = pads[place]
      let (before, after) = (pads[place], pads[place + axes.count])
      result[axis] = shape[axis] + (before + after)
      if OperatorCall.overflows(before + after, before, after)
        || OperatorCall.overflows(result[axis], shape[axis], before + after)
      {
        throw InferenceProblem(
          "S016", "\(call.title) by \(before) and \(after) makes dimension \(axis) larger than 64 bits can count",
          at: list.site)
      }
      if let size = result[axis].number, size < 0 {
        throw InferenceProblem(
          "S016", "\(call.title) leaves \(size) of dimension \(axis): \(call.describeInput(0))", at: list.site)
      }
    }
    call.setShape(0, result)
    setElements(call, begins, result)
  }

  private static func setElements(_ call: OperatorCall, _ begins: [Size], _ shape: [Size]) {
    guard call.string("mode") ?? "constant" == "constant", let value = call.followed(0),
      let dims = KnownTensor.dims(shape)
    else { return }
    var fill = Element.zero(value.elementType)
    if call.version >= 11, call.hasInput(2) {
      fill = call.value(2)?.elements.first ?? .unknown
    } else if call.version < 11, let given = call.float("value") {
      fill = .real(Double(given))
    }
    let starts = begins.compactMap { $0.number.flatMap { Int(exactly: $0) } }
    guard starts.count == dims.count else { return }
    call.setKnown(
      0,
      .generated(value.elementType, dims: dims) { at in
        let source = zip(at, starts).map { $0 &- $1 }
        let isInside = zip(source, value.dims).allSatisfy { $0 >= 0 && $0 < $1 }
        return isInside ? value.element(at: source) : fill
      })
  }

  /// The sizes asked for, of all axes or some (ONNX Operators, CenterCropPad-18).
  static func centerCropPad(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(1, 1)
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    let axes = try call.axes(
      call.ints("axes") ?? Array(0..<Int64(shape.count)), rank: shape.count, at: call.site("axes"))
    guard let sizes = call.sizesOrUnknown(1) else { return }
    guard sizes.count == axes.count else {
      throw call.wrongLength("shape", sizes.count, needed: axes.count, at: .input(1))
    }
    var result = shape
    for (axis, size) in zip(axes, sizes) { result[axis] = size.number ?? 0 < 0 ? .unknown : size }
    call.setShape(0, result)
  }
}
