internal import ONNXModel

/// RoiAlign (ONNX Operators, RoiAlign-10, RoiAlign-22).
enum RoiAlignKernels {
  static let rows: [KernelRow] = [KernelRow("RoiAlign", computedInFloat(roiAlign))]

  @Sendable static func roiAlign(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try RoiAlign<Float>(call).output()
    case .double: return try RoiAlign<Double>(call).output()
    case let type: throw KernelError("RoiAlign takes no tensor(\(type.name))")
    }
  }
}

private struct RoiAlign<R: RealNumber> {
  /// A sampling point between four elements of a plane.
  private struct Sample {
    var places = (0, 0, 0, 0)
    var weights: (R, R, R, R) = (0, 0, 0, 0)
  }

  /// How many sampling points a bin has along each axis, and all of them, bin by bin.
  private struct Sampling {
    let perBin: Int
    let samples: [Sample]
  }

  private let call: KernelCall
  private let x: DenseTensor
  private let regions: UnsafeBufferPointer<R>
  private let images: [Int]
  private let outputHeight: Int
  private let outputWidth: Int
  private let ratio: Int
  private let scale: R
  private let halfPixel: Bool
  private let isMax: Bool

  init(_ call: KernelCall) throws {
    let (x, regions, images) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
    guard x.rank == 4, regions.rank == 2, regions.shape[1] == 4, images.shape == [regions.shape[0]] else {
      throw KernelError("an input of \(x.shape), rois of \(regions.shape) and indices of \(images.shape) do not fit")
    }
    let attributes = call.attributes
    (self.call, self.x) = (call, x)
    self.regions = try regions.elements(R.self)
    self.images = try images.integers()
    guard self.images.allSatisfy({ (0..<x.shape[0]).contains($0) }) else {
      throw KernelError("batch_indices name an image that is not in the batch of \(x.shape[0])")
    }
    outputHeight = attributes.int("output_height", default: 1)
    outputWidth = attributes.int("output_width", default: 1)
    ratio = attributes.int("sampling_ratio", default: 0)
    guard outputHeight > 0, outputWidth > 0, ratio >= 0, ratio < 1 << 15 else {
      throw KernelError("an output of \(outputHeight) x \(outputWidth) with sampling_ratio \(ratio) is not possible")
    }
    scale = R(attributes.float("spatial_scale", default: 1))
    let mode = attributes.string("coordinate_transformation_mode", default: "half_pixel")
    halfPixel = call.version >= 16 && mode == "half_pixel"
    isMax = attributes.string("mode", default: "avg") == "max"
  }

  func output() throws -> [RuntimeValue?] {
    let channels = x.shape[1]
    let size = try x.planes().size
    let output = try call.output(R.self, [images.count, channels, outputHeight, outputWidth])
    let bins = outputHeight * outputWidth
    guard output.count > 0 else { return [output.value] }
    guard size > 0 else { throw KernelError("there is nothing to sample in planes of \(x.spatialShape)") }
    let elements = try x.elements(R.self)
    for region in images.indices {
      let sampling = try sampling(region)
      let work = max(1, bins * sampling.perBin * 8)
      call.context.threads.forRanges(channels, grain: max(1, 50_000 / work)) { range in
        for channel in range {
          let first = (images[region] * channels + channel) * size
          let plane = UnsafeBufferPointer(rebasing: elements[first..<first + size])
          let target = (region * channels + channel) * bins
          for bin in 0..<bins { output[target + bin] = pooled(sampling, bin, plane) }
        }
      }
    }
    return [output.value]
  }

  private func pooled(_ sampling: Sampling, _ bin: Int, _ plane: UnsafeBufferPointer<R>) -> R {
    guard sampling.perBin > 0 else { return 0 }
    var sum: R = 0
    var largest = -R.infinity
    sampling.samples.withUnsafeBufferPointer { samples in
      for index in bin * sampling.perBin..<(bin + 1) * sampling.perBin {
        let (places, weights) = (samples[index].places, samples[index].weights)
        let a = weights.0 * plane[places.0]
        let b = weights.1 * plane[places.1]
        let c = weights.2 * plane[places.2]
        let d = weights.3 * plane[places.3]
        if isMax {
          // Of the four weighed elements, not of their sum: so do ONNX's reference and ONNX Runtime.
          largest = max(largest, max(max(a, b), max(c, d)))
        } else {
          sum += a + b + c + d
        }
      }
    }
    return isMax ? largest : sum / R(sampling.perBin)
  }

  /// The sampling points of a region, which all channels share.
  private func sampling(_ region: Int) throws -> Sampling {
    let shift: R = halfPixel ? 0.5 : 0
    let borders = (0..<4).map { regions[region * 4 + $0] * scale - shift }
    guard borders.allSatisfy({ abs($0) < 1e9 }) else { throw KernelError("region \(region) has no finite borders") }
    var (width, height) = (borders[2] - borders[0], borders[3] - borders[1])
    if !halfPixel { (width, height) = (max(width, 1), max(height, 1)) }
    let (binWidth, binHeight) = (width / R(outputWidth), height / R(outputHeight))
    let columns = ratio > 0 ? ratio : max(0, Int(binWidth.rounded(.up)))
    let rows = ratio > 0 ? ratio : max(0, Int(binHeight.rounded(.up)))
    let count = try [columns, rows, outputWidth, outputHeight].elementCount()
    guard count <= 1 << 26 else { throw KernelError("region \(region) would need \(count) sampling points") }

    var samples: [Sample] = []
    samples.reserveCapacity(count)
    for bin in 0..<outputHeight * outputWidth {
      for row in 0..<rows {
        let y = borders[1] + R(bin / outputWidth) * binHeight + (R(row) + 0.5) * binHeight / R(rows)
        for column in 0..<columns {
          let x = borders[0] + R(bin % outputWidth) * binWidth + (R(column) + 0.5) * binWidth / R(columns)
          samples.append(sample(y, x))
        }
      }
    }
    return Sampling(perBin: rows * columns, samples: samples)
  }

  /// Points more than one element outside the plane count as zero.
  private func sample(_ y: R, _ x: R) -> Sample {
    let (height, width) = (self.x.shape[2], self.x.shape[3])
    guard y >= -1, y <= R(height), x >= -1, x <= R(width) else { return Sample() }
    let (top, bottom, dy) = neighbours(y, height)
    let (left, right, dx) = neighbours(x, width)
    return Sample(
      places: (top * width + left, top * width + right, bottom * width + left, bottom * width + right),
      weights: ((1 - dy) * (1 - dx), (1 - dy) * dx, dy * (1 - dx), dy * dx))
  }

  private func neighbours(_ coordinate: R, _ size: Int) -> (low: Int, high: Int, distance: R) {
    let inside = max(coordinate, 0)
    let low = Int(inside)
    guard low < size - 1 else { return (size - 1, size - 1, 0) }
    return (low, low + 1, inside - R(low))
  }
}
