internal import ONNXModel

/// BatchNormalization in all versions (ONNX Operators, BatchNormalization-15).
///
/// It trains where `training_mode` (since 14) says so; in versions 1 and 6 where `is_test` is 0, and in 7 and 9 where
/// the node names more outputs than Y. As in ONNX Runtime, old nodes with Y alone are for inference in any case.
enum BatchNormalizationKernels {
  static let rows = [
    KernelRow(
      "BatchNormalization", 1...Int.max,
      inReals(outputType: outputType) { call in
        try call.tensor(0).type == .double ? run(call, Double.self) : run(call, Float.self)
      })
  ]

  /// The statistics are of the type of the running ones.
  private static let outputType: OutputType = { call, output in output == 0 ? nil : try call.tensor(3).type }

  /// The input as [batches][features][size]: each feature has one scale, bias, mean and variance.
  private struct Layout {
    let batches: Int
    let features: Int
    let size: Int

    init(_ shape: [Int], spatial: Bool) throws {
      guard shape.count > 0 else { throw KernelError("BatchNormalization has no scalar input") }
      batches = shape[0]
      if spatial {
        // With a single axis there is one channel.
        features = shape.count > 1 ? shape[1] : 1
        size = shape.dropFirst(2).reduce(1, *)
      } else {
        features = shape.dropFirst().reduce(1, *)
        size = 1
      }
    }
  }

  private static func run<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    let spatial = call.version >= 9 || call.attributes.flag("spatial", default: true)
    let layout = try Layout(input.shape, spatial: spatial)
    let parameters = try (1...4).map { try call.tensor($0) }
    for parameter in parameters where parameter.count != layout.features {
      throw KernelError("a parameter of shape \(parameter.shape) is not one for each of \(layout.features) features")
    }
    let epsilon = E(call.attributes.float("epsilon", default: 1e-5))
    let x = try input.elements(E.self)
    let y = try call.output(E.self, input.shape)
    let (scale, bias) = (try parameters[0].elements(E.self), try parameters[1].elements(E.self))
    guard trains(call) else {
      let (mean, variance) = (try parameters[2].elements(E.self), try parameters[3].elements(E.self))
      let lines = Line.all(layout.features, scale, bias, epsilon, mean: { mean[$0] }, variance: { variance[$0] })
      apply(lines, x, y.elements, layout, call.context.threads)
      return [y.value]
    }
    let moments = moments(x, layout, call.context.threads)
    let lines = Line.all(
      layout.features, scale, bias, epsilon, mean: { moments[$0].mean }, variance: { moments[$0].variance })
    apply(lines, x, y.elements, layout, call.context.threads)
    return try [y.value] + statistics(call, moments, parameters)
  }

  private static func trains(_ call: KernelCall) -> Bool {
    switch call.version {
    case 14...: call.attributes.flag("training_mode")
    case 7...: call.outputCount > 1
    default: !call.attributes.flag("is_test") && call.outputCount > 1
    }
  }

  /// y = factor * (x - mean) + offset.
  private struct Line<E: RealNumber> {
    let factor: E
    let offset: E
    let mean: E

    static func all(
      _ count: Int, _ scale: UnsafeBufferPointer<E>, _ bias: UnsafeBufferPointer<E>, _ epsilon: E,
      mean: (Int) -> E, variance: (Int) -> E
    ) -> [Line] {
      (0..<count).map { feature in
        let factor = scale[feature] / (variance(feature) + epsilon).squareRoot()
        return Line(factor: factor, offset: bias[feature], mean: mean(feature))
      }
    }
  }

  private static func apply<E: RealNumber>(
    _ lines: [Line<E>], _ x: UnsafeBufferPointer<E>, _ y: UnsafeMutableBufferPointer<E>, _ layout: Layout,
    _ threads: ThreadPool
  ) {
    guard !x.isEmpty else { return }
    threads.forRanges(layout.batches * layout.features, grain: max(1, 32_768 / layout.size)) { range in
      for row in range {
        let line = lines[row % layout.features]
        let first = row * layout.size
        for i in first..<first + layout.size { y[i] = (x[i] - line.mean) * line.factor + line.offset }
      }
    }
  }

  /// Of each feature over all batches and places.
  private static func moments<E: RealNumber>(
    _ x: UnsafeBufferPointer<E>, _ layout: Layout, _ threads: ThreadPool
  ) -> [(mean: E, variance: E)] {
    let count = E(layout.batches * layout.size)
    guard let x = x.baseAddress, layout.features > 0 else { return [] }
    return [(mean: E, variance: E)](unsafeUninitializedCapacity: layout.features) { result, initialized in
      let result = UnsafeMutableBufferPointer(rebasing: result[..<layout.features])
      result.initialize(repeating: (0, 0))
      threads.forRanges(layout.features, grain: max(1, 32_768 / max(1, layout.batches * layout.size))) { range in
        for feature in range {
          var (sum, squares): (E, E) = (0, 0)
          for batch in 0..<layout.batches {
            let row = x + (batch * layout.features + feature) * layout.size
            sum += RowSums.sum(layout.size) { row[$0] }
          }
          let mean = sum / count
          for batch in 0..<layout.batches {
            let row = x + (batch * layout.features + feature) * layout.size
            squares += RowSums.sum(layout.size) { (row[$0] - mean) * (row[$0] - mean) }
          }
          result[feature] = (mean, squares / count)
        }
      }
      initialized = layout.features
    }
  }

  /// The running mean and variance after this batch; before version 14 those of the batch too.
  private static func statistics<E: RealNumber>(
    _ call: KernelCall, _ moments: [(mean: E, variance: E)], _ parameters: [DenseTensor]
  ) throws -> [RuntimeValue?] {
    let momentum = E(call.attributes.float("momentum", default: 0.9))
    let shape = parameters[2].shape
    let (mean, variance) = (try parameters[2].elements(E.self), try parameters[3].elements(E.self))
    var outputs: [RuntimeValue?] = [
      try call.output(moments.indices.map { mean[$0] * momentum + moments[$0].mean * (1 - momentum) }, shape),
      try call.output(moments.indices.map { variance[$0] * momentum + moments[$0].variance * (1 - momentum) }, shape),
    ]
    if call.version < 14 {
      outputs.append(try call.output(moments.map(\.mean), shape))
      outputs.append(try call.output(moments.map(\.variance), shape))
    }
    return outputs
  }
}
