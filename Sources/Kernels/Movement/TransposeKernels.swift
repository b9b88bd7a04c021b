internal import ONNXModel

/// Operators that put a tensor's elements into another order, or repeat them, by strides alone.
enum TransposeKernels {
  static let rows: [KernelRow] = [
    KernelRow("Transpose", movingStrings(transpose)),
    KernelRow("Expand", movingStrings(expand)),
    KernelRow("Tile", 1...5, movingStrings(tileAxis)),
    KernelRow("Tile", 6...Int.max, movingStrings(tile)),
    KernelRow("DepthToSpace", movingStrings(depthToSpace)),
    KernelRow("SpaceToDepth", movingStrings(spaceToDepth)),
  ]

  /// Copies a view of a tensor, which has a shape and strides, into a new tensor.
  ///
  /// - Parameters:
  ///   - view: the sizes that are walked, as many as there are strides.
  ///   - shape: of the result: as many elements as the view.
  private static func copied(
    _ call: KernelCall, _ data: DenseTensor, view: [Int], strides: [Int], shape: [Int]
  ) throws -> [RuntimeValue?] {
    let output = try call.rawOutput(data.type, shape)
    StridedCopy(view, target: view.rowMajorStrides, source: strides)
      .run(output.width, from: try data.raw(), to: output.address, call.context.threads)
    return [output.value]
  }

  /// The axes of a view in another order.
  private static func permuted(
    _ call: KernelCall, _ data: DenseTensor, view: [Int], _ order: [Int], shape: [Int]
  ) throws -> [RuntimeValue?] {
    let strides = view.rowMajorStrides
    return try copied(call, data, view: order.map { view[$0] }, strides: order.map { strides[$0] }, shape: shape)
  }

  /// ONNX Operators, Transpose-1: without perm, the axes backwards.
  @Sendable static func transpose(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let order = call.attributes.ints("perm") ?? [Int](data.shape.indices.reversed())
    guard order.count == data.rank, try order.axes(ofRank: data.rank).count == data.rank else {
      throw KernelError("perm \(order) does not order the axes of shape \(data.shape)")
    }
    let axes = try order.axes(ofRank: data.rank)
    let shape = axes.map { data.shape[$0] }
    // Only axes of size 1 change places: the elements stay.
    let moving = axes.filter { data.shape[$0] != 1 }
    if zip(moving, moving.dropFirst()).allSatisfy({ $0 < $1 }) { return [.tensor(data.reshaped(shape))] }
    return try permuted(call, data, view: data.shape, axes, shape: shape)
  }

  /// ONNX Operators, Expand-8: both shapes are broadcast.
  @Sendable static func expand(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let broadcast = try Broadcast([data.shape, try call.tensor(1).integers()])
    if broadcast.shape == data.shape { return [.tensor(data)] }
    let strides = broadcast.strides(of: data.shape)
    return try copied(call, data, view: broadcast.shape, strides: strides, shape: broadcast.shape)
  }

  /// ONNX Operators, Tile-6.
  @Sendable static func tile(_ call: KernelCall) throws -> [RuntimeValue?] {
    try tiled(call, try call.tensor(0), try call.tensor(1).integers())
  }

  /// ONNX Operators, Tile-1: one axis.
  @Sendable static func tileAxis(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    var repeats = [Int](repeating: 1, count: data.rank)
    repeats[try data.shape.axis(try call.tensor(2).looseInteger())] = try call.tensor(1).looseInteger()
    return try tiled(call, data, repeats)
  }

  private static func tiled(_ call: KernelCall, _ data: DenseTensor, _ repeats: [Int]) throws -> [RuntimeValue?] {
    guard repeats.count == data.rank, repeats.allSatisfy({ $0 >= 0 }) else {
      throw KernelError("repeats \(repeats) do not fit shape \(data.shape)")
    }
    let shape = try zip(data.shape, repeats).map { size, times in try [size, times].elementCount() }
    // Each axis is two: the repeats, which go nowhere in the source, and the axis itself.
    let view = zip(repeats, data.shape).flatMap { [$0, $1] }
    return try copied(call, data, view: view, strides: data.strides.flatMap { [0, $0] }, shape: shape)
  }

  /// The sizes of a tensor [N, C, H, W] and the block's.
  private static func blocks(_ call: KernelCall) throws -> (data: DenseTensor, block: Int, isColumnFirst: Bool) {
    let data = try call.tensor(0)
    guard data.rank == 4 else { throw KernelError("shape \(data.shape) is not [N, C, H, W]") }
    guard let block = call.attributes.int("blocksize"), block > 0, block <= Int(Int32.max) else {
      throw KernelError("blocksize is not positive")
    }
    let mode = call.attributes.string("mode", default: "DCR")
    guard mode == "DCR" || mode == "CRD" else { throw KernelError("mode \"\(mode)\" is neither DCR nor CRD") }
    return (data, block, mode == "CRD")
  }

  /// ONNX Operators, DepthToSpace-1, 11 (mode).
  @Sendable static func depthToSpace(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (data, block, isColumnFirst) = try blocks(call)
    let (n, c, h, w) = (data.shape[0], data.shape[1], data.shape[2], data.shape[3])
    guard c % (block * block) == 0 else {
      throw KernelError("\(c) channels are no multiple of blocksize \(block) squared")
    }
    let depth = c / (block * block)
    let shape = [n, depth, h * block, w * block]
    return isColumnFirst
      ? try permuted(call, data, view: [n, depth, block, block, h, w], [0, 1, 4, 2, 5, 3], shape: shape)
      : try permuted(call, data, view: [n, block, block, depth, h, w], [0, 3, 4, 1, 5, 2], shape: shape)
  }

  /// ONNX Operators, SpaceToDepth-1, 28 (mode).
  @Sendable static func spaceToDepth(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (data, block, isColumnFirst) = try blocks(call)
    let (n, c, h, w) = (data.shape[0], data.shape[1], data.shape[2], data.shape[3])
    guard h % block == 0, w % block == 0 else {
      throw KernelError("\(h) by \(w) is no multiple of blocksize \(block)")
    }
    let view = [n, c, h / block, block, w / block, block]
    let shape = [n, c * block * block, h / block, w / block]
    return try permuted(call, data, view: view, isColumnFirst ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4], shape: shape)
  }
}
