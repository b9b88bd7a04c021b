internal import ONNXModel

/// GridSample and AffineGrid (ONNX Operators, GridSample-16, GridSample-22, AffineGrid-20).
enum GridSamplingKernels {
  static let rows: [KernelRow] = [
    KernelRow("GridSample", movingStrings(unlessMode: "linear", gridSample)),
    KernelRow("AffineGrid", computedInFloat(affineGrid)),
  ]

  @Sendable static func gridSample(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (x, grid) = (try call.tensor(0), try call.tensor(1))
    guard x.rank >= 3, grid.rank == x.rank, grid.shape[0] == x.shape[0], grid.shape[x.rank - 1] == x.rank - 2 else {
      throw KernelError("a grid of shape \(grid.shape) does not fit an input of \(x.shape)")
    }
    let isWide = x.type == .double || grid.type == .double
    return [isWide ? try gridSample(call, x, grid, Double.self) : try gridSample(call, x, grid, Float.self)]
  }

  private static func gridSample<R: RealNumber>(
    _ call: KernelCall, _ x: DenseTensor, _ grid: DenseTensor, _: R.Type
  ) throws -> RuntimeValue {
    let attributes = call.attributes
    guard let mode: GridPoints<R>.Mode = mode(attributes.string("mode", default: "linear")),
      let padding = GridPoints<R>.Padding(rawValue: attributes.string("padding_mode", default: "zeros"))
    else { throw KernelError("mode or padding_mode of GridSample is not known") }
    let points = try GridPoints<R>(
      x.spatialShape, mode, padding, alignsCorners: attributes.flag("align_corners"))
    let places = try Array(grid.shape.dropFirst().dropLast()).elementCount()
    let shape = Array(x.shape[..<2]) + grid.shape.dropFirst().dropLast()
    let sampler = Sampler(points, places: places, channels: x.shape[1], planeSize: try x.planes().size)
    guard try shape.elementCount() > 0 else { return try call.rawOutput(x.type, shape).value }
    guard sampler.planeSize > 0 else { throw KernelError("there is nothing to sample in an input of \(x.shape)") }

    let coordinates = try converted(grid, to: R.dataType, call.context.memory)
    return try withExtendedLifetime(coordinates) {
      let numbers = try coordinates.elements(R.self)
      if mode == .nearest { return try sampler.nearest(call, x, numbers, shape) }
      let wide = try call.cast(x, to: R.dataType, CastRules())
      return try withExtendedLifetime(wide) {
        let output = try call.output(R.self, shape)
        try sampler.weighted(call, wide.elements(R.self), numbers, output.elements)
        return .tensor(try call.cast(output.tensor, to: x.type, CastRules()))
      }
    }
  }

  /// `bilinear` and `bicubic` are the names of version 16.
  private static func mode<R: RealNumber>(_ name: String) -> GridPoints<R>.Mode? {
    switch name {
    case "nearest": .nearest
    case "linear", "bilinear": .linear
    case "cubic", "bicubic": .cubic
    default: nil
    }
  }

  @Sendable static func affineGrid(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try affineGrid(call, Float.self)
    case .double: return try affineGrid(call, Double.self)
    case let type: throw KernelError("AffineGrid takes no tensor(\(type.name))")
    }
  }

  private static func affineGrid<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let theta = try call.tensor(0)
    let size = try call.tensor(1).integers()
    let rank = size.count - 2
    guard rank >= 1, theta.shape == [size[0], rank, rank + 1] else {
      throw KernelError("theta of shape \(theta.shape) does not fit a size of \(size)")
    }
    let spatial = Array(size[2...])
    let output = try call.output(R.self, [size[0]] + spatial + [rank])
    guard output.count > 0 else { return [output.value] }
    let matrices = try theta.elements(R.self)
    let alignsCorners = call.attributes.flag("align_corners")
    // Coordinates stand in the order x, y, z: that of the last axis first.
    let axes = spatial.reversed().map { length in
      (0..<length).map { place -> R in
        if alignsCorners { return length == 1 ? 0 : R(2 * place) / R(length - 1) - 1 }
        return R(2 * place + 1) / R(length) - 1
      }
    }
    let places = spatial.product
    for image in 0..<size[0] {
      for place in 0..<places {
        var rest = place
        let point = axes.map { axis -> R in
          defer { rest /= axis.count }
          return axis[rest % axis.count]
        }
        for row in 0..<rank {
          let first = (image * rank + row) * (rank + 1)
          var sum = matrices[first + rank]
          for column in 0..<rank { sum += matrices[first + column] * point[column] }
          output[(image * places + place) * rank + row] = sum
        }
      }
    }
    return [output.value]
  }
}

/// Samples planes at the points of a grid.
private struct Sampler<R: RealNumber> {
  let points: GridPoints<R>
  /// Of the grid, for each image.
  let places: Int
  let channels: Int
  let planeSize: Int

  init(_ points: GridPoints<R>, places: Int, channels: Int, planeSize: Int) {
    (self.points, self.places, self.channels, self.planeSize) = (points, places, channels, planeSize)
  }

  /// Calls back with the image, the place, and the elements for it, for all places of all images.
  @inline(__always)
  private func forEachPlace(
    _ call: KernelCall, _ images: Int, _ grid: UnsafeBufferPointer<R>,
    _ body: (_ image: Int, _ place: Int, _ indices: UnsafePointer<Int>, _ weights: UnsafePointer<R>) -> Void
  ) {
    let rank = points.sizes.count
    let work = points.tapCount * (channels + 8)
    call.context.threads.forRanges(images * places, grain: max(1, 50_000 / work)) { range in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: points.tapCount) { indices in
        withUnsafeTemporaryAllocation(of: R.self, capacity: points.tapCount + rank) { numbers in
          guard let indices = indices.baseAddress, let weights = numbers.baseAddress else { return }
          let point = weights + points.tapCount
          for number in range {
            for axis in 0..<rank {
              point[axis] = points.coordinate(grid[number * rank + rank - 1 - axis], axis)
            }
            points.write(point, indices, weights)
            body(number / places, number % places, indices, weights)
          }
        }
      }
    }
  }

  func weighted(
    _ call: KernelCall, _ x: UnsafeBufferPointer<R>, _ grid: UnsafeBufferPointer<R>,
    _ output: UnsafeMutableBufferPointer<R>
  ) throws {
    let taps = points.tapCount
    forEachPlace(call, x.count / (channels * planeSize), grid) { image, place, indices, weights in
      for channel in image * channels..<(image + 1) * channels {
        let plane = channel * planeSize
        var sum: R = 0
        for tap in 0..<taps { sum += weights[tap] * x[plane + indices[tap]] }
        output[channel * places + place] = sum
      }
    }
  }

  /// For elements of any type: they are copied.
  func nearest(
    _ call: KernelCall, _ x: DenseTensor, _ grid: UnsafeBufferPointer<R>, _ shape: [Int]
  ) throws -> RuntimeValue {
    let output = try call.rawOutput(x.type, shape)
    let (width, source, target) = (output.width, try x.raw(), output.address)
    forEachPlace(call, x.count / (channels * planeSize), grid) { image, place, indices, weights in
      for channel in image * channels..<(image + 1) * channels {
        let into = target + (channel * places + place) * width
        if weights[0] == 0 {
          into.initializeMemory(as: UInt8.self, repeating: 0, count: width)
        } else {
          into.copyMemory(from: source + (channel * planeSize + indices[0]) * width, byteCount: width)
        }
      }
    }
    return output.value
  }
}
