// Operators that reduce a tensor along axes, and those that run along one.

internal import ONNXModel

enum ReductionOperators {
  static let rows: [OperatorInference] =
    ElementReduction.functions.map { row in
      OperatorInference(row.name) { (call) throws(InferenceProblem) in try reduce(call, row.function) }
    }
    + [
      OperatorInference("ArgMax") { (call) throws(InferenceProblem) in try place(call, ofGreatest: true) },
      OperatorInference("ArgMin") { (call) throws(InferenceProblem) in try place(call, ofGreatest: false) },
      OperatorInference("CumProd") { (call) throws(InferenceProblem) in try run(call, .multiply, from: Element.one) },
      OperatorInference("CumSum") { (call) throws(InferenceProblem) in try run(call, .add, from: Element.zero) },
    ]

  /// Axes are an attribute before version 18 (ReduceSum: 13), then an input; none means all, or with
  /// `noop_with_empty_axes` none (ONNX Operators, ReduceSum-13).
  private static func reduce(_ call: OperatorCall, _ function: ElementReduction.Function) throws(InferenceProblem) {
    let keepsDims = call.int("keepdims", default: 1) == 1
    let list = call.hasInput(1) ? call.list(input: 1) : call.list(attribute: "axes")
    guard let shape = call.shape(0) else { return }
    guard let written = list.map(\.integers) ?? [] else {
      return setShapeOfUnknownAxes(call, shape, count: list?.sizes?.count, keepsDims)
    }
    var axes: [Int] = []
    for one in written {
      let axis = try call.axis(one, rank: shape.count, at: list?.site ?? .node)
      if !axes.contains(axis) { axes.append(axis) }
    }
    if written.isEmpty, call.int("noop_with_empty_axes", default: 0) == 0 { axes = Array(shape.indices) }
    call.setShape(0, reduced(shape, axes, keepsDims))
    guard let value = call.operands([0])?[0] else { return }
    let type = value.elementType
    call.setKnown(0, value.reduced(type, axes: axes, keepsDims: keepsDims) { function($0, type) })
  }

  /// What is sure when it is not known which axes go: the rank, if it is known how many.
  private static func setShapeOfUnknownAxes(_ call: OperatorCall, _ shape: [Size], count: Int?, _ keepsDims: Bool) {
    if keepsDims {
      call.setShape(0, shape.map { $0 == 1 ? 1 : .unknown })
    } else if let count, count > 0, count <= shape.count {
      call.setShape(0, Array(repeating: .unknown, count: shape.count - count))
    } else if count == 0 {
      call.setShape(0, call.int("noop_with_empty_axes", default: 0) == 0 ? [] : shape)
    }
    call.unknownReason = "data-dependent: the axes of \(call.title)"
  }

  private static func reduced(_ shape: [Size], _ axes: [Int], _ keepsDims: Bool) -> [Size] {
    shape.enumerated().compactMap { axes.contains($0) ? (keepsDims ? 1 : nil) : $1 }
  }

  /// The place of the greatest or least element along an axis (ONNX Operators, ArgMax-13).
  private static func place(_ call: OperatorCall, ofGreatest: Bool) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    let keepsDims = call.int("keepdims", default: 1) == 1
    // The default axis of a scalar is none.
    if shape.isEmpty, !call.has("axis") { return call.setShape(0, []) }
    let axis = try call.axisAttribute(default: 0, rank: shape.count)
    call.setShape(0, reduced(shape, [axis], keepsDims))
    guard let value = call.operands([0])?[0] else { return }
    let isLast = call.int("select_last_index", default: 0) != 0
    call.setKnown(
      0,
      value.reduced(.int64, axes: [axis], keepsDims: keepsDims) {
        ElementReduction.place($0, ofGreatest: ofGreatest, isLast: isLast)
      })
  }

  /// Sums or products so far along the axis that the second input names (ONNX Operators, CumSum-14).
  private static func run(
    _ call: OperatorCall, _ operation: ElementArithmetic, from start: (DataType) -> Element
  ) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let shape = call.shape(0), let written = call.integer(1) else { return }
    let axis = try call.axis(written, rank: shape.count, at: .input(1))
    guard let value = call.operands([0])?[0] else { return }
    let type = value.elementType
    call.setKnown(
      0,
      value.running(
        axis: axis, isExclusive: call.int("exclusive", default: 0) != 0,
        isReverse: call.int("reverse", default: 0) != 0,
        from: start(type)
      ) { operation.apply($0, $1, type) })
  }
}
