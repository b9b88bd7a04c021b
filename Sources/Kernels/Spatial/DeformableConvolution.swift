internal import ONNXModel

/// DeformConv, whose taps are moved by learnt offsets (ONNX Operators, DeformConv-22).
enum DeformableConvolutionKernels {
  static let rows: [KernelRow] = [KernelRow("DeformConv", computedInFloat(deformConv))]

  @Sendable static func deformConv(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try DeformableConvolution<Float>(call).output()
    case .double: return try DeformableConvolution<Double>(call).output()
    case let type: throw KernelError("DeformConv takes no tensor(\(type.name))")
    }
  }
}

/// Samples the taps of some places at a time, then multiplies them with the weights.
private struct DeformableConvolution<R: RealNumber> {
  private let call: KernelCall
  private let window: Window
  private let points: GridPoints<R>
  private let x: UnsafeBufferPointer<R>
  private let weights: UnsafeBufferPointer<R>
  private let offsets: UnsafeBufferPointer<R>
  private let bias: UnsafeBufferPointer<R>?
  private let mask: UnsafeBufferPointer<R>?
  private let images: Int
  private let channels: Int
  private let outputChannels: Int
  private let groups: Int
  private let offsetGroups: Int
  /// The taps of the kernel, the elements of a plane, and the places of the output.
  private let taps: Int
  private let planeSize: Int
  private let places: Int

  init(_ call: KernelCall) throws {
    let (x, w, offset) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
    let (bias, mask) = (try call.optionalTensor(3), try call.optionalTensor(4))
    guard x.rank >= 3, w.rank == x.rank else { throw KernelError("weights of \(w.shape) do not fit \(x.shape)") }
    let kernel = w.spatialShape
    guard call.attributes.ints("kernel_shape").map({ $0 == kernel }) ?? true else {
      throw KernelError("kernel_shape is not that of the weights, \(kernel)")
    }
    groups = call.attributes.int("group", default: 1)
    offsetGroups = call.attributes.int("offset_group", default: 1)
    (images, channels, outputChannels) = (x.shape[0], x.shape[1], w.shape[0])
    guard groups > 0, offsetGroups > 0, channels % groups == 0, w.shape[1] == channels / groups,
      outputChannels % groups == 0, channels % offsetGroups == 0
    else {
      throw KernelError("\(groups) groups and \(offsetGroups) of offsets do not fit \(x.shape) and \(w.shape)")
    }
    let window = try Window(call.attributes, input: x.spatialShape, kernel: kernel)
    taps = try kernel.elementCount()
    planeSize = try x.planes().size
    places = try window.output.elementCount()
    let maskChannels = try [offsetGroups, taps].elementCount()
    let offsetChannels = try [maskChannels, kernel.count].elementCount()
    let (maskShape, biasShape) = ([images, maskChannels] + window.output, [outputChannels])
    guard offset.shape == [images, offsetChannels] + window.output, mask.map({ $0.shape == maskShape }) ?? true,
      bias.map({ $0.shape == biasShape }) ?? true
    else { throw KernelError("offset, mask or bias do not fit an output of \(window.output)") }
    points = try GridPoints(x.spatialShape, .linear, .zeros, alignsCorners: true)
    (self.call, self.window) = (call, window)
    (self.x, weights, offsets) = (try x.elements(), try w.elements(), try offset.elements())
    (self.bias, self.mask) = (try bias?.elements(), try mask?.elements())
  }

  func output() throws -> [RuntimeValue?] {
    let output = try call.output(R.self, [images, outputChannels] + window.output)
    guard output.count > 0 else { return [output.value] }
    let block = min(places, 128)
    let blocks = (places + block - 1) / block
    let columns = try [channels, taps, block].elementCount()
    let work = min(columns, 1 << 30) * (8 + outputChannels / groups)
    try call.forParts(images * blocks, work: work, scratch: columns, of: R.self) { range, columns in
      for number in range {
        let first = number % blocks * block
        let range = first..<min(first + block, places)
        if planeSize > 0 { sample(number / blocks, range, columns) }
        multiply(number / blocks, range, columns, output.elements)
      }
    }
    return [output.value]
  }

  /// Writes each channel's taps, a row for each tap with the places in it.
  private func sample(_ image: Int, _ range: Range<Int>, _ columns: UnsafeMutablePointer<R>) {
    let rank = window.rank
    let perGroup = channels / offsetGroups
    withUnsafeTemporaryAllocation(of: Int.self, capacity: points.tapCount) { indices in
      withUnsafeTemporaryAllocation(of: R.self, capacity: points.tapCount + rank) { numbers in
        guard let indices = indices.baseAddress, let corners = numbers.baseAddress else { return }
        let point = corners + points.tapCount
        for group in 0..<offsetGroups {
          for tap in 0..<taps {
            let row = (image * offsetGroups + group) * taps + tap
            for place in range {
              locate(place, tap, row, point)
              points.write(point, indices, corners)
              let factor = mask?[row * places + place] ?? 1
              for channel in group * perGroup..<(group + 1) * perGroup {
                let plane = (image * channels + channel) * planeSize
                var sum: R = 0
                for corner in 0..<points.tapCount { sum += corners[corner] * x[plane + indices[corner]] }
                columns[(channel * taps + tap) * range.count + place - range.lowerBound] = sum * factor
              }
            }
          }
        }
      }
    }
  }

  /// The coordinates of a tap of a place.
  private func locate(_ place: Int, _ tap: Int, _ row: Int, _ point: UnsafeMutablePointer<R>) {
    var (restOfPlace, restOfTap) = (place, tap)
    for axis in (0..<window.rank).reversed() {
      let start = restOfPlace % window.output[axis] * window.strides[axis] - window.padsBegin[axis]
      let step = restOfTap % window.kernel[axis] * window.dilations[axis]
      point[axis] = R(start + step) + offsets[(row * window.rank + axis) * places + place]
      restOfPlace /= window.output[axis]
      restOfTap /= window.kernel[axis]
    }
  }

  private func multiply(
    _ image: Int, _ range: Range<Int>, _ columns: UnsafeMutablePointer<R>, _ output: UnsafeMutableBufferPointer<R>
  ) {
    let depth = channels / groups * taps
    let perGroup = outputChannels / groups
    for channel in 0..<outputChannels {
      let start = (image * outputChannels + channel) * places + range.lowerBound
      let first = channel / perGroup * depth
      for index in 0..<range.count { output[start + index] = bias?[channel] ?? 0 }
      guard planeSize > 0 else { continue }
      for tap in 0..<depth {
        let weight = weights[channel * depth + tap]
        let row = columns + (first + tap) * range.count
        for index in 0..<range.count { output[start + index] += weight * row[index] }
      }
    }
  }
}
