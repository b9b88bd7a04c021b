internal import ONNXModel

/// Samples of an ai.onnx.ml model, one a row: `[N, F]`. A vector is one sample.
struct FeatureRows {
  let rowCount: Int
  let featureCount: Int
  /// All features as float, row after row.
  let values: [Float]

  /// - Throws: `KernelError` where the tensor is no vector or matrix of numbers.
  init(_ tensor: DenseTensor) throws {
    (rowCount, featureCount) = try Self.extent(tensor)
    values = try tensor.floatArray()
  }

  /// How many samples of how many features a tensor has.
  static func extent(_ tensor: DenseTensor) throws -> (rows: Int, features: Int) {
    switch tensor.rank {
    case 1: (1, tensor.shape[0])
    case 2: (tensor.shape[0], tensor.shape[1])
    default: throw KernelError("samples are a vector or a matrix, not of rank \(tensor.rank)")
    }
  }

  /// Calls back for parts of the rows, in parallel where `work` operations a row make it worthwhile.
  static func forRanges(_ rowCount: Int, work: Int, _ threads: ThreadPool, _ body: (Range<Int>) -> Void) {
    threads.forRanges(rowCount, grain: max(1, 50_000 / max(1, work)), body)
  }
}

extension DenseTensor {
  /// The elements of a tensor of numbers as float.
  ///
  /// - Throws: `KernelError` for strings and other types that are no numbers.
  func floatArray() throws -> [Float] {
    switch type {
    case .float: try Array(elements(Float.self))
    case .double: try elements(Double.self).map { Float($0) }
    case .float16: try elements(Float16.self).map { Float($0) }
    case .bfloat16: try elements(BFloat16.self).map(\.float)
    case .bool: try elements(Bool.self).map { $0 ? 1 : 0 }
    default: try integers().map { Float($0) }
    }
  }

  /// The elements of a tensor of numbers as double.
  ///
  /// - Throws: `KernelError` for strings and other types that are no numbers.
  func doubleArray() throws -> [Double] {
    switch type {
    case .double: try Array(elements(Double.self))
    case .float, .float16, .bfloat16, .bool: try floatArray().map { Double($0) }
    default: try integers().map { Double($0) }
    }
  }
}
