// Operators that put tensors together and take them apart: Concat, Split.

internal import ONNXModel

/// Shape functions of Concat and Split.
enum ConcatOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Concat", infer: concat),
    OperatorInference("Split", infer: split),
  ]

  /// Tensors one after the other along an axis (ONNX Operators, Concat-4; the axis is 1 by default in Concat-1).
  static func concat(_ call: OperatorCall) throws(InferenceProblem) {
    if call.version >= 4, !call.has("axis") { return }
    let inputs = (0..<call.inputCount).filter(call.hasInput)
    guard let first = inputs.first(where: { call.shape($0) != nil }), var shape = call.shape(first) else { return }
    let axis = try call.axisAttribute(default: 1, rank: shape.count)
    shape[axis] = 0
    var fault: InferenceProblem?
    for number in inputs {
      guard let next = call.shape(number) else { shape[axis] = .unknown; continue }
      guard next.count == shape.count else {
        throw call.incompatible(
          "Concat of \(call.describeInput(first)) and \(call.describeInput(number)): "
            + "the ranks differ", inputs: [first, number])
      }
      for place in shape.indices {
        if place == axis {
          let sum = shape[place] + next[place]
          if OperatorCall.overflows(sum, shape[place], next[place]) {
            fault = call.incompatible(
              "Concat of \(shape[place]) and \(next[place]) along axis \(axis): more than 64 bits can count",
              inputs: [first, number])
          }
          shape[place] = sum
        } else if OperatorCall.mayEqual(shape[place], next[place]) {
          shape[place] = OperatorCall.unified(shape[place], next[place])
        } else if fault == nil {
          fault = call.incompatible(
            "Concat along axis \(axis) of \(call.describeInput(first)) and \(call.describeInput(number)): "
              + "dimension \(place) is \(shape[place]) and \(next[place])", inputs: [first, number])
        }
      }
    }
    call.setShape(0, shape)
    if let fault { throw fault }
    call.setKnown(0, ConcatValue.joined(call, inputs, axis: axis))
  }

  /// Parts along an axis: of the sizes that are given, or equal ones (ONNX Operators, Split-2, -13, -18).
  static func split(_ call: OperatorCall) throws(InferenceProblem) {
    for number in 0..<call.outputCount { call.setElementType(number, call.elementType(0)) }
    let list =
      call.version < 2
      ? call.list(attribute: "split", input: 1)
      : call.version < 13 ? call.list(attribute: "split") : call.list(input: 1)
    if call.version >= 18 {
      let hasCount = call.has("num_outputs")
      if hasCount == (list != nil) {
        throw InferenceProblem(
          "A011", "\(call.title) needs either the input split or num_outputs; it has \(hasCount ? "both" : "neither")")
      }
    }
    guard let shape = call.shape(0) else { return }
    let axis = try call.axisAttribute(default: 0, rank: shape.count)
    let parts = SplitParts(call, whole: shape[axis], list: list)
    for number in 0..<call.outputCount {
      var part = shape
      part[axis] = parts.sizes.indices.contains(number) ? parts.sizes[number] : .unknown
      call.setShape(number, part)
    }
    if let problem = parts.problem { throw problem }
    ConcatValue.setParts(call, parts.sizes, axis: axis)
  }
}
