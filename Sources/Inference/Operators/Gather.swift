// Operators that pick elements by index: Gather, GatherElements, GatherND.

internal import ONNXModel

/// Shape functions of the Gather family.
enum GatherOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Gather", infer: gather),
    OperatorInference("GatherElements", infer: gatherElements),
    OperatorInference("GatherND", infer: gatherND),
  ]

  /// Slices of one axis, in the shape of the indices (ONNX Operators, Gather-1).
  static func gather(_ call: OperatorCall) throws(InferenceProblem) {
    guard let data = call.shape(0) else { return }
    try call.requireRank(0, atLeast: 1)
    let axis = try call.axisAttribute(default: 0, rank: data.count)
    guard let indices = call.shape(1) else { return }
    call.setShape(0, data[..<axis] + indices + data[(axis + 1)...])
    try call.requireIndices(1, below: data[axis], axis: axis)
    guard let value = call.followed(0), let places = call.followed(1), value.dims.indices.contains(axis) else { return }
    let dims = Array(value.dims[..<axis]) + places.dims + Array(value.dims[(axis + 1)...])
    call.setKnown(
      0,
      .generated(value.elementType, dims: dims) { at in
        let rank = places.dims.count
        let index = places.element(at: at[axis..<axis + rank]).place(in: value.dims[axis])
        return index.map { value.element(at: at[..<axis] + [$0] + at[(axis + rank)...]) } ?? .unknown
      })
  }

  /// Single elements, one for each index (ONNX Operators, GatherElements-11).
  static func gatherElements(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(1))
    guard let data = call.shape(0) else { return }
    try call.requireRank(0, atLeast: 1)
    let axis = try call.axisAttribute(default: 0, rank: data.count)
    try call.requireRank(1, data.count)
    try call.requireIndices(1, below: data[axis], axis: axis)
    guard let value = call.followed(0), let places = call.followed(1), value.dims.count == places.dims.count else {
      return
    }
    call.setKnown(
      0,
      .generated(value.elementType, dims: places.dims) { at in
        guard let index = places.element(at: at).place(in: value.dims[axis]) else { return .unknown }
        var source = at
        source[axis] = index
        return zip(source, value.dims).allSatisfy { $0 < $1 } ? value.element(at: source) : .unknown
      })
  }

  /// Slices by tuples of indices, which the last dimension of the indices holds (ONNX Operators, GatherND-11, -12).
  static func gatherND(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    try call.requireRank(1, atLeast: 1)
    guard let data = call.shape(0), let indices = call.shape(1), let tuple = indices.last?.number else { return }
    let batch = call.int("batch_dims", default: 0)
    guard batch >= 0, batch < Int64(min(data.count, indices.count)) else {
      throw InferenceProblem(
        "A013", "GatherND of \(batch) batch dimensions: \(call.describeInput(0)), \(call.describeInput(1))",
        at: call.site("batch_dims"))
    }
    guard tuple >= 0, tuple <= Int64(data.count) - batch else {
      throw call.incompatible(
        "GatherND by tuples of \(tuple): \(call.describeInput(0)), which has \(Int64(data.count) - batch) dimensions "
          + "to index", inputs: [0, 1], at: .input(1))
    }
    let (shared, depth) = (Int(batch), Int(tuple))
    var shape = Array(indices.dropLast())
    for place in 0..<shared {
      try call.requireEqual(
        data[place], indices[place], "GatherND batch dimension \(place) is \(data[place]) and \(indices[place])",
        inputs: [0, 1], at: 1)
      shape[place] = OperatorCall.unified(data[place], indices[place])
    }
    shape += data[(shared + depth)...]
    call.setShape(0, shape)
    try call.requireTuples(1, in: data[shared..<shared + depth])
    guard let value = call.followed(0), let places = call.followed(1), let dims = KnownTensor.dims(shape) else {
      return
    }
    let lead = places.dims.count - 1
    call.setKnown(
      0,
      .generated(value.elementType, dims: dims) { at in
        var source = Array(at[..<shared])
        for number in 0..<depth {
          let index = places.element(at: at[..<lead] + [number]).place(in: value.dims[shared + number])
          guard let index else { return .unknown }
          source.append(index)
        }
        return value.element(at: source + at[lead...])
      })
  }
}
