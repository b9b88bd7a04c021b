// Operators that older ones can stand for: parts of a shape, casts to a type that is known.

internal import Inference
internal import Operators
internal import Rewriting

enum ShapeAdapters {
  static let all = [
    // Shape-15 can give a part of the shape; before it the whole shape is sliced.
    VersionAdapter("Shape", at: 15, .down) { (draft, step, names) throws(RewriteRefusal) in
      let (start, end) = (draft.int("start") ?? 0, draft.int("end"))
      let isReference = draft.isReference("start") || draft.isReference("end")
      guard !isReference else { throw RewriteRefusal("its part is an attribute of the function") }
      draft.remove("start")
      draft.remove("end")
      if start == 0, end == nil { return }
      guard draft.target >= 10 else { throw RewriteRefusal("Shape-1 gives the whole shape") }
      let starts = try draft.constant([start], "start", &names)
      let ends = try draft.constant([end ?? Int64.max], "end", &names)
      draft.append("Slice", output: 0, [starts, ends], as: "whole", &names)
      draft.note("the part is a Slice of the whole shape")
    },
    VersionAdapter("Reshape", at: 14, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.int("allowzero") ?? 0 != 0 else { return draft.remove("allowzero") }
      guard let sizes = draft.inputs[1].constant?.integers, !sizes.contains(0) else {
        throw RewriteRefusal("a size of 0 is that of the input before Reshape-14")
      }
      draft.remove("allowzero")
    },
    VersionAdapter("Pad", at: 18, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.hasInput(3) else { return }
      guard let rank = draft.shape(0)?.count, let axes = draft.inputs[3].constant?.integers,
        let pads = draft.inputs[1].constant?.integers, pads.count == 2 * axes.count
      else { throw RewriteRefusal("what it pads is computed, and before Pad-18 all axes are padded") }
      var all = [Int64](repeating: 0, count: 2 * rank)
      for (number, axis) in axes.enumerated() {
        let place = Int(axis < 0 ? axis + Int64(rank) : axis)
        guard (0..<rank).contains(place) else { throw RewriteRefusal("its axes are none of the input's") }
        (all[place], all[place + rank]) = (pads[number], pads[number + axes.count])
      }
      draft.inputs[1] = try draft.constant(all, "pads", &names)
      draft.inputs.removeLast()
      draft.trimInputs()
      draft.note("pads are given for all axes")
    },
    VersionAdapter("Constant", at: 12, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard let value = draft.result(0) else { throw RewriteRefusal("its value is no tensor of numbers") }
      draft.become(value)
    },
    VersionAdapter("CastLike", at: 15, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.inputs.count == 2, case .tensor(let type) = draft.inputs[1].type.kind else {
        throw RewriteRefusal("the type to cast to is not known")
      }
      draft.opType = "Cast"
      draft.inputs = [draft.inputs[0]]
      draft.set("to", .int(Int64(type.rawValue)))
      draft.note("Cast to \(type.name)")
    },
    VersionAdapter("GreaterOrEqual", at: 12, .down) { (draft, step, names) throws(RewriteRefusal) in
      try orEqual(&draft, "Greater", &names)
    },
    VersionAdapter("LessOrEqual", at: 12, .down) { (draft, step, names) throws(RewriteRefusal) in
      try orEqual(&draft, "Less", &names)
    },
  ]

  /// Less or equal, which for a NaN is not the same as not greater.
  private static func orEqual(
    _ draft: inout NodeDraft, _ name: String, _ names: inout FreshNames
  ) throws(RewriteRefusal) {
    let type = draft.inputs[0].type
    // Equal-7 compares whole numbers only.
    let equal = draft.inference.index.catalog.schema("Equal", domain: "", version: draft.target)
    guard equal?.inputs[0].allowed.contains(type) == true else {
      throw RewriteRefusal("Equal does not compare \(type) in version \(draft.target)")
    }
    let same = draft.prepend("Equal", draft.inputs, as: "equal", type: .tensor(.bool), &names)
    draft.opType = name
    draft.append("Or", output: 0, [same], as: "strict", &names)
    draft.note("\(name) or Equal")
  }
}
