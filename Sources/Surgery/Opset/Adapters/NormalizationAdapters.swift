// GroupNormalization-21 has a scale and a bias for each channel, where 18 had them for each group.

internal import Inference
internal import Operators
internal import Rewriting

enum NormalizationAdapters {
  static let all = [
    VersionAdapter("LayerNormalization", at: 17, .down) { (draft, step, names) throws(RewriteRefusal) in
      try expand(&draft, &names, isCentred: true)
    },
    VersionAdapter("RMSNormalization", at: 23, .down) { (draft, step, names) throws(RewriteRefusal) in
      try expand(&draft, &names, isCentred: false)
    },
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
    },
  ]

  /// Mean, deviation and variance over the axes from `axis` on, as ONNX's functions have them (LayerNormalization-17,
  /// RMSNormalization-23).
  private static func expand(
    _ draft: inout NodeDraft, _ names: inout FreshNames, isCentred: Bool
  ) throws(RewriteRefusal) {
    let type = draft.inputs[0].type
    guard type == .tensor(.float) || type == .tensor(.double), draft.int("stash_type") ?? 1 == 1 else {
      throw RewriteRefusal("it computes in another type than its input's")
    }
    guard let rank = draft.shape(0)?.count, !draft.isReference("axis"), !draft.isReference("epsilon") else {
      throw RewriteRefusal("the rank of its input is not known")
    }
    var epsilon: Float = 1e-5
    if case .float(let value) = draft.value("epsilon") { epsilon = value }
    let given = draft.int("axis") ?? -1
    let axes = Array((given < 0 ? given + Int64(rank) : given)..<Int64(rank))
    let input = draft.inputs[0]
    var centred = input
    if isCentred {
      let mean = try reduceMean(&draft, input, axes, as: "mean", draft.hasOutput(1) ? draft.outputs[1] : nil, &names)
      centred = draft.prepend("Sub", [input, mean], as: "centred", type: type, &names)
    }
    let squares = draft.prepend("Mul", [centred, centred], as: "squares", type: type, &names)
    let variance = try reduceMean(&draft, squares, axes, as: "variance", nil, &names)
    guard case .tensor(let element) = type.kind,
      let small = ElementEncoding.converted(KnownTensor(scalar: .real(Double(epsilon)), .float), to: element)
    else { throw RewriteRefusal("its epsilon has no exact value") }
    let added = draft.prepend(
      "Add", [variance, try draft.constant(small, "epsilon", &names)], as: "added", type: type, &names)
    var root = draft.prepend("Sqrt", [added], as: "root", type: type, &names)
    if draft.hasOutput(2) {
      root = draft.prepend("Reciprocal", [root], as: "inverse", type: type, named: draft.outputs[2], &names)
    }
    let normal = draft.prepend(draft.hasOutput(2) ? "Mul" : "Div", [centred, root], as: "normal", type: type, &names)
    let (scale, bias) = (draft.inputs[1], draft.hasInput(2) ? draft.inputs[2] : nil)
    draft.opType = "Mul"
    draft.inputs = [normal, scale]
    draft.outputs = [draft.outputs[0]]
    draft.attributes = []
    if let bias { draft.append("Add", output: 0, [bias], as: "scaled", &names) }
    draft.note("it is written out: mean, variance, scale")
  }

  private static func reduceMean(
    _ draft: inout NodeDraft, _ input: NodeDraft.Operand, _ axes: [Int64], as role: String, _ name: [UInt8]?,
    _ names: inout FreshNames
  ) throws(RewriteRefusal) -> NodeDraft.Operand {
    // The axes are an input since ReduceMean-18.
    guard draft.target >= 18 else {
      return draft.prepend(
        "ReduceMean", [input], [("axes", .ints(axes))], as: role, type: input.type, named: name, &names)
    }
    let list = try draft.constant(axes, "axes", &names)
    return draft.prepend("ReduceMean", [input, list], as: role, type: input.type, named: name, &names)
  }
}
