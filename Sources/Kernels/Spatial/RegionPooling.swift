internal import ONNXModel

/// MaxRoiPool (ONNX Operators, MaxRoiPool-22).
enum RegionPoolingKernels {
  static let rows: [KernelRow] = [KernelRow("MaxRoiPool", computedInFloat(maxRoiPool))]

  @Sendable static func maxRoiPool(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try maxRoiPool(call, Float.self)
    case .double: return try maxRoiPool(call, Double.self)
    case let type: throw KernelError("MaxRoiPool takes no tensor(\(type.name))")
    }
  }

  private static func maxRoiPool<R: RealNumber & PoolNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let regions = try call.tensor(1)
    guard x.rank == 4, regions.rank == 2, regions.shape[1] == 5 else {
      throw KernelError("an input of \(x.shape) and regions of \(regions.shape) are not N x C x H x W and count x 5")
    }
    guard let pooled = call.attributes.ints("pooled_shape"), pooled.count == 2, pooled.allSatisfy({ $0 > 0 }) else {
      throw KernelError("pooled_shape is missing, or not two positive numbers")
    }
    let scale = R(call.attributes.float("spatial_scale", default: 1))
    let numbers = try regions.elements(R.self)
    let elements = try x.elements(R.self)
    let (channels, height, width) = (x.shape[1], x.shape[2], x.shape[3])
    let output = try call.output(R.self, [regions.shape[0], channels, pooled[0], pooled[1]])
    guard output.count > 0 else { return [output.value] }

    var target = 0
    for region in 0..<regions.shape[0] {
      let row = numbers[region * 5..<region * 5 + 5].map { $0 }
      guard row[0] >= 0, row[0] < R(x.shape[0]) else {
        throw KernelError("region \(region) is of no image of the batch")
      }
      let image = Int(row[0])
      let borders = row[1...].map { place($0 * scale) }
      let columns = bins(borders[0], borders[2], pooled[1], width)
      let rows = bins(borders[1], borders[3], pooled[0], height)
      for channel in 0..<channels {
        let plane = (image * channels + channel) * height * width
        for rowBin in rows {
          for columnBin in columns {
            var best = R.lowest
            for y in rowBin {
              for x in columnBin { best = Largest.combine(best, elements[plane + y * width + x]) }
            }
            output[target] = rowBin.isEmpty || columnBin.isEmpty ? 0 : best
            target += 1
          }
        }
      }
    }
    return [output.value]
  }

  private static func place<R: RealNumber>(_ x: R) -> Double {
    x.isNaN ? 0 : max(-1e9, min(Double(x).rounded(.toNearestOrAwayFromZero), 1e9))
  }

  /// A region, its ends included, in so many parts, each clipped to the plane.
  private static func bins(_ start: Double, _ end: Double, _ count: Int, _ size: Int) -> [Range<Int>] {
    let step = max(1, end - start + 1) / Double(count)
    return (0..<count).map { bin in
      let first = Int((Double(bin) * step).rounded(.down) + start)
      let last = Int((Double(bin + 1) * step).rounded(.up) + start)
      let lower = max(0, min(first, size))
      return lower..<max(lower, min(last, size))
    }
  }
}
