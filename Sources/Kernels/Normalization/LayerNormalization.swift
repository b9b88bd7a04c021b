internal import ONNXModel

/// LayerNormalization and RMSNormalization (ONNX Operators, LayerNormalization-17, RMSNormalization-23).
enum LayerNormalizationKernels {
  static let rows = [
    KernelRow(
      "LayerNormalization", 1...Int.max,
      inReals(outputType: layerOutput) { call in
        try call.tensor(0).type == .double ? layer(call, Double.self) : layer(call, Float.self)
      }),
    KernelRow(
      "RMSNormalization", 1...Int.max,
      inReals(outputType: rootMeanSquareOutput) { call in
        try call.tensor(0).type == .double ? rootMeanSquare(call, Double.self) : rootMeanSquare(call, Float.self)
      }),
  ]

  /// Mean and InvStdDev are of the type that `stash_type` names.
  private static let layerOutput: OutputType = { call, output in
    output == 0 ? nil : try call.attributes.dataType("stash_type") ?? .float
  }

  private static let rootMeanSquareOutput: OutputType = { call, _ in try call.tensor(1).type }

  /// Input 0 as a matrix whose rows are normalised, each over all axes from `axis` on.
  private struct Rows {
    let shape: [Int]
    let axis: Int
    let count: Int
    let size: Int

    init(_ call: KernelCall) throws {
      shape = try call.tensor(0).shape
      axis = try shape.axis(call.attributes.int("axis", default: -1))
      count = shape[..<axis].reduce(1, *)
      size = shape[axis...].reduce(1, *)
    }

    /// Of the statistics: that of the input with 1 for all axes from `axis` on.
    var reducedShape: [Int] { shape[..<axis] + shape[axis...].map { _ in 1 } }
  }

  private static func layer<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let rows = try Rows(call)
    let x = try call.tensor(0).elements(E.self)
    let scale = try RowFactor<E>(call, input: 1, shape: rows.shape, rowSize: rows.size, neutral: 1)
    let bias = try RowFactor<E>(call, input: 2, shape: rows.shape, rowSize: rows.size, neutral: 0)
    let epsilon = E(call.attributes.float("epsilon", default: 1e-5))
    let y = try call.output(E.self, rows.shape)
    let means = try call.output(E.self, rows.reducedShape)
    let inverses = try call.output(E.self, rows.reducedShape)
    if let x = x.baseAddress, let y = y.elements.baseAddress, rows.size > 0 {
      withExtendedLifetime((scale, bias)) {
        call.context.threads.forRanges(rows.count, grain: max(1, 16_384 / rows.size)) { range in
          for row in range {
            let (from, to) = (x + row * rows.size, y + row * rows.size)
            let moments = Moments(from, rows.size)
            let inverse = 1 / (moments.variance + epsilon).squareRoot()
            (means[row], inverses[row]) = (moments.mean, inverse)
            let (scale, bias) = (scale.row(row), bias.row(row))
            for i in 0..<rows.size { to[i] = (from[i] - moments.mean) * inverse * scale[i] + bias[i] }
          }
        }
      }
    }
    return [y.value, means.value, inverses.value]
  }

  private static func rootMeanSquare<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let rows = try Rows(call)
    let x = try call.tensor(0).elements(E.self)
    let scale = try RowFactor<E>(call, input: 1, shape: rows.shape, rowSize: rows.size, neutral: 1)
    let epsilon = E(call.attributes.float("epsilon", default: 1e-5))
    let y = try call.output(E.self, rows.shape)
    if let x = x.baseAddress, let y = y.elements.baseAddress, rows.size > 0 {
      withExtendedLifetime(scale) {
        call.context.threads.forRanges(rows.count, grain: max(1, 16_384 / rows.size)) { range in
          for row in range {
            let (from, to) = (x + row * rows.size, y + row * rows.size)
            let square = RowSums.sum(rows.size) { from[$0] * from[$0] } / E(rows.size)
            let inverse = 1 / (square + epsilon).squareRoot()
            let scale = scale.row(row)
            for i in 0..<rows.size { to[i] = from[i] * inverse * scale[i] }
          }
        }
      }
    }
    return [y.value]
  }
}

/// Mean and population variance of elements side by side.
struct Moments<E: RealNumber> {
  let mean: E
  let variance: E

  init(_ x: UnsafePointer<E>, _ count: Int) {
    let mean = RowSums.sum(count) { x[$0] } / E(count)
    self.mean = mean
    variance = RowSums.sum(count) { (x[$0] - mean) * (x[$0] - mean) } / E(count)
  }
}

/// A scale or bias that broadcasts to the shape of the input, as one row for each row of the input.
private struct RowFactor<E: RealNumber> {
  private let tensor: DenseTensor
  private let start: UnsafePointer<E>
  /// The rows that differ: 1 where all rows of the input share one.
  private let rowCount: Int
  private let rowSize: Int

  /// - Throws: `KernelError` where it does not broadcast.
  init(_ call: KernelCall, input: Int, shape: [Int], rowSize: Int, neutral: E) throws {
    self.rowSize = rowSize
    let given = try call.optionalTensor(input)
    guard try Broadcast([shape, given?.shape ?? []]).shape == shape else {
      throw KernelError("shape \(given?.shape ?? []) does not broadcast to \(shape)")
    }
    let significant = given.map { Array($0.shape.drop { $0 == 1 }) } ?? []
    let isOneRow =
      given?.count == rowSize && significant.reduce(1, *) == rowSize
      && shape.suffix(significant.count).elementsEqual(significant)
    if let given, isOneRow {
      tensor = given
      rowCount = 1
    } else {
      tensor = try Self.expanded(given, shape, rowSize, neutral, call.context.memory)
      rowCount = max(1, tensor.count / max(1, rowSize))
    }
    guard let start = try tensor.elements(E.self).baseAddress else { throw KernelError("a tensor has no memory") }
    self.start = start
  }

  /// With its elements repeated: to one row where it is the same for all rows, else to the whole shape.
  private static func expanded(
    _ given: DenseTensor?, _ shape: [Int], _ rowSize: Int, _ neutral: E, _ memory: TensorMemory
  ) throws -> DenseTensor {
    guard let given, given.count != 1 else {
      let value = try given.map { try $0.elements(E.self)[0] } ?? neutral
      let row = try memory.tensor(E.self, [rowSize])
      row.elements.update(repeating: value)
      return row.tensor
    }
    let source = try given.elements(E.self)
    let result = try memory.tensor(E.self, shape)
    let walk = RowWalk(shape, [shape.rowMajorStrides, try Broadcast([shape, given.shape]).strides(of: given.shape)])
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      let stride = walk.rowStrides[1]
      for i in 0..<walk.rowLength { result[offsets[0] + i] = source[offsets[1] + i * stride] }
    }
    return result.tensor
  }

  func row(_ row: Int) -> UnsafePointer<E> { rowCount == 1 ? start : start + row * rowSize }
}
