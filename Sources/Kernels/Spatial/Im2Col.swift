internal import ONNXModel

/// Im2Col, of ONNX's experimental operators: the windows of an image as columns of a matrix.
enum Im2ColKernels {
  static let rows = [KernelRow("Im2Col", domain: "experimental", columns)]

  /// From `[N, C, spatial...]` to `[C * taps, N * places]`; the second input is `[M, C, taps...]`, a weight's shape.
  @Sendable private static func columns(_ call: KernelCall) throws -> [RuntimeValue?] {
    let image = try call.tensor(0)
    let kernel = try Array(call.tensor(1).integers().dropFirst(2))
    guard image.rank >= 3, image.rank == kernel.count + 2 else {
      throw KernelError("an image of shape \(image.shape) does not fit windows of \(kernel)")
    }
    let matrix = try WindowMatrix(Window(call.attributes, input: Array(image.shape.dropFirst(2)), kernel: kernel))
    let (batch, channels) = (image.shape[0], image.shape[1])
    let places = matrix.placeRows * matrix.rowLength
    switch image.type {
    case .float: return [try columns(call, image, matrix, batch, channels, places, Float.self)]
    case .double: return [try columns(call, image, matrix, batch, channels, places, Double.self)]
    case let type: throw KernelError("Im2Col is not computed for \(type.name)")
    }
  }

  private static func columns<E: ProductElement>(
    _ call: KernelCall, _ image: DenseTensor, _ matrix: WindowMatrix, _ batch: Int, _ channels: Int, _ places: Int,
    _: E.Type
  ) throws -> RuntimeValue {
    let rows = channels * matrix.taps
    let output = try call.output(E.self, [rows, batch * places])
    output.elements.update(repeating: 0)
    let source = try image.elements(E.self)
    for sample in 0..<batch {
      for row in 0..<rows {
        let (channel, tap) = (row / matrix.taps, row % matrix.taps)
        let plane = (sample * channels + channel) * matrix.imageSize
        for placeRow in 0..<matrix.placeRows {
          let run = matrix.run(tap: tap, placeRow: placeRow)
          let target = (row * batch + sample) * places + placeRow * matrix.rowLength + run.first
          for number in 0..<run.count { output[target + number] = source[plane + run.source + number * matrix.stride] }
        }
      }
    }
    return output.value
  }
}
