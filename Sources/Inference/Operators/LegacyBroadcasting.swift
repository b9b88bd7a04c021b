// Broadcasting before operator set 7: only when asked for, only of B, and along axes that an attribute names.

internal import ONNXModel

/// Binary operators with the attributes `broadcast` and `axis` (ONNX Operators, Add-6 and others).
enum LegacyBroadcasting {
  static func infer(_ call: OperatorCall, _ function: BinaryOperators.Function) throws(InferenceProblem) {
    guard call.int("broadcast", default: 0) != 0 else {
      // One shape, says the definition; but ONNX's own models leave scalars to broadcast here.
      call.setShape(0, try call.broadcast(0..<2))
      setElements(call, axis: nil, function)
      return
    }
    call.setShape(0, call.shape(0))
    guard let a = call.shape(0), let b = call.shape(1) else { return }
    let axis = try start(call, a, b)
    for (number, size) in b.enumerated() where size != 1 && !OperatorCall.mayEqual(a[axis + number], size) {
      throw call.incompatible(
        "\(call.title): \(call.describeInput(1)) from axis \(axis) on of \(call.describeInput(0)): \(size) against "
          + "\(a[axis + number])", inputs: [0, 1])
    }
    setElements(call, axis: axis, function)
  }

  /// The axis of A that B's first one lies along; without the attribute B's last one is A's last.
  private static func start(_ call: OperatorCall, _ a: [Size], _ b: [Size]) throws(InferenceProblem) -> Int {
    guard b.count <= a.count else {
      throw call.incompatible(
        "\(call.title): \(call.describeInput(1)) has more dimensions than \(call.describeInput(0))", inputs: [0, 1])
    }
    guard let written = call.int("axis"), !b.isEmpty else { return a.count - b.count }
    let axis = try call.axis(written, rank: a.count, at: .attribute("axis"))
    guard axis + b.count <= a.count else {
      throw InferenceProblem(
        "S012",
        "axis \(written): the \(b.count) dimensions of \(call.describeInput(1)) don't fit in "
          + "\(call.describeInput(0)) from there on", at: .attribute("axis"))
    }
    return axis
  }

  private static func setElements(_ call: OperatorCall, axis: Int?, _ function: BinaryOperators.Function) {
    guard let type = call.outputType(0)?.elementType, let operands = call.operands(0..<2) else { return }
    let a = operands[0]
    var b = operands[1]
    if let axis { b.dims += Array(repeating: 1, count: a.dims.count - axis - b.dims.count) }
    call.setKnown(0, .combine(a, b, type) { function($0, $1, type) })
  }
}
