// Operators that rearrange or sample images: DepthToSpace, SpaceToDepth, Col2Im, AffineGrid, GridSample.

internal import ONNXModel

/// Shape functions of operators on images.
enum SpatialOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("DepthToSpace", infer: depthToSpace),
    OperatorInference("SpaceToDepth", infer: spaceToDepth),
    OperatorInference("Col2Im", infer: columnsToImage),
    OperatorInference("AffineGrid", infer: affineGrid),
    OperatorInference("GridSample", infer: gridSample),
  ]

  // MARK: Blocks

  private static func blockSize(_ call: OperatorCall) throws(InferenceProblem) -> Size? {
    try call.requireRank(0, 4)
    guard let size = call.int("blocksize") else { return nil }
    guard size > 0 else {
      throw InferenceProblem("A013", "\(call.title) by blocks of \(size)", at: .attribute("blocksize"))
    }
    if OperatorCall.overflows(.known(size) * .known(size)) {
      throw InferenceProblem(
        "A013", "\(call.title) by blocks of \(size): the square is more than 64 bits can count",
        at: .attribute("blocksize")
      )
    }
    return .known(size)
  }

  /// A size times another one.
  ///
  /// - Throws: A013 where that is more than 64 bits can count.
  private static func multiple(_ call: OperatorCall, _ size: Size, _ factor: Size) throws(InferenceProblem) -> Size {
    let result = size * factor
    guard !OperatorCall.overflows(result, size, factor) else {
      throw InferenceProblem(
        "A013", "\(call.title): \(size) times \(factor) is more than 64 bits can count", at: .attribute("blocksize"))
    }
    return result
  }

  /// A part of a size.
  ///
  /// - Throws: S014 when it does not divide.
  private static func part(_ call: OperatorCall, _ size: Size, axis: Int, by divisor: Size) throws(InferenceProblem)
    -> Size
  {
    if let number = size.number, let other = divisor.number, other != 0, number % other != 0 {
      throw InferenceProblem(
        "S014", "\(call.title): dimension \(axis) is \(number), no multiple of \(other): \(call.describeInput(0))",
        related: [(0, call.type(0)?.description ?? "made here")])
    }
    return size.dividedExactly(by: divisor)
  }

  /// Channels become blocks of pixels (ONNX Operators, DepthToSpace-1).
  static func depthToSpace(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord("mode", ["DCR", "CRD"])
    guard let block = try blockSize(call), let shape = call.shape(0) else { return }
    let height = try multiple(call, shape[2], block)
    let width = try multiple(call, shape[3], block)
    call.setShape(0, [shape[0], .unknown, height, width])
    let channels = try part(call, shape[1], axis: 1, by: block * block)
    call.setShape(0, [shape[0], channels, height, width])
  }

  /// Blocks of pixels become channels (ONNX Operators, SpaceToDepth-1).
  static func spaceToDepth(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord("mode", ["DCR", "CRD"])
    guard let block = try blockSize(call), let shape = call.shape(0) else { return }
    let channels = try multiple(call, shape[1], block * block)
    call.setShape(0, [shape[0], channels, .unknown, .unknown])
    let height = try part(call, shape[2], axis: 2, by: block)
    let width = try part(call, shape[3], axis: 3, by: block)
    call.setShape(0, [shape[0], channels, height, width])
  }

  /// Columns of blocks become an image (ONNX Operators, Col2Im-18).
  static func columnsToImage(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 3)
    try call.requireRank(1, 1)
    try call.requireRank(2, 1)
    let image = call.sizesOrUnknown(1)
    let block = call.sizesOrUnknown(2)
    var rank = image?.count
    let lists: [(String, Int?, InferenceProblem.Site)] = [
      ("block_shape", block?.count, .input(2)),
      ("dilations", call.ints("dilations")?.count, .attribute("dilations")),
      ("strides", call.ints("strides")?.count, .attribute("strides")),
    ]
    for (name, count, site) in lists {
      guard let count else { continue }
      if let rank, rank != count { throw call.wrongLength(name, count, needed: rank, at: site) }
      rank = count
    }
    if let pads = call.ints("pads") {
      if pads.count != 2 * (rank ?? pads.count / 2) {
        throw call.wrongLength("pads", pads.count, needed: 2 * (rank ?? pads.count / 2), at: .attribute("pads"))
      }
      rank = pads.count / 2
    }
    if let size = block?.first(where: { $0.number ?? 1 <= 0 }) {
      throw InferenceProblem("A013", "\(call.title) by blocks of \(size)", at: .input(2))
    }
    guard let rank, let shape = call.shape(0) else { return }
    if let block, Size.product(block).isUnknown, block.allSatisfy({ $0.number != nil }) {
      throw InferenceProblem(
        "A013", "\(call.title) by blocks of \(OperatorCall.describe(block)): more than 64 bits can count", at: .input(2)
      )
    }
    let channels = block.map { shape[1].dividedExactly(by: .product($0)) } ?? .unknown
    call.setShape(0, [shape[0], channels] + (image ?? Array(repeating: .unknown, count: rank)))
  }

  // MARK: Grids

  /// Coordinates of each pixel of an image: 2 of a plane, 3 of a volume (ONNX Operators, AffineGrid-20).
  static func affineGrid(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 3)
    try call.requireRank(1, 1)
    guard let sizes = call.sizesOrUnknown(1) else { return }
    guard sizes.count == 4 || sizes.count == 5 else {
      throw InferenceProblem(
        "S016", "\(call.title).size has \(sizes.count) elements: 4 for a plane, 5 for a volume", at: .input(1))
    }
    call.setShape(0, [sizes[0]] + sizes[2...] + [.known(Int64(sizes.count - 2))])
  }

  /// Pixels at the coordinates of a grid (ONNX Operators, GridSample-16, -20).
  static func gridSample(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireWord(
      "mode", call.version < 20 ? ["bilinear", "nearest", "bicubic"] : ["linear", "nearest", "cubic"])
    try call.requireWord("padding_mode", ["zeros", "border", "reflection"])
    guard let image = call.shape(0), let grid = call.shape(1) else { return }
    try call.requireRank(0, atLeast: 3)
    try call.requireRank(1, image.count)
    try call.requireEqual(
      grid[image.count - 1], .known(Int64(image.count - 2)),
      "GridSample by \(grid[image.count - 1]) coordinates: \(call.describeInput(0)) needs \(image.count - 2)",
      inputs: [0, 1], at: 1)
    try call.requireEqual(
      image[0], grid[0], "GridSample of \(image[0]) images by \(grid[0]) grids", inputs: [0, 1], at: 1)
    call.setShape(0, [OperatorCall.unified(image[0], grid[0]), image[1]] + grid[1..<image.count - 1])
  }
}
