// Operators on regions of images: MaxRoiPool, RoiAlign, NonMaxSuppression.

import ONNXModel

/// Shape functions of operators on boxes.
enum RegionOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("MaxRoiPool", infer: maxRoiPool),
    OperatorInference("RoiAlign", infer: roiAlign),
    OperatorInference("NonMaxSuppression", infer: suppress),
  ]

  /// `[N, C, H, W]` and `[num_rois, 5]` give `[num_rois, C, pooled_shape]` (ONNX Operators, MaxRoiPool-1).
  private static func maxRoiPool(_ call: OperatorCall) throws(InferenceProblem) {
    var sizes = SharedSizes()
    try sizes.match(call, 0, "N", "C", "H", "W")
    try sizes.match(call, 1, "num_rois", "5")
    let pooled = try call.ints("pooled_shape", count: 2, atLeast: 1)
    let spatial = pooled?.map(Size.known) ?? [.unknown, .unknown]
    call.setShape(0, [sizes["num_rois"], sizes["C"]] + spatial)
  }

  /// `[N, C, H, W]` and `[num_rois, 4]` give `[num_rois, C, output_height, output_width]` (ONNX Operators, RoiAlign-10).
  private static func roiAlign(_ call: OperatorCall) throws(InferenceProblem) {
    var sizes = SharedSizes()
    try sizes.match(call, 0, "N", "C", "H", "W")
    try sizes.match(call, 1, "num_rois", "4")
    try sizes.match(call, 2, "num_rois")
    try call.requireAttribute("output_height", atLeast: 0)
    try call.requireAttribute("output_width", atLeast: 0)
    call.setShape(
      0,
      [
        sizes["num_rois"], sizes["C"], .known(call.int("output_height", default: 1)),
        .known(call.int("output_width", default: 1)),
      ])
  }

  /// `[num_selected, 3]`; how many are selected depends on the scores (ONNX Operators, NonMaxSuppression-10).
  private static func suppress(_ call: OperatorCall) throws(InferenceProblem) {
    // Without a maximum the operator selects nothing.
    let selectsNothing = call.hasInput(2) ? call.integer(2) == 0 : true
    call.setTensor(0, .int64, [selectsNothing ? 0 : .unknown, 3])
    if !selectsNothing { call.unknownReason = "data-dependent: NonMaxSuppression" }
    var sizes = SharedSizes()
    try sizes.match(call, 0, "num_batches", "spatial_dimension", "4")
    try sizes.match(call, 1, "num_batches", "num_classes", "spatial_dimension")
  }
}
