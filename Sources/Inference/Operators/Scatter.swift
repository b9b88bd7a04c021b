// Operators that write elements by index into a copy: Scatter, ScatterElements, ScatterND, TensorScatter.

internal import ONNXModel

/// Shape functions of the Scatter family.
enum ScatterOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Scatter", "ScatterElements", infer: scatterElements),
    OperatorInference("ScatterND", infer: scatterND),
    OperatorInference("TensorScatter", infer: tensorScatter),
  ]

  private static func requireReduction(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord(
      "reduction", call.version < 18 ? ["none", "add", "mul"] : ["none", "add", "mul", "max", "min"])
  }

  /// Whether the elements written replace those that were there.
  private static func replaces(_ call: OperatorCall) -> Bool { call.string("reduction") ?? "none" == "none" }

  /// Single elements, one for each index (ONNX Operators, Scatter-9, ScatterElements-11).
  static func scatterElements(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try requireReduction(call)
    if let indices = call.shape(1), let updates = call.shape(2) {
      try requireSame(call, indices, updates, "the indices")
    }
    guard let data = call.shape(0) else { return }
    try call.requireRank(0, atLeast: 1)
    let axis = try call.axisAttribute(default: 0, rank: data.count)
    try call.requireRank(1, data.count)
    try call.requireIndices(1, below: data[axis], axis: axis)
    guard replaces(call), var value = call.followed(0), let places = call.followed(1),
      let updates = call.valueOrUnknown(2), updates.dims == places.dims
    else { return }
    for (number, at) in KnownTensor.coordinates(places.dims).enumerated() {
      guard let index = places.elements[number].place(in: value.dims[axis]) else { return }
      var target = at
      target[axis] = index
      guard zip(target, value.dims).allSatisfy({ $0 < $1 }) else { return }
      value.setElement(at: target, updates.elements[number])
    }
    call.setKnown(0, value)
  }

  /// Slices by tuples of indices (ONNX Operators, ScatterND-11).
  static func scatterND(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try requireReduction(call)
    try call.requireRank(0, atLeast: 1)
    try call.requireRank(1, atLeast: 1)
    guard let data = call.shape(0), let indices = call.shape(1), let tuple = indices.last?.number else { return }
    guard tuple >= 0, tuple <= Int64(data.count) else {
      throw call.incompatible(
        "ScatterND by tuples of \(tuple): \(call.describeInput(0)), which has \(data.count) dimensions to index",
        inputs: [0, 1], at: .input(1))
    }
    let depth = Int(tuple)
    let wanted = indices.dropLast() + data[depth...]
    if let updates = call.shape(2) { try requireSame(call, Array(wanted), updates, "the indices and the data") }
    try call.requireTuples(1, in: data[..<depth])
    guard replaces(call), var value = call.followed(0), let places = call.followed(1),
      let updates = call.valueOrUnknown(2)
    else { return }
    for (number, at) in KnownTensor.coordinates(updates.dims).enumerated() {
      let lead = places.dims.count - 1
      var target: [Int] = []
      for axis in 0..<depth {
        guard let index = places.element(at: at[..<lead] + [axis]).place(in: value.dims[axis]) else { return }
        target.append(index)
      }
      value.setElement(at: target + at[lead...], updates.elements[number])
    }
    call.setKnown(0, value)
  }

  private static func requireSame(_ call: OperatorCall, _ wanted: [Size], _ updates: [Size], _ whose: String)
    throws(InferenceProblem)
  {
    let fits = wanted.count == updates.count && zip(wanted, updates).allSatisfy(OperatorCall.mayEqual)
    if !fits {
      throw call.incompatible(
        "\(call.title): the updates are \(OperatorCall.describe(updates)); \(whose) need "
          + OperatorCall.describe(wanted), inputs: [0, 1, 2], at: .input(2))
    }
  }

  /// A cache with a part of its sequence replaced (ONNX Operators, TensorScatter-24).
  static func tensorScatter(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireWord("mode", ["linear", "circular"])
    guard let cache = call.shape(0) else { return }
    let axis = try call.axisAttribute(default: -2, rank: cache.count)
    guard axis > 0 else {
      throw InferenceProblem("S012", "\(call.title).axis is the batch; the sequence is another", at: call.site("axis"))
    }
    try call.requireRank(1, cache.count)
    for (place, size) in (call.shape(1) ?? []).enumerated() where place != axis {
      try call.requireEqual(
        cache[place], size, "TensorScatter dimension \(place) is \(cache[place]) and \(size)", inputs: [0, 1], at: 1)
    }
    try call.requireRank(2, 1)
    if let count = call.shape(2)?.first {
      try call.requireEqual(
        cache[0], count, "TensorScatter of \(cache[0]) samples with \(count) write indices", inputs: [0, 2], at: 2)
    }
  }
}
