internal import ONNXModel

/// Operators that take a box out of a tensor.
enum SliceKernels {
  static let rows: [KernelRow] = [
    KernelRow("Slice", movingStrings(slice)),
    // An experimental operator of ONNX 1.4: Slice-10 before its time.
    KernelRow("DynamicSlice", movingStrings { try slice($0.with(version: 10)) }),
    KernelRow("Crop", 1...9, movingStrings(crop)),
  ]

  /// What is taken of an axis: `count` elements from `start` on, each `step` after the last.
  struct AxisSlice {
    var start = 0
    var step = 1
    var count: Int

    init(all size: Int) { count = size }

    /// NumPy's slice: negative places count from the back, and are clamped.
    ///
    /// - Precondition: the step is not 0.
    init(_ start: Int, _ end: Int, _ step: Int, size: Int) {
      // Longer steps reach no further; shorter ones cannot overflow.
      let step = max(-size - 1, min(size + 1, step))
      let (low, high) = step > 0 ? (0, size) : (-1, size - 1)
      func clamped(_ place: Int) -> Int { max(low, min(high, place < 0 ? place + size : place)) }
      let first = clamped(start)
      let distance = step > 0 ? clamped(end) - first : first - clamped(end)
      count = distance <= 0 ? 0 : (distance + abs(step) - 1) / abs(step)
      self.start = count == 0 ? 0 : first
      self.step = step
    }
  }

  /// Copies what the slices take of each axis.
  static func sliced(_ call: KernelCall, _ data: DenseTensor, _ slices: [AxisSlice]) throws -> [RuntimeValue?] {
    let shape = slices.map(\.count)
    if shape == data.shape, slices.allSatisfy({ $0.step > 0 || $0.count < 2 }) { return [.tensor(data)] }
    let output = try call.rawOutput(data.type, shape)
    let strides = data.strides
    let origin = zip(slices, strides).reduce(0) { $0 + $1.0.start * $1.1 }
    // Steps only count between elements; along an axis of one they might overflow.
    let steps = zip(slices, strides).map { $0.count > 1 ? $0.step * $1 : 0 }
    StridedCopy(shape, target: shape.rowMajorStrides, source: steps)
      .run(output.width, from: try data.raw() + origin * output.width, to: output.address, call.context.threads)
    return [output.value]
  }

  /// ONNX Operators, Slice-1 (attributes), 10 (inputs and steps).
  @Sendable static func slice(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let usesAttributes = call.version < 10
    let starts = usesAttributes ? call.attributes.ints("starts") ?? [] : try call.tensor(1).integers()
    let ends = usesAttributes ? call.attributes.ints("ends") ?? [] : try call.tensor(2).integers()
    let given = usesAttributes ? call.attributes.ints("axes") : try call.optionalTensor(3)?.integers()
    let steps = usesAttributes ? nil : try call.optionalTensor(4)?.integers()
    let axes = try (given ?? [Int](starts.indices)).axes(ofRank: data.rank)
    guard starts.count == axes.count, ends.count == axes.count, steps == nil || steps?.count == axes.count else {
      throw KernelError("starts, ends, axes and steps are not of one length")
    }
    var slices = data.shape.map { AxisSlice(all: $0) }
    for (place, axis) in axes.enumerated() {
      let step = steps?[place] ?? 1
      guard step != 0 else { throw KernelError("the step along axis \(axis) is 0") }
      slices[axis] = AxisSlice(starts[place], ends[place], step, size: data.shape[axis])
    }
    return try sliced(call, data, slices)
  }

  /// Crop-1, which ONNX withdrew: without `border` (left, top, right, bottom) of a tensor [N, C, H, W]; with `scale`,
  /// the height and width from the top left corner on.
  @Sendable static func crop(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.rank == 4 else { throw KernelError("shape \(data.shape) is not [N, C, H, W]") }
    let border = call.attributes.ints("border") ?? []
    guard border.count == 4, border.allSatisfy({ $0 >= 0 && $0 <= Int(Int32.max) }) else {
      throw KernelError("border \(border) is not four sizes")
    }
    var ends = [data.shape[2] - border[3], data.shape[3] - border[2]]
    if let scale = call.attributes.ints("scale"), !scale.isEmpty {
      guard scale.count == 2, scale.allSatisfy({ $0 >= 0 && $0 <= Int(Int32.max) }) else {
        throw KernelError("scale \(scale) is not two sizes")
      }
      ends = [border[1] + scale[0], border[0] + scale[1]]
    }
    guard border[1] <= ends[0], border[0] <= ends[1], ends[0] <= data.shape[2], ends[1] <= data.shape[3] else {
      throw KernelError("border \(border) does not fit shape \(data.shape)")
    }
    var slices = data.shape.map { AxisSlice(all: $0) }
    slices[2] = AxisSlice(border[1], ends[0], 1, size: data.shape[2])
    slices[3] = AxisSlice(border[0], ends[1], 1, size: data.shape[3])
    return try sliced(call, data, slices)
  }
}
