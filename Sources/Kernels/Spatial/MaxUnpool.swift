internal import ONNXModel

/// MaxUnpool (ONNX Operators, MaxUnpool-22).
enum MaxUnpoolKernels {
  static let rows: [KernelRow] = [KernelRow("MaxUnpool", computedInFloat(maxUnpool))]

  @Sendable static func maxUnpool(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try maxUnpool(call, Float.self)
    case .double: return try maxUnpool(call, Double.self)
    case let type: throw KernelError("MaxUnpool takes no tensor(\(type.name))")
    }
  }

  private static func maxUnpool<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let indices = try call.tensor(1)
    guard x.rank >= 2, let kernel = call.attributes.ints("kernel_shape") else {
      throw KernelError("MaxUnpool needs an input of N x C x ... and a kernel_shape")
    }
    guard indices.shape == x.shape else {
      throw KernelError("indices of shape \(indices.shape) do not fit an input of \(x.shape)")
    }
    let window = try Window.transposed(call.attributes, input: x.spatialShape, kernel: kernel, outputShape: nil)
    let pooled = Array(x.shape[..<2]) + window.input
    let shape = try call.optionalTensor(2)?.integers() ?? pooled
    guard shape.count == pooled.count else { throw KernelError("output_shape \(shape) does not fit \(pooled)") }

    let output = try call.output(R.self, shape)
    output.elements.update(repeating: 0)
    let numbers = try x.elements(R.self)
    let places = try indices.elements(Int64.self)
    let count = try pooled.elementCount()
    for index in 0..<numbers.count {
      let place = places[index]
      guard place >= 0, place < count, let target = moved(Int(place), from: pooled, to: shape) else {
        throw KernelError("index \(place) is outside the output of shape \(shape)")
      }
      output[target] = numbers[index]
    }
    return [output.value]
  }

  /// Indices count in the shape that the window gives; `output_shape` adds room after it.
  private static func moved(_ index: Int, from: [Int], to: [Int]) -> Int? {
    guard from != to else { return index }
    var rest = index
    var result = 0
    var stride = 1
    for axis in from.indices.reversed() {
      let place = rest % from[axis]
      guard place < to[axis] else { return nil }
      result += place * stride
      rest /= from[axis]
      stride *= to[axis]
    }
    return result
  }
}
