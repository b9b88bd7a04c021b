// GatherElements through Gather of the flattened tensor, whose places are computed from the indices.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

enum GatherAdapters {
  static let all = [
    VersionAdapter("GatherElements", at: 11, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.target >= 9 else { throw RewriteRefusal("Where comes with version 9") }
      guard let sizes = known(draft.shape(0)), let shape = known(draft.shape(1)), sizes.count == shape.count,
        !sizes.isEmpty, shape.reduce(1, *) <= KnownTensor.mostElements
      else { throw RewriteRefusal("its shapes are not known, or too large for a table") }
      let given = draft.int("axis") ?? 0
      let axis = Int(given < 0 ? given + Int64(sizes.count) : given)
      guard sizes.indices.contains(axis) else { throw RewriteRefusal("its axis is none of the input's") }
      let steps = strides(of: sizes)
      // What each place of the output adds to the index, from the axes that it keeps.
      let own = strides(of: shape)
      let bases = (0..<shape.reduce(1, *)).map { place -> Element in
        let offsets = shape.indices.filter { $0 != axis }.map { place / own[$0] % shape[$0] * steps[$0] }
        return .size(.known(Int64(offsets.reduce(0, +))))
      }
      let flat = draft.prepend(
        "Reshape", [draft.inputs[0], try draft.constant([-1], "flat_shape", &names)], as: "flat",
        type: draft.inputs[0].type, &names)
      let whole = SchemaType.tensor(.int64)
      var indices = draft.inputs[1]
      if indices.type != whole {
        indices = draft.prepend(
          "Cast", [indices], [("to", .int(Int64(DataType.int64.rawValue)))], as: "indices", type: whole, &names)
      }
      let zero = try draft.constant([0], "zero", &names)
      let size = try draft.constant([Int64(sizes[axis])], "size", &names)
      let isBackwards = draft.prepend("Less", [indices, zero], as: "is_backwards", type: .tensor(.bool), &names)
      let counted = draft.prepend("Add", [indices, size], as: "counted", type: whole, &names)
      indices = draft.prepend("Where", [isBackwards, counted, indices], as: "forwards", type: whole, &names)
      let step = try draft.constant([Int64(steps[axis])], "step", &names)
      let table = try draft.constant(KnownTensor(.int64, dims: shape, bases), "bases", &names)
      let scaled = draft.prepend("Mul", [indices, step], as: "scaled", type: whole, &names)
      let places = draft.prepend("Add", [scaled, table], as: "places", type: whole, &names)
      draft.opType = "Gather"
      draft.inputs = [flat, places]
      draft.attributes = []
      draft.set("axis", .int(0))
      draft.note("Gather of the flattened tensor")
    }
  ]

  private static func known(_ shape: [Size]?) -> [Int]? {
    let sizes = shape?.compactMap { size -> Int? in
      if case .known(let value) = size { Int(value) } else { nil }
    }
    return sizes?.count == shape?.count ? sizes : nil
  }

  private static func strides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * max(shape[axis + 1], 1) }
    return strides
  }
}
