internal import ONNXModel

/// Transposed convolutions: each element of the input spreads over a window of the output (ONNX Operators,
/// ConvTranspose-22).
enum ConvTransposeKernels {
  static let rows = [KernelRow("ConvTranspose", computedInFloat(convTranspose))]

  @Sendable
  private static func convTranspose(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: [try convTranspose(Float.self, call)]
    case .double: [try convTranspose(Double.self, call)]
    case let type: throw KernelError("images of \(type.name) are not convolved")
    }
  }

  private static func convTranspose<E: ProductElement>(_: E.Type, _ call: KernelCall) throws -> RuntimeValue {
    let (x, weights, bias) = (try call.tensor(0), try call.tensor(1), try call.optionalTensor(2))
    let groups = call.attributes.int("group", default: 1)
    guard x.rank >= 3, weights.rank == x.rank, groups > 0, weights.shape[0] == x.shape[1], x.shape[1] % groups == 0
    else { throw KernelError("weights of shape \(weights.shape) do not fit an input of shape \(x.shape)") }
    let filters = weights.shape[1]
    if let bias, bias.count != groups * filters {
      throw KernelError("a bias of shape \(bias.shape) does not fit \(groups * filters) filters")
    }
    let kernel = Array(weights.shape[2...])
    if let named = call.attributes.ints("kernel_shape"), !named.isEmpty, named != kernel {
      throw KernelError("kernel_shape = \(named) is not that of the weights, \(kernel)")
    }
    let window = try Window.transposed(call.attributes, input: Array(x.shape[2...]), kernel: kernel)
    // Here the output is what the windows slide over.
    let new = try call.output(E.self, [x.shape[0], groups * filters] + window.input)
    guard let out = new.elements.baseAddress, new.count > 0 else { return new.value }
    fill(new, with: try bias?.elements(E.self), planes: groups * filters)
    guard let image = try x.elements(E.self).baseAddress, x.count > 0,
      let factors = try weights.elements(E.self).baseAddress
    else { return new.value }
    let spread = try Spread(
      windows: WindowMatrix(window), groups: groups, channels: x.shape[1] / groups, filters: filters)
    for number in 0..<x.shape[0] * groups {
      try spread.add(image, factors, number, to: out, call.context)
    }
    return new.value
  }

  /// Each channel's bias, or 0.
  private static func fill<E: ProductElement>(
    _ new: NewTensor<E>, with bias: UnsafeBufferPointer<E>?, planes: Int
  ) {
    guard let bias else { return new.elements.update(repeating: 0) }
    let batches = new.shape[0]
    let size = new.count / max(1, batches * planes)
    for plane in 0..<batches * planes {
      new.elements[plane * size..<(plane + 1) * size].update(repeating: bias[plane % planes])
    }
  }
}

/// The sizes of a transposed convolution.
private struct Spread {
  let windows: WindowMatrix
  let groups: Int
  /// Channels and filters of one group.
  let channels: Int
  let filters: Int

  /// Adds what one group of one image gives.
  func add<E: ProductElement>(
    _ x: UnsafePointer<E>, _ weights: UnsafePointer<E>, _ number: Int, to y: UnsafeMutablePointer<E>,
    _ context: KernelContext
  ) throws {
    let places = windows.placeRows * windows.rowLength
    let height = try [filters, windows.taps].elementCount()
    let image = x + number * channels * places
    let target = y + number * filters * windows.imageSize
    let parts = windows.parts(height: height)
    let matrix = try context.memory.tensor(E.self, [height, (parts.first?.count ?? 0) * windows.rowLength])
    guard let columns = matrix.elements.baseAddress else { return }
    let factors = Matrix(weights + number % groups * channels * height, rows: channels, columns: height)
    for part in parts {
      var source = Matrix(
        image + part.lowerBound * windows.rowLength, rows: channels, columns: part.count * windows.rowLength)
      source.rowStride = places
      try E.multiply(
        MatrixProduct(factors.transposed, source, into: columns), context.memory, context.threads)
      context.threads.forRanges(filters, grain: max(1, 50_000 / max(1, windows.taps * source.columns))) { channels in
        windows.scatter(columns, channels: channels, places: part, into: target)
      }
    }
    withExtendedLifetime(matrix) {}
  }
}
