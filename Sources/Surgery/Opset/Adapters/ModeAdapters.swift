// Attributes whose values have other names, or whose defaults are others, from a version on.

internal import Inference
internal import Operators
internal import Rewriting

enum ModeAdapters {
  static let all = [
    VersionAdapter("GridSample", at: 20, .up) { (draft, step, names) throws(RewriteRefusal) in
      rename("mode", ["bilinear": "linear", "bicubic": "cubic"], in: &draft)
    },
    VersionAdapter("GridSample", at: 20, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.shape(0).map({ $0.count == 4 }) ?? false else {
        throw RewriteRefusal("GridSample-16 takes images, with four dimensions")
      }
      rename("mode", ["linear": "bilinear", "cubic": "bicubic"], in: &draft)
    },
    VersionAdapter("RoiAlign", at: 16, .up) { (draft, step, names) throws(RewriteRefusal) in
      if !draft.has("coordinate_transformation_mode") {
        draft.set("coordinate_transformation_mode", .string("output_half_pixel"))
      }
    },
    VersionAdapter("RoiAlign", at: 16, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.string("coordinate_transformation_mode") == "output_half_pixel" else {
        throw RewriteRefusal("RoiAlign-10 does not shift coordinates by half a pixel")
      }
      draft.remove("coordinate_transformation_mode")
    },
    VersionAdapter("DFT", at: 20, .up) { (draft, step, names) throws(RewriteRefusal) in
      if draft.isReference("axis") { throw RewriteRefusal("its axis is an attribute of the function") }
      let axis = draft.int("axis") ?? 1
      draft.remove("axis")
      draft.setInput(2, try draft.constant(KnownTensor(scalar: .size(.known(axis)), .int64), "axis", &names))
      draft.note("axis is an input")
    },
    VersionAdapter("DFT", at: 20, .down) { (draft, step, names) throws(RewriteRefusal) in
      let given = draft.hasInput(2) ? draft.inputs[2].constant?.integers?.first : -2
      guard let given, let rank = draft.shape(0)?.count else { throw RewriteRefusal("its axis is not known") }
      draft.inputs = Array(draft.inputs.prefix(2))
      draft.trimInputs()
      draft.set("axis", .int(given < 0 ? given + Int64(rank) : given))
      draft.note("axis is an attribute")
    },
    VersionAdapter("AveragePool", "MaxPool", at: 22, .up) { (draft, step, names) throws(RewriteRefusal) in
      try keepWindows(draft)
    },
    VersionAdapter("AveragePool", "MaxPool", at: 22, .down) { (draft, step, names) throws(RewriteRefusal) in
      try keepWindows(draft)
    },
  ]

  private static func rename(_ attribute: String, _ values: [String: String], in draft: inout NodeDraft) {
    guard let value = draft.string(attribute) ?? (attribute == "mode" ? "bilinear" : nil) else { return }
    if draft.has(attribute), let new = values[value] { draft.set(attribute, .string(new)) }
  }

  /// Rounding up leaves windows out that begin in the padding at the end since 22: none do where nothing is padded there
  /// and a stride is not longer than a window.
  private static func keepWindows(_ draft: NodeDraft) throws(RewriteRefusal) {
    var (pads, strides, kernel): ([Int64], [Int64], [Int64]) = ([], [], [])
    if case .ints(let values) = draft.value("pads") { pads = values }
    if case .ints(let values) = draft.value("strides") { strides = values }
    if case .ints(let values) = draft.value("kernel_shape") { kernel = values }
    let isPadded = pads.dropFirst(pads.count / 2).contains { $0 != 0 }
    let isAutomatic = !["NOTSET", "VALID"].contains(draft.string("auto_pad") ?? "NOTSET")
    let isSparse = zip(strides, kernel).contains { $0 > $1 }
    if isPadded || isAutomatic || isSparse {
      throw RewriteRefusal("since version 22 windows that begin in the padding at the end are left out")
    }
  }
}
