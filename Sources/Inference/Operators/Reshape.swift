// Operators that give the same elements another shape: Reshape, Flatten, Squeeze, Unsqueeze.

internal import ONNXModel

/// Shape functions of operators that change a tensor's shape and nothing else.
enum ReshapeOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Reshape", infer: reshape),
    OperatorInference("Flatten", infer: flatten),
    OperatorInference("Squeeze", infer: squeeze),
    OperatorInference("Unsqueeze", infer: unsqueeze),
  ]

  /// Sets the shape and hands on what is known of the elements.
  private static func set(_ call: OperatorCall, _ shape: [Size]) {
    call.setShape(0, shape)
    call.setKnown(0, call.followed(0)?.reshaped(shape))
  }

  /// The shape that is asked for, with one size found from the others (ONNX Operators, Reshape-14).
  static func reshape(_ call: OperatorCall) throws(InferenceProblem) {
    if call.version >= 5 { try call.requireRank(1, 1) }
    let list = call.version < 5 ? call.list(attribute: "shape") : call.list(input: 1)
    guard let target = list?.sizes else { return }
    let plan = ReshapePlan(target: target, input: call.shape(0), keepsZeros: call.int("allowzero") == 1)
    call.setShape(0, plan.shape)
    if let fault = plan.fault {
      let message = "Reshape of \(call.describeInput(0)) to \(OperatorCall.describe(target)): \(fault.reason)"
      throw InferenceProblem(fault.code, message, related: [(0, call.type(0)?.description ?? "made here")])
    }
    set(call, plan.shape)
  }

  /// Two dimensions: those before an axis, and the rest (ONNX Operators, Flatten-1).
  static func flatten(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, [.unknown, .unknown])
    guard let shape = call.shape(0) else { return }
    let rank = Int64(shape.count)
    let axis = call.int("axis", default: 1)
    guard axis >= -rank, axis <= rank else {
      throw InferenceProblem(
        "S012", "axis \(axis) is out of range for rank \(rank): axes are \(-rank)...\(rank)", at: call.site("axis"))
    }
    let split = Int(axis < 0 ? axis + rank : axis)
    set(call, [.product(shape[..<split]), .product(shape[split...])])
  }

  /// Without dimensions of size 1 (ONNX Operators, Squeeze-1, -13).
  static func squeeze(_ call: OperatorCall) throws(InferenceProblem) {
    let list = call.version < 13 ? call.list(attribute: "axes") : call.list(input: 1)
    guard let shape = call.shape(0) else { return }
    guard let list else {
      // Which dimensions go is a matter of their sizes.
      if shape.allSatisfy({ $0.number != nil }) { set(call, shape.filter { $0 != 1 }) }
      return
    }
    guard let axes = list.integers else {
      if let count = list.sizes?.count, count <= shape.count {
        call.setShape(0, Array(repeating: .unknown, count: shape.count - count))
      }
      return
    }
    var gone: Set<Int> = []
    for axis in axes { gone.insert(try call.axis(axis, rank: shape.count, at: list.site)) }
    let rest = shape.indices.filter { !gone.contains($0) }.map { shape[$0] }
    call.setShape(0, rest)
    for axis in gone.sorted() {
      if let size = shape[axis].number, size != 1 {
        throw InferenceProblem(
          "S018", "Squeeze axis \(axis) of size \(size): \(call.describeInput(0)), and only a size of 1 goes",
          at: list.site, related: [(0, call.type(0)?.description ?? "made here")])
      }
    }
    set(call, rest)
  }

  /// With dimensions of size 1 put in (ONNX Operators, Unsqueeze-1, -13).
  static func unsqueeze(_ call: OperatorCall) throws(InferenceProblem) {
    guard let list = call.version < 13 ? call.list(attribute: "axes") : call.list(input: 1) else { return }
    guard let shape = call.shape(0), let count = list.sizes?.count else { return }
    let rank = shape.count + count
    guard let axes = list.integers else {
      call.setShape(0, Array(repeating: .unknown, count: rank))
      return
    }
    let new = Set(try call.axes(axes, rank: rank, at: list.site))
    var rest = shape[...]
    set(call, (0..<rank).map { new.contains($0) ? 1 : rest.popFirst() ?? .unknown })
  }
}
