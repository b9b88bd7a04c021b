// Slice: part of a tensor by starts, ends and steps, which clamp.

internal import ONNXModel

/// The shape function of Slice.
enum SliceOperators {
  static let rows: [OperatorInference] = [OperatorInference("Slice", infer: slice)]

  /// ONNX Operators, Slice-1 (attributes), -10, -11, -13 (inputs).
  static func slice(_ call: OperatorCall) throws(InferenceProblem) {
    let areAttributes = call.version < 10
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    guard let starts = areAttributes ? call.list(attribute: "starts") : call.list(input: 1),
      let ends = areAttributes ? call.list(attribute: "ends") : call.list(input: 2)
    else { return }
    let axesList = areAttributes ? call.list(attribute: "axes") : call.list(input: 3)
    let stepsList = areAttributes ? nil : call.list(input: 4)
    // One list's length is that of all.
    let lists = [("starts", starts), ("ends", ends), ("axes", axesList), ("steps", stepsList)]
    guard let count = lists.lazy.compactMap({ $0.1?.sizes?.count }).first else { return }
    for (name, list) in lists {
      if let list, let given = list.sizes?.count, given != count {
        throw call.wrongLength(name, given, needed: count, at: list.site)
      }
    }
    if let steps = stepsList, steps.sizes?.contains(0) ?? false {
      throw InferenceProblem("A013", "\(call.title) with a step of 0", at: steps.site)
    }
    if let list = axesList, list.integers == nil { return }
    let given = axesList?.integers ?? Array(0..<Int64(count))
    let axes = try call.axes(given, rank: shape.count, at: axesList?.site ?? starts.site)

    var result = shape
    var cuts: [Int: SliceCut] = [:]
    for (place, axis) in axes.enumerated() {
      let cut = SliceCut(
        start: starts.sizes?[place] ?? .unknown, end: ends.sizes?[place] ?? .unknown,
        step: stepsList.map { $0.sizes?[place] ?? .unknown } ?? 1)
      cuts[axis] = cut
      result[axis] = cut.length(of: shape[axis])
    }
    call.setShape(0, result)
    guard var value = call.followed(0) else { return }
    for axis in cuts.keys.sorted() {
      guard let positions = cuts[axis]?.positions(in: value.dims[axis]),
        let next = value.selecting(positions, axis: axis)
      else { return }
      value = next
    }
    call.setKnown(0, value)
  }
}
