// GroupNormalization-21 has a scale and a bias for each channel, where 18 had them for each group.

internal import Inference
internal import Operators
internal import Rewriting

enum NormalizationAdapters {
  static let all = [
    // onnx can't infer the function that defines it where its axes are left to their default.
    VersionAdapter("MeanVarianceNormalization", at: 13, .up, quietly: true) {
      (draft, step, names) throws(RewriteRefusal) in
      if !draft.has("axes") { draft.set("axes", .ints([0, 2, 3])) }
    },
    VersionAdapter("GroupNormalization", at: 21, .up) { (draft, step, names) throws(RewriteRefusal) in
      guard let groups = draft.int("num_groups"), let shape = draft.shape(0), shape.count > 1,
        case .known(let channels) = shape[1], groups > 0, channels % groups == 0
      else { throw RewriteRefusal("the number of its channels is not known") }
      let column = try draft.constant([groups, 1], "column", &names)
      let spread = try draft.constant([groups, channels / groups], "spread", &names)
      let flat = try draft.constant([channels], "channels", &names)
      for (number, role) in [(1, "scale"), (2, "bias")] {
        let type = draft.inputs[number].type
        var operand = draft.prepend(
          "Reshape", [draft.inputs[number], column], as: "\(role)_column", type: type, &names)
        operand = draft.prepend("Expand", [operand, spread], as: "\(role)_spread", type: type, &names)
        draft.setInput(number, draft.prepend("Reshape", [operand, flat], as: role, type: type, &names))
      }
      draft.note("scale and bias are repeated for each channel of a group")
    }
  ]
}
