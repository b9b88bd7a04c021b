internal import CKernels
internal import ONNXModel

/// Convolutions of floats (ONNX Operators, Conv-22).
enum ConvolutionKernels {
  static let rows = [KernelRow("Conv", computedInFloat(conv))]

  /// Computes `Conv`, for float and double.
  @Sendable
  static func conv(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (x, weights) = (try call.tensor(0), try call.tensor(1))
    let bias = try call.optionalTensor(2)
    let shape = try ConvolutionShape(call.attributes, x.shape, weights.shape)
    return switch x.type {
    case .float: [try convolve(Float.self, shape, x, weights, bias, call.context).value]
    case .double: [try convolve(Double.self, shape, x, weights, bias, call.context).value]
    default: throw KernelError("images of \(x.type.name) are not convolved")
    }
  }
}

/// The sizes of a convolution.
struct ConvolutionShape {
  let batches: Int
  let groups: Int
  /// Channels and filters of one group.
  let channels: Int
  let filters: Int
  let window: Window

  /// - Parameters:
  ///   - x: batches × channels × sizes.
  ///   - weights: filters × channels of one group × kernel.
  /// - Throws: `KernelError` where the shapes do not fit.
  init(_ attributes: KernelAttributes, _ x: [Int], _ weights: [Int]) throws {
    groups = attributes.int("group", default: 1)
    guard x.count >= 3, weights.count == x.count else {
      throw KernelError("weights of shape \(weights) do not fit an input of shape \(x)")
    }
    guard groups > 0, weights[0] % groups == 0, x[1] % groups == 0, x[1] / groups == weights[1] else {
      throw KernelError(
        "\(weights[0]) filters of \(weights[1]) channels do not fit \(x[1]) channels in \(groups) groups")
    }
    (batches, channels, filters) = (x[0], weights[1], weights[0] / groups)
    let kernel = Array(weights[2...])
    if let named = attributes.ints("kernel_shape"), !named.isEmpty, named != kernel {
      throw KernelError("kernel_shape = \(named) is not that of the weights, \(kernel)")
    }
    window = try Window(attributes, input: Array(x[2...]), kernel: kernel)
  }

  /// One group of one image of another convolution, over some of its channels.
  init(partOf other: ConvolutionShape, channels: Int) {
    (batches, groups, self.channels, filters, window) = (1, 1, channels, other.filters, other.window)
  }

  var output: [Int] { [batches, groups * filters] + window.output }
  /// The products that are summed for one output.
  var depth: Int { get throws { try ([channels] + window.kernel).elementCount() } }
}

/// The convolution of a tensor with weights, and a bias of one number for each filter.
///
/// - Throws: `KernelError` where types are not `E`, or the bias does not fit.
func convolve<E: ProductElement>(
  _: E.Type, _ shape: ConvolutionShape, _ x: DenseTensor, _ weights: DenseTensor, _ bias: DenseTensor?,
  _ context: KernelContext
) throws -> NewTensor<E> {
  if let bias, bias.count != shape.groups * shape.filters {
    throw KernelError("a bias of shape \(bias.shape) does not fit \(shape.groups * shape.filters) filters")
  }
  let new = try context.memory.tensor(E.self, shape.output)
  guard let image = try x.elements(E.self).baseAddress, let factors = try weights.elements(E.self).baseAddress,
    let out = new.elements.baseAddress, new.count > 0
  else { return new }
  let start = try bias?.elements(E.self).baseAddress
  try convolve(shape, ConvolutionTensors(image, factors, start, out), context)
  return new
}

/// Computes a convolution whose tensors have the sizes that the shape says.
func convolve<E: ProductElement>(
  _ shape: ConvolutionShape, _ tensors: ConvolutionTensors<E>, _ context: KernelContext
) throws {
  if let floats = tensors as? ConvolutionTensors<Float>, shape.window.rank <= 3 {
    try convolveFloats(shape, floats, context)
  } else {
    try convolveByProducts(shape, tensors, context)
  }
}

/// Where the tensors of a convolution lie.
struct ConvolutionTensors<E: ProductElement> {
  let x: UnsafePointer<E>
  let weights: UnsafePointer<E>
  let bias: UnsafePointer<E>?
  let y: UnsafeMutablePointer<E>

  init(_ x: UnsafePointer<E>, _ weights: UnsafePointer<E>, _ bias: UnsafePointer<E>?, _ y: UnsafeMutablePointer<E>) {
    (self.x, self.weights, self.bias, self.y) = (x, weights, bias, y)
  }
}

/// By the kernels for floats.
private func convolveFloats(_ shape: ConvolutionShape, _ tensors: ConvolutionTensors<Float>, _ context: KernelContext)
  throws
{
  let window = shape.window
  func padded(_ numbers: [Int], with value: Int) -> (Int, Int, Int) {
    let all = [Int](repeating: value, count: 3 - numbers.count) + numbers
    return (all[0], all[1], all[2])
  }
  var problem = graven_convolution(
    batches: shape.batches, groups: shape.groups, channels: shape.channels, filters: shape.filters,
    input: padded(window.input, with: 1), kernel: padded(window.kernel, with: 1),
    output: padded(window.output, with: 1), strides: padded(window.strides, with: 1),
    dilations: padded(window.dilations, with: 1), pads: padded(window.padsBegin, with: 0),
    x: tensors.x, weights: tensors.weights, bias: tensors.bias, y: tensors.y)
  let threads = context.threads.handle
  let scratch = try context.memory.tensor(Float.self, [graven_convolve_scratch(threads, &problem)])
  withExtendedLifetime(scratch) { graven_convolve(threads, &problem, scratch.elements.baseAddress) }
}

/// As products of the weights and the windows, for any type and rank.
private func convolveByProducts<E: ProductElement>(
  _ shape: ConvolutionShape, _ tensors: ConvolutionTensors<E>, _ context: KernelContext
) throws {
  let windows = try WindowMatrix(shape.window)
  let depth = try shape.depth
  let parts = windows.parts(height: depth)
  let places = try shape.window.output.elementCount()
  let matrix = try context.memory.tensor(E.self, [depth, (parts.first?.count ?? 0) * windows.rowLength])
  guard let columns = matrix.elements.baseAddress else { return }
  for image in 0..<shape.batches * shape.groups {
    let group = image % shape.groups
    let source = tensors.x + image * shape.channels * windows.imageSize
    for part in parts {
      let width = part.count * windows.rowLength
      context.threads.forRanges(depth, grain: max(1, 50_000 / max(1, width))) { rows in
        windows.gather(source, rows: rows, places: part, into: columns)
      }
      var product = MatrixProduct(
        Matrix(tensors.weights + group * shape.filters * depth, rows: shape.filters, columns: depth),
        Matrix(columns, rows: depth, columns: width),
        into: tensors.y + image * shape.filters * places + part.lowerBound * windows.rowLength)
      product.rowStride = places
      if let bias = tensors.bias {
        product.addend = Matrix(bias + group * shape.filters, rows: shape.filters, columns: 1)
        product.addend?.columnStride = 0
      }
      try E.multiply(product, context.memory, context.threads)
    }
  }
  withExtendedLifetime(matrix) {}
}
