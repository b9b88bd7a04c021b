// Upsample became Resize, Resize-11 maps pixels otherwise by default and has a region of interest (ONNX Operators).

internal import Inference
internal import Operators
internal import Rewriting

enum ResizeAdapters {
  static let all = [
    VersionAdapter("Upsample", at: 10, .up) { (draft, step, names) throws(RewriteRefusal) in
      draft.opType = "Resize"
      draft.note("Upsample is Resize")
    },
    VersionAdapter("Resize", at: 10, .down) { (draft, step, names) throws(RewriteRefusal) in
      draft.opType = "Upsample"
      draft.note("Resize is Upsample")
    },
    VersionAdapter("Resize", at: 11, .up) { (draft, step, names) throws(RewriteRefusal) in
      try withRegion(&draft, &names)
    },
    VersionAdapter("Resize", at: 11, .down) { (draft, step, names) throws(RewriteRefusal) in
      try withoutRegion(&draft, &names)
    },
    VersionAdapter("Resize", at: 13, .up) { (draft, step, names) throws(RewriteRefusal) in
      // An empty tensor of scales says as little as none.
      let isEmpty =
        draft.inputs.count > 2 && (draft.inputs[2].constant?.elements.isEmpty == true || draft.shape(2) == [.known(0)])
      if draft.hasInput(3), isEmpty { draft.inputs[2] = .absent }
      if draft.string("coordinate_transformation_mode") == "tf_half_pixel_for_nn" {
        throw RewriteRefusal("Resize-13 has no coordinate_transformation_mode tf_half_pixel_for_nn")
      }
    },
    VersionAdapter("Resize", at: 13, .down) { (draft, step, names) throws(RewriteRefusal) in
      // Resize-11 wants a region and scales, if only empty ones.
      let empty = KnownTensor(.float, dims: [0], [])
      if !draft.hasInput(1) { draft.setInput(1, try draft.constant(empty, "roi", &names)) }
      if !draft.hasInput(2) { draft.setInput(2, try draft.constant(empty, "scales", &names)) }
    },
  ]

  private static func withRegion(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    let scales = draft.inputs.count > 1 ? draft.inputs[1] : .absent
    let empty = KnownTensor(.float, dims: [0], [])
    draft.inputs = [draft.inputs[0], try draft.constant(empty, "roi", &names), scales]
    draft.set("coordinate_transformation_mode", .string("asymmetric"))
    draft.set("nearest_mode", .string("floor"))
    draft.note("it maps coordinates asymmetrically and takes the floor, as it did")
  }

  private static func withoutRegion(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    let mode = draft.string("mode") ?? "nearest"
    guard mode == "nearest" || mode == "linear" else { throw RewriteRefusal("Resize-10 has no mode \(mode)") }
    let mapping = draft.string("coordinate_transformation_mode") ?? "half_pixel"
    guard draft.hasInput(2), !draft.hasInput(3), draft.inputs[2].constant?.elements.isEmpty != true else {
      throw RewriteRefusal("Resize-10 takes scales, no sizes")
    }
    let scales = draft.inputs[2].constant?.numbers
    let rounding = draft.string("nearest_mode") ?? "round_prefer_floor"
    // Scales that are whole numbers, of half pixels rounded to the nearest: each output pixel has the input pixel
    // that the floor of asymmetric coordinates gives.
    let isWhole = scales?.allSatisfy { $0 >= 1 && $0 == $0.rounded() } == true
    let isFloor = mapping == "asymmetric" && rounding == "floor"
    let isRepeated = isWhole && mapping == "half_pixel" && rounding.hasPrefix("round_prefer")
    let isNothing = scales?.allSatisfy { $0 == 1 } == true
    guard isNothing || (mode == "linear" ? mapping == "asymmetric" : isFloor || isRepeated) else {
      throw RewriteRefusal(
        "Resize-10 maps coordinates asymmetrically and takes the floor, this one \(mapping) and \(rounding)")
    }
    for gone in [
      "coordinate_transformation_mode", "nearest_mode", "cubic_coeff_a", "exclude_outside", "extrapolation_value",
    ] {
      draft.remove(gone)
    }
    draft.inputs = [draft.inputs[0], draft.inputs[2]]
    draft.note("its scales are the second input")
  }
}
