internal import ONNXModel

/// Products of stacks of matrices (ONNX Operators, MatMul-13).
enum MatMulKernels {
  static let rows = [KernelRow("MatMul", computedInFloat(matMul))]

  @Sendable
  private static func matMul(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (a, b) = (try call.tensor(0), try call.tensor(1))
    guard a.type == b.type else {
      throw KernelError("tensor(\(a.type.name)) and tensor(\(b.type.name)) are not multiplied")
    }
    return switch a.type {
    case .float: [try matrixProduct(Float.self, a, b, call.context)]
    case .double: [try matrixProduct(Double.self, a, b, call.context)]
    case .int32: [try matrixProduct(Int32.self, a, b, call.context)]
    case .int64: [try matrixProduct(Int64.self, a, b, call.context)]
    case .uint32: [try matrixProduct(UInt32.self, a, b, call.context)]
    case .uint64: [try matrixProduct(UInt64.self, a, b, call.context)]
    default: throw KernelError("matrices of \(a.type.name) are not multiplied")
    }
  }
}

/// How a stack of matrices lies in a tensor.
struct MatrixLayout {
  /// The axes before the two of the matrices, and how far apart their elements are.
  private(set) var stack: [Int]
  private(set) var stackStrides: [Int]
  private(set) var rows: Int
  private(set) var columns: Int
  private(set) var rowStride: Int
  private(set) var columnStride = 1
  /// Whether the rows of all matrices lie one behind the other.
  private(set) var isPlain = true

  /// - Parameter shape: of rank 2 or more.
  fileprivate init(plain shape: [Int]) {
    stack = Array(shape.dropLast(2))
    stackStrides = Array(shape.rowMajorStrides.dropLast(2))
    (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    rowStride = columns
  }

  /// - Throws: `KernelError` for a scalar.
  init(left shape: [Int]) throws {
    guard let last = shape.last else { throw KernelError("a scalar is no matrix") }
    self.init(plain: shape.count == 1 ? [1, last] : shape)
  }

  /// - Throws: `KernelError` for a scalar.
  init(right shape: [Int]) throws {
    guard let last = shape.last else { throw KernelError("a scalar is no matrix") }
    self.init(plain: shape.count == 1 ? [last, 1] : shape)
  }

  /// Exchanges rows and columns.
  mutating func transpose() {
    swap(&rows, &columns)
    swap(&rowStride, &columnStride)
    isPlain = false
  }

  /// Makes the first axis the rows, and the others up to the last the stack.
  mutating func moveFirstAxisToRows() {
    guard !stack.isEmpty else { return }
    stack.append(rows)
    stackStrides.append(rowStride)
    (rows, rowStride) = (stack.removeFirst(), stackStrides.removeFirst())
    isPlain = false
  }

  /// One of the matrices.
  func matrix<E: ProductElement>(_ elements: UnsafePointer<E>) -> Matrix<E> {
    var matrix = Matrix(elements, rows: rows, columns: columns)
    (matrix.rowStride, matrix.columnStride) = (rowStride, columnStride)
    return matrix
  }
}

/// How two stacks of matrices are multiplied: NumPy's rules for `matmul`.
struct MatrixStacks {
  let left: MatrixLayout
  let right: MatrixLayout
  /// The axes of the result before those of the matrices.
  let stack: [Int]
  /// For each product, where its two matrices start.
  let starts: [(a: Int, b: Int)]

  var rows: Int { left.rows }
  var columns: Int { right.columns }
  var depth: Int { left.columns }

  /// - Throws: `KernelError` where the shapes do not fit.
  init(_ left: MatrixLayout, _ right: MatrixLayout) throws {
    (self.left, self.right) = (left, right)
    guard left.columns == right.rows else {
      throw KernelError("a matrix of \(left.columns) columns is not multiplied with one of \(right.rows) rows")
    }
    let broadcast = try Broadcast([left.stack, right.stack])
    stack = broadcast.shape
    guard try (stack + [left.rows, right.columns]).elementCount() > 0 else {
      starts = []
      return
    }
    let missing = [left, right].map { [Int](repeating: 0, count: broadcast.shape.count - $0.stack.count) }
    let walk = RowWalk(
      broadcast.shape,
      zip([left, right], missing).map { layout, missing in
        missing + zip(layout.stack, layout.stackStrides).map { $0 == 1 ? 0 : $1 }
      })
    var starts: [(a: Int, b: Int)] = []
    let strides = walk.rowStrides
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      for place in 0..<walk.rowLength {
        starts.append((offsets[0] + place * strides[0], offsets[1] + place * strides[1]))
      }
    }
    self.starts = starts
  }

  /// Of the result of two tensors: a vector on the left has no rows, one on the right no columns.
  func shape(_ a: DenseTensor, _ b: DenseTensor) -> [Int] {
    stack + (a.rank == 1 ? [] : [rows]) + (b.rank == 1 ? [] : [columns])
  }
}

/// The products of two stacks of matrices.
///
/// - Parameters:
///   - stacks: how they lie; as `MatMul` says where it is nil.
///   - alpha: every product is multiplied with it.
/// - Throws: `KernelError` where shapes do not fit, or types are not `E`.
func matrixProduct<E: ProductElement>(
  _: E.Type, _ a: DenseTensor, _ b: DenseTensor, _ context: KernelContext, _ stacks: MatrixStacks? = nil,
  alpha: Float = 1
) throws -> RuntimeValue {
  let stacks = try stacks ?? MatrixStacks(MatrixLayout(left: a.shape), MatrixLayout(right: b.shape))
  let new = try context.memory.tensor(E.self, stacks.shape(a, b))
  let (left, right) = (try a.elements(E.self), try b.elements(E.self))
  guard let aStart = left.baseAddress, let bStart = right.baseAddress, let cStart = new.elements.baseAddress,
    !stacks.starts.isEmpty
  else { return new.value }

  // One matrix on the right for a stack on the left is one product with more rows.
  let isOne = stacks.left.isPlain && stacks.right.stack.allSatisfy { $0 == 1 }
  let size = stacks.rows * stacks.columns
  func product(_ number: Int) -> MatrixProduct<E> {
    let start = stacks.starts[number]
    var matrix = stacks.left.matrix(aStart + start.a)
    if isOne { matrix.rows *= stacks.starts.count }
    var product = MatrixProduct(matrix, stacks.right.matrix(bStart + start.b), into: cStart + number * size)
    product.alpha = alpha
    return product
  }
  try E.multiplyAll(isOne ? 1 : stacks.starts.count, context, product)
  return new.value
}

extension ProductElement {
  /// Computes several products, of one size.
  static func multiplyAll(
    _ count: Int, _ context: KernelContext, _ product: (Int) -> MatrixProduct<Self>
  ) throws {
    // Enough small products keep every thread busy with one each; a large one is shared by all.
    guard count >= 2 * context.threads.threadCount, product(0).work < 1 << 22 else {
      for number in 0..<count { try multiply(product(number), context.memory, context.threads) }
      return
    }
    let parts = min(count, 4 * context.threads.threadCount)
    let errors = try context.memory.tensor(Bool.self, [parts])
    context.threads.forEach(parts) { part in
      errors[part] = false
      for number in count * part / parts..<count * (part + 1) / parts {
        do { try multiply(product(number), context.memory, nil) } catch { errors[part] = true }
      }
    }
    let failed = withExtendedLifetime(errors) { errors.elements.contains(true) }
    if failed { throw KernelError("there is no memory for a matrix product") }
  }
}
