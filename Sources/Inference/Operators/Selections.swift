// Operators whose result's size depends on the data: NonZero, Compress, Unique, TopK.

internal import ONNXModel

/// Shape functions of operators that select elements by their values.
enum SelectionOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("NonZero", infer: nonZero),
    OperatorInference("Compress", infer: compress),
    OperatorInference("Unique", infer: unique),
    OperatorInference("TopK", infer: topK),
  ]

  /// The indices of what is not zero, a column each (ONNX Operators, NonZero-9).
  static func nonZero(_ call: OperatorCall) throws(InferenceProblem) {
    let rank = call.rank(0).map { Size.known(Int64($0)) } ?? .unknown
    call.setTensor(0, .int64, [rank, .unknown])
    call.unknownReason = "data-dependent: NonZero"
    guard let value = call.followed(0) else { return }
    var places: [[Int]] = []
    for (element, place) in zip(value.elements, KnownTensor.coordinates(value.dims)) {
      guard let isNonZero = element.isNonZero else { return }
      if isNonZero { places.append(place) }
    }
    call.setValue(0, .generated(.int64, dims: [value.dims.count, places.count]) { .integer(places[$0[1]][$0[0]]) })
  }

  /// The slices of an axis, or the elements, that a condition is true for (ONNX Operators, Compress-9).
  static func compress(_ call: OperatorCall) throws(InferenceProblem) {
    call.unknownReason = "data-dependent: Compress"
    let isFlat = !call.has("axis")
    if isFlat { call.setShape(0, [.unknown]) }
    try call.requireRank(1, 1)
    var chosen: [Int]?
    if let flags = call.value(1)?.elements.map(\.isNonZero), !flags.contains(nil) {
      chosen = flags.indices.filter { flags[$0] ?? false }
    }
    guard let shape = call.shape(0) else { return }
    try call.requireRank(0, atLeast: 1)
    let axis = isFlat ? 0 : try call.axisAttribute(default: 0, rank: shape.count)
    var result = isFlat ? [.product(shape)] : shape
    // A condition may be shorter than the axis; where it may be longer, how much of it counts is open.
    let length = result[axis].number
    let isWithin = length.map { length in chosen?.allSatisfy { Int64($0) < length } ?? true } ?? false
    result[axis] = isWithin ? chosen.map { .known(Int64($0.count)) } ?? .unknown : .unknown
    call.setShape(0, result)
    guard isWithin, let chosen, let value = call.followed(0) else { return }
    let source = isFlat ? KnownTensor(value.elementType, dims: [value.elements.count], value.elements) : value
    call.setKnown(0, source.selecting(chosen, axis: axis))
  }

  /// Each value once, with where it stands and how often (ONNX Operators, Unique-11).
  static func unique(_ call: OperatorCall) throws(InferenceProblem) {
    call.unknownReason = "data-dependent: Unique"
    for number in 1..<4 { call.setTensor(number, .int64, [.unknown]) }
    guard call.has("axis") else {
      call.setShape(0, [.unknown])
      if let shape = call.shape(0) { call.setShape(2, [.product(shape)]) }
      return UniqueValue.set(call)
    }
    guard var shape = call.shape(0) else { return }
    let axis = try call.axisAttribute(default: 0, rank: shape.count)
    call.setShape(2, [shape[axis]])
    shape[axis] = .unknown
    call.setShape(0, shape)
    if shape.count == 1 { UniqueValue.set(call) }
  }

  /// The largest or smallest of an axis and their indices (ONNX Operators, TopK-1, -10, -11).
  static func topK(_ call: OperatorCall) throws(InferenceProblem) {
    var k = Size.unknown
    if call.version < 10 {
      k = call.int("k").map(Size.known) ?? .unknown
    } else {
      try call.requireRank(1, 1)
      if let count = call.shape(1)?.first {
        try call.requireEqual(count, 1, "\(call.title).K has \(count) elements; it is one", inputs: [1], at: 1)
      }
      k = call.sizes(1)?.first ?? .unknown
    }
    let site: InferenceProblem.Site = call.version < 10 ? .attribute("k") : .input(1)
    if let number = k.number, number < 0 { throw InferenceProblem("A013", "\(call.title) of \(number)", at: site) }
    guard var shape = call.shape(0) else { return }
    let axis = try call.axisAttribute(default: -1, rank: shape.count)
    let size = shape[axis]
    shape[axis] = k
    for number in 0..<2 { call.setShape(number, shape) }
    if let size = size.number, let number = k.number, number > size {
      throw call.incompatible(
        "\(call.title) of \(number) along axis \(axis), which has \(size): \(call.describeInput(0))", inputs: [0, 1],
        at: site)
    }
    TopKValue.set(call, axis: axis, shape: shape)
  }
}

extension Element {
  static func integer(_ value: Int) -> Element { .size(.known(Int64(value))) }
}
