// Resize and Upsample: images of other sizes, by scales or by the sizes themselves.

internal import ONNXModel

/// Shape functions of Resize and Upsample.
enum ResizeOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Resize", infer: resize),
    OperatorInference("Upsample", infer: upsample),
  ]

  /// By scales: two attributes, one list, or an input (ONNX Operators, Upsample-1, -7, -9).
  static func upsample(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord("mode", call.version < 7 ? ["nearest", "bilinear"] : ["nearest", "linear"])
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    if call.version < 7 {
      try call.requireRank(0, 4)
      guard let height = call.float("height_scale"), let width = call.float("width_scale") else { return }
      return try scale(call, shape, [1, 1, height, width].map { .real(Double($0)) }, at: .attribute("height_scale"))
    }
    if call.version < 9 {
      guard let scales = call.floats("scales") else { return }
      return try scale(call, shape, scales.map { .real(Double($0)) }, at: .attribute("scales"))
    }
    guard let scales = elements(call, 1) else { return }
    try scale(call, shape, scales, at: .input(1))
  }

  /// By scales or sizes, of all axes or some (ONNX Operators, Resize-10, -11, -13, -18, -19).
  static func resize(_ call: OperatorCall) throws(InferenceProblem) {
    try requireWords(call)
    if call.version < 11 { return try upsampleAll(call) }
    let hasScales = isGiven(call, 2)
    let hasSizes = isGiven(call, 3)
    // Version 11 has scales as a required input, which may be empty: only constants are sure to be too many.
    if hasScales == hasSizes, call.version >= 13 || isConstant(call, 2) && isConstant(call, 3) {
      throw InferenceProblem(
        "A011", "\(call.title) needs either scales or sizes; it has \(hasScales ? "both" : "neither")")
    }
    let policy = call.string("keep_aspect_ratio_policy") ?? "stretch"
    if hasScales, policy != "stretch" {
      throw InferenceProblem(
        "A013", "\(call.title): keep_aspect_ratio_policy \"\(policy)\" is for sizes, not for scales",
        at: .attribute("keep_aspect_ratio_policy"))
    }
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    let axes = try call.axes(
      call.ints("axes") ?? Array(0..<Int64(shape.count)), rank: shape.count, at: call.site("axes"))
    if hasSizes, !hasScales || call.sizes(3) != nil {
      guard let sizes = call.sizesOrUnknown(3) else { return }
      guard sizes.count == axes.count else {
        throw call.wrongLength("sizes", sizes.count, needed: axes.count, at: .input(3))
      }
      call.setShape(0, resized(shape, axes, to: sizes, policy))
    } else if hasScales, let scales = elements(call, 2) {
      try scale(call, shape, scales, axes: axes, extents: extents(call, axes.count), at: .input(2))
    }
  }

  private static func upsampleAll(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    if let scales = elements(call, 1) { try scale(call, shape, scales, at: .input(1)) }
  }

  private static func requireWords(_ call: OperatorCall) throws(InferenceProblem) {
    let version = call.version
    try call.requireWord("mode", version < 11 ? ["nearest", "linear"] : ["nearest", "linear", "cubic"])
    var transformations = ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_crop_and_resize"]
    if version < 13 { transformations.append("tf_half_pixel_for_nn") }
    if version >= 19 { transformations.append("half_pixel_symmetric") }
    try call.requireWord("coordinate_transformation_mode", transformations)
    try call.requireWord("nearest_mode", ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"])
    try call.requireWord("keep_aspect_ratio_policy", ["stretch", "not_larger", "not_smaller"])
  }

  /// Whether scales or sizes are given: an empty tensor stands for none.
  private static func isGiven(_ call: OperatorCall, _ number: Int) -> Bool {
    call.hasInput(number) && call.shape(number).map { !$0.contains(0) } ?? true
  }

  /// Whether they are constant, and some.
  private static func isConstant(_ call: OperatorCall, _ number: Int) -> Bool {
    call.value(number).map { $0.isConstant && !$0.elements.isEmpty } ?? false
  }

  private static func elements(_ call: OperatorCall, _ number: Int) -> [Element]? {
    call.valueOrUnknown(number)?.elements
  }

  /// How much of each axis the region of interest takes; nil where all is taken, unknown where that is open.
  private static func extents(_ call: OperatorCall, _ count: Int) -> [Element]? {
    guard call.string("coordinate_transformation_mode") == "tf_crop_and_resize" else { return nil }
    guard let roi = call.value(1)?.elements, roi.count == 2 * count else {
      return Array(repeating: .unknown, count: count)
    }
    return (0..<count).map { place in
      guard let start = roi[place].number, let end = roi[place + count].number else { return .unknown }
      return .real(end - start)
    }
  }

  // MARK: Sizes

  private static func scale(
    _ call: OperatorCall, _ shape: [Size], _ scales: [Element], axes: [Int]? = nil, extents: [Element]? = nil,
    at site: InferenceProblem.Site
  ) throws(InferenceProblem) {
    let axes = axes ?? Array(shape.indices)
    guard scales.count == axes.count else {
      throw call.wrongLength("scales", scales.count, needed: axes.count, at: site)
    }
    if let wrong = scales.lazy.compactMap(\.number).first(where: { !($0 > 0) }) {
      throw InferenceProblem("A013", "\(call.title) by a scale of \(wrong)", at: site)
    }
    var result = shape
    for (place, axis) in axes.enumerated() {
      result[axis] = ResizeScale.scaled(shape[axis], by: scales[place], extent: extents?[place])
    }
    call.setShape(0, result)
  }

  /// The sizes asked for; where the aspect ratio is kept, what fits them best.
  private static func resized(_ shape: [Size], _ axes: [Int], to sizes: [Size], _ policy: String) -> [Size] {
    var result = shape
    var ratio: Double?
    var isRatioKnown = policy != "stretch"
    for (axis, size) in zip(axes, sizes) {
      result[axis] = policy == "stretch" ? (size.number ?? 0 < 0 ? .unknown : size) : .unknown
      guard let old = shape[axis].number, let new = size.number, old > 0 else { isRatioKnown = false; continue }
      let one = Double(new) / Double(old)
      ratio = ratio.map { policy == "not_larger" ? min($0, one) : max($0, one) } ?? one
    }
    guard isRatioKnown, let ratio else { return result }
    for axis in axes {
      guard let old = shape[axis].number else { continue }
      result[axis] = Int64(exactly: (ratio * Double(old)).rounded()).map(Size.known) ?? .unknown
    }
    return result
  }
}
