internal import ONNXModel

/// Layer normalisation after sums (com.microsoft), and without a mean.
enum SkipNormalizationKernels {
  static let rows: [KernelRow] = [
    KernelRow("SkipLayerNormalization", domain: "com.microsoft", computedInFloat(skipLayer)),
    KernelRow("SkipSimplifiedLayerNormalization", domain: "com.microsoft", computedInFloat(skipRootMeanSquare)),
    KernelRow("SimplifiedLayerNormalization", computedInFloat(rootMeanSquare)),
    KernelRow("SimplifiedLayerNormalization", domain: "com.microsoft", computedInFloat(rootMeanSquare)),
    KernelRow("LayerNormalization", domain: "com.microsoft", StandardKernels.alias("LayerNormalization", 17)),
    KernelRow("EmbedLayerNormalization", domain: "com.microsoft", embed),
    KernelRow("GroupNorm", domain: "com.microsoft", computedInFloat(groupNorm)),
  ]

  /// com.microsoft.SkipLayerNormalization-1: of input, skip and bias, with gamma and beta.
  @Sendable
  static func skipLayer(_ call: KernelCall) throws -> [RuntimeValue?] {
    let sum = try skipSum(call, bias: call.optionalTensor(4))
    let norm = try RowNormalization(call, sum, gamma: call.tensor(2), beta: call.optionalTensor(3), epsilon: 1e-12)
    return try outputs(norm.run(call), sum)
  }

  /// com.microsoft.SkipSimplifiedLayerNormalization-1: the same by the root of the mean square, without beta.
  @Sendable
  static func skipRootMeanSquare(_ call: KernelCall) throws -> [RuntimeValue?] {
    let sum = try skipSum(call, bias: call.optionalTensor(3))
    let norm = try RowNormalization(call, sum, gamma: call.tensor(2), epsilon: 1e-12, isCentred: false)
    return try outputs(norm.run(call), sum)
  }

  private static func outputs(_ found: RowNormalization.Result, _ sum: DenseTensor) throws -> [RuntimeValue?] {
    [.tensor(found.y), .tensor(found.mean), .tensor(found.inverseDeviation), .tensor(sum)]
  }

  /// The skip may be repeated for each batch.
  private static func skipSum(_ call: KernelCall, bias: DenseTensor?) throws -> DenseTensor {
    let input = try call.tensor(0)
    var sum = try call.sum(input, call.tensor(1))
    if let bias { sum = try call.sum(sum, bias) }
    guard sum.shape == input.shape else { throw KernelError("the skip or bias does not fit \(input.shape)") }
    return sum
  }

  /// SimplifiedLayerNormalization-1, which ONNX Runtime adds to ONNX's own domain: layer normalisation by the root of
  /// the mean square.
  @Sendable
  static func rootMeanSquare(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axis = try data.shape.axis(call.attributes.int("axis", default: -1))
    let flat = data.reshaped([
      try Array(data.shape[..<axis]).elementCount(), try Array(data.shape[axis...]).elementCount(),
    ])
    let isDouble = data.type == .double
    let memory = call.context.memory
    let rows = isDouble ? try converted(flat, to: .float, memory) : flat
    let scale = isDouble ? try converted(call.tensor(1), to: .float, memory) : try call.tensor(1)
    let found = try RowNormalization(call, rows, gamma: scale, epsilon: 1e-5, isCentred: false).run(call)
    let y = isDouble ? try converted(found.y, to: .double, memory) : found.y
    let reduced = data.shape[..<axis] + data.shape[axis...].map { _ in 1 }
    return [.tensor(y.reshaped(data.shape)), .tensor(found.inverseDeviation.reshaped(Array(reduced)))]
  }

  /// com.microsoft.EmbedLayerNormalization-1: the normalised sum of the embeddings of words, positions and segments.
  @Sendable
  static func embed(_ call: KernelCall) throws -> [RuntimeValue?] {
    let ids = try call.tensor(0)
    guard ids.rank == 2 else { throw KernelError("input_ids of shape \(ids.shape) are not [batch, sequence]") }
    let length = ids.shape[1]
    let positionIDs = try call.optionalTensor(8)
    let positions = try positionIDs?.integers() ?? Array(0..<length)
    guard positions.count == length || positions.count == ids.count else {
      throw KernelError("position_ids do not fit input_ids of shape \(ids.shape)")
    }
    let all = positions.isEmpty ? [] : try ids.integers().indices.map { positions[$0 % positions.count] }
    var tables = [(try call.tensor(2), try ids.integers()), (try call.tensor(3), all)]
    if let segments = try call.optionalTensor(1), let table = try call.optionalTensor(4) {
      tables.append((table, try segments.integers()))
    }
    let width = try call.tensor(5).count
    let sum = try call.output(Float.self, ids.shape + [width])
    sum.elements.update(repeating: 0)
    for (table, indices) in tables {
      guard table.rank == 2, table.shape[1] == width, indices.count == ids.count else {
        throw KernelError("an embedding of shape \(table.shape) does not fit \(ids.shape) of width \(width)")
      }
      let values = try converted(table, to: .float, call.context.memory)
      let elements = try values.elements(Float.self)
      try withExtendedLifetime(values) {
        for (row, index) in indices.enumerated() {
          guard index >= 0, index < table.shape[0] else { throw KernelError("there is no embedding \(index)") }
          for place in 0..<width { sum[row * width + place] += elements[index * width + place] }
        }
      }
    }
    let type = try call.tensor(2).type
    let memory = call.context.memory
    let (gamma, beta) = (
      try converted(call.tensor(5), to: .float, memory), try converted(call.tensor(6), to: .float, memory)
    )
    let y = try RowNormalization(call, sum.tensor, gamma: gamma, beta: beta, epsilon: 1e-12).run(call).y
    return [
      .tensor(try converted(y, to: type, memory)), try maskIndex(call, ids.shape),
      .tensor(try converted(sum.tensor, to: type, memory)),
    ]
  }

  /// How many words each text has by the mask; 0 where there is no mask.
  private static func maskIndex(_ call: KernelCall, _ shape: [Int]) throws -> RuntimeValue {
    guard let mask = try call.optionalTensor(7) else {
      return try call.output([Int32](repeating: 0, count: shape[0]), [shape[0]])
    }
    guard mask.shape == shape else { throw KernelError("the mask of shape \(mask.shape) is not of shape \(shape)") }
    let values = try mask.integers()
    let counts = (0..<shape[0]).map { row in
      Int32(values[row * shape[1]..<(row + 1) * shape[1]].reduce(0) { $0 + ($1 == 1 ? 1 : 0) })
    }
    return try call.output(counts, [shape[0]])
  }

  /// com.microsoft.GroupNorm-1: channels last or first, with SiLU where `activation` is 1.
  @Sendable
  static func groupNorm(_ call: KernelCall) throws -> [RuntimeValue?] {
    let isLast = call.attributes.flag("channels_last", default: true)
    let data = try call.tensor(0)
    guard data.rank >= 2 else { throw KernelError("a tensor of rank \(data.rank) has no channels") }
    let first = isLast ? try call.transposed(data, [0, data.rank - 1] + Array(1..<data.rank - 1)) : data
    let groups = call.attributes.int("groups", default: 1)
    let (batches, channels) = (first.shape[0], first.shape[1])
    guard groups > 0, channels % groups == 0 else { throw KernelError("\(channels) channels are not \(groups) groups") }
    let size = try Array(first.shape.dropFirst(2)).elementCount()
    let rows = first.reshaped([batches * groups, channels / groups * size])
    let ones = try call.output([Float](repeating: 1, count: rows.shape[1]), [rows.shape[1]]).tensor()
    let normal = try RowNormalization(call, rows, gamma: ones, epsilon: 1e-5).run(call).y
    let values = try normal.elements(Float.self)
    let (gamma, beta) = (try call.tensor(1).elements(Float.self), try call.tensor(2).elements(Float.self))
    guard gamma.count == channels, beta.count == channels else { throw KernelError("gamma or beta is not [C]") }
    let isActivated = call.attributes.int("activation", default: 0) == 1
    let new = try call.output(Float.self, first.shape)
    withExtendedLifetime(normal) {
      for row in 0..<batches * channels {
        let (scale, shift) = (gamma[row % channels], beta[row % channels])
        for index in row * size..<(row + 1) * size {
          let value = values[index] * scale + shift
          new[index] = isActivated ? value * value.sigmoid : value
        }
      }
    }
    guard isLast else { return [new.value] }
    return [.tensor(try call.transposed(new.tensor, [0] + Array(2..<data.rank) + [1]))]
  }
}

/// Normalises each row of the last axis: less its mean, over its deviation.
struct RowNormalization {
  struct Result {
    let y: DenseTensor
    /// One for each row, with 1 for the last axis.
    let mean: DenseTensor
    let inverseDeviation: DenseTensor
  }

  private let data: DenseTensor
  private let gamma: DenseTensor
  private let beta: DenseTensor?
  private let epsilon: Float
  private let isCentred: Bool

  /// - Parameters:
  ///   - data: of floats, as gamma and beta.
  ///   - epsilon: where the attribute is left out.
  ///   - isCentred: whether the mean is taken off; the root of the mean square is the deviation if not.
  init(
    _ call: KernelCall, _ data: DenseTensor, gamma: DenseTensor, beta: DenseTensor? = nil, epsilon: Float,
    isCentred: Bool = true
  ) throws {
    guard let width = data.shape.last, gamma.count == width, beta.map({ $0.count == width }) ?? true else {
      throw KernelError("gamma or beta does not fit the rows of \(data.shape)")
    }
    (self.data, self.gamma, self.beta, self.isCentred) = (data, gamma, beta, isCentred)
    self.epsilon = call.attributes.float("epsilon", default: epsilon)
  }

  func run(_ call: KernelCall) throws -> Result {
    let width = data.shape.last ?? 0
    let rows = width == 0 ? 0 : data.count / width
    let (x, scale) = (try data.elements(Float.self), try gamma.elements(Float.self))
    let shift = try beta?.elements(Float.self)
    let y = try call.output(Float.self, data.shape)
    let statistics = Array(data.shape.dropLast()) + [1]
    let mean = try call.output(Float.self, statistics)
    let inverse = try call.output(Float.self, statistics)
    withExtendedLifetime(self) {
      call.context.threads.forRanges(rows, grain: max(1, 16_384 / max(1, width))) { range in
        for row in range {
          let start = row * width
          var (sum, squares) = (0.0, 0.0)
          if isCentred { for index in start..<start + width { sum += Double(x[index]) } }
          let centre = sum / Double(width)
          for index in start..<start + width {
            let difference = Double(x[index]) - centre
            squares += difference * difference
          }
          let factor = Float(1 / (squares / Double(width) + Double(epsilon)).squareRoot())
          (mean[row], inverse[row]) = (Float(centre), factor)
          for index in 0..<width {
            let value = (x[start + index] - Float(centre)) * factor * scale[index]
            y[start + index] = shift.map { value + $0[index] } ?? value
          }
        }
      }
    }
    return Result(y: y.tensor, mean: mean.tensor, inverseDeviation: inverse.tensor)
  }
}
