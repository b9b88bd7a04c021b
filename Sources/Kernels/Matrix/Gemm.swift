internal import ONNXModel

/// A product of two matrices and a sum (ONNX Operators, Gemm-13).
enum GemmKernels {
  static let rows = [KernelRow("Gemm", computedInFloat(gemm))]

  /// Computes `Gemm`, for float, double and integers of 32 and 64 bits.
  @Sendable
  static func gemm(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: [try gemm(Float.self, call)]
    case .double: [try gemm(Double.self, call)]
    case .int32: [try gemm(Int32.self, call)]
    case .int64: [try gemm(Int64.self, call)]
    case .uint32: [try gemm(UInt32.self, call)]
    case .uint64: [try gemm(UInt64.self, call)]
    case let type: throw KernelError("matrices of \(type.name) are not multiplied")
    }
  }

  private static func gemm<E: ProductElement>(_: E.Type, _ call: KernelCall) throws -> RuntimeValue {
    let a = try matrix(E.self, call.tensor(0), transposed: call.attributes.flag("transA"))
    let b = try matrix(E.self, call.tensor(1), transposed: call.attributes.flag("transB"))
    guard a.columns == b.rows else {
      throw KernelError("a matrix of \(a.columns) columns is not multiplied with one of \(b.rows) rows")
    }
    let new = try call.output(E.self, [a.rows, b.columns])
    guard new.count > 0, let c = new.elements.baseAddress else { return new.value }
    var product = MatrixProduct(a, b, into: c)
    product.alpha = call.attributes.float("alpha", default: 1)
    product.beta = call.attributes.float("beta", default: 1)
    if let addend = try call.optionalTensor(2), product.beta != 0 {
      product.addend = try repeated(addend, a.rows, b.columns)
    }
    try E.multiply(product, call.context.memory, call.context.threads)
    return new.value
  }

  private static func matrix<E: ProductElement>(
    _: E.Type, _ tensor: DenseTensor, transposed: Bool
  ) throws -> Matrix<E> {
    guard tensor.rank == 2 else { throw KernelError("Gemm takes matrices, not a tensor of shape \(tensor.shape)") }
    guard let start = try tensor.elements(E.self).baseAddress else { throw KernelError("the matrix has no elements") }
    let matrix = Matrix(start, rows: tensor.shape[0], columns: tensor.shape[1])
    return transposed ? matrix.transposed : matrix
  }

  /// The addend for a result of this size. Rows or columns of which there is one are repeated; Gemm-1 and Gemm-6 say
  /// so with `broadcast`, which changes nothing.
  private static func repeated<E: ProductElement>(
    _ tensor: DenseTensor, _ rows: Int, _ columns: Int
  ) throws -> Matrix<E> {
    let shape = [Int](repeating: 1, count: max(0, 2 - tensor.rank)) + tensor.shape
    guard shape.dropLast(2).allSatisfy({ $0 == 1 }), let start = try tensor.elements(E.self).baseAddress else {
      throw KernelError("a tensor of shape \(tensor.shape) is not added to a matrix")
    }
    let (ownRows, ownColumns) = (shape[shape.count - 2], shape[shape.count - 1])
    guard ownRows == rows || ownRows == 1, ownColumns == columns || ownColumns == 1 else {
      throw KernelError("shape \(tensor.shape) does not broadcast to \([rows, columns])")
    }
    var matrix = Matrix(start, rows: rows, columns: columns)
    matrix.rowStride = ownRows == 1 ? 0 : ownColumns
    matrix.columnStride = ownColumns == 1 ? 0 : 1
    return matrix
  }
}
