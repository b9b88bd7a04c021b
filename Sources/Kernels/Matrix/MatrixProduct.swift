internal import CKernels
internal import ONNXModel

/// A matrix in someone's memory. A transposed matrix is one with its strides exchanged.
struct Matrix<E: ProductElement> {
  var elements: UnsafePointer<E>
  var rows: Int
  var columns: Int
  /// Elements from a row, and from a column, to the next.
  var rowStride: Int
  var columnStride: Int

  /// A matrix whose rows lie side by side.
  init(_ elements: UnsafePointer<E>, rows: Int, columns: Int) {
    (self.elements, self.rows, self.columns) = (elements, rows, columns)
    (rowStride, columnStride) = (columns, 1)
  }

  var transposed: Matrix {
    var other = self
    (other.rows, other.columns) = (columns, rows)
    (other.rowStride, other.columnStride) = (columnStride, rowStride)
    return other
  }
}

/// C = alpha · A · B + beta · D, where C's rows lie side by side.
struct MatrixProduct<E: ProductElement> {
  let a: Matrix<E>
  let b: Matrix<E>
  let c: UnsafeMutablePointer<E>
  /// How far apart C's rows lie.
  var rowStride: Int
  /// What is added; a stride of 0 repeats its rows or columns, whose other stride is 1.
  var addend: Matrix<E>?
  var alpha: Float = 1
  var beta: Float = 1

  /// - Precondition: A has as many columns as B has rows, and C has room for A's rows of B's columns.
  init(_ a: Matrix<E>, _ b: Matrix<E>, into c: UnsafeMutablePointer<E>) {
    (self.a, self.b, self.c, rowStride) = (a, b, c, b.columns)
  }

  /// The multiplications.
  var work: Int { a.rows.multipliedReportingOverflow(by: b.columns * max(1, a.columns)).partialValue }
}

/// A number whose matrices are multiplied. Integers wrap around.
protocol ProductElement: Element, Numeric {
  static func sum(_ sum: Self, _ factor: Self, times other: Self) -> Self
  func scaled(by factor: Float) -> Self
  /// Computes a product.
  ///
  /// - Parameter threads: nil from within an item of the pool.
  static func multiply(_ product: MatrixProduct<Self>, _ memory: TensorMemory, _ threads: ThreadPool?) throws
}

extension Float: ProductElement {
  @inline(__always)
  static func sum(_ sum: Float, _ factor: Float, times other: Float) -> Float { sum + factor * other }
  func scaled(by factor: Float) -> Float { self * factor }

  static func multiply(_ product: MatrixProduct<Float>, _ memory: TensorMemory, _ threads: ThreadPool?) throws {
    var problem = graven_matmul(product)
    let scratch = try memory.tensor(Float.self, [graven_gemm_scratch(&problem)])
    withExtendedLifetime(scratch) { graven_gemm(threads?.handle, &problem, scratch.elements.baseAddress) }
  }
}

extension graven_matmul {
  init(_ product: MatrixProduct<Float>) {
    self.init(
      rows: product.a.rows, columns: product.b.columns, depth: product.a.columns,
      a: product.a.elements, a_row: product.a.rowStride, a_column: product.a.columnStride,
      b: product.b.elements, b_row: product.b.rowStride, b_column: product.b.columnStride,
      c: product.c, c_row: product.rowStride,
      d: product.addend?.elements, d_row: product.addend?.rowStride ?? 0, d_column: product.addend?.columnStride ?? 0,
      alpha: product.alpha, beta: product.beta)
  }
}

extension ProductElement {
  static func multiply(_ product: MatrixProduct<Self>, _ memory: TensorMemory, _ threads: ThreadPool?) throws {
    // The inner loop walks along B's rows, so they have to lie side by side.
    var b = product.b
    let copy = b.columnStride == 1 ? nil : try memory.tensor(Self.self, [b.rows, b.columns])
    if let copy, let start = copy.elements.baseAddress {
      for row in 0..<b.rows {
        for column in 0..<b.columns {
          start[row * b.columns + column] = b.elements[row * b.rowStride + column * b.columnStride]
        }
      }
      b = Matrix(start, rows: b.rows, columns: b.columns)
    }
    withExtendedLifetime(copy) {
      let grain = max(1, 50_000 / max(1, b.columns * max(1, b.rows)))
      guard let threads else { return multiplyRows(0..<product.a.rows, product, b) }
      threads.forRanges(product.a.rows, grain: grain) { multiplyRows($0, product, b) }
    }
  }

  private static func multiplyRows(_ rows: Range<Int>, _ product: MatrixProduct<Self>, _ b: Matrix<Self>) {
    let a = product.a
    for row in rows {
      let c = product.c + row * product.rowStride
      for column in 0..<b.columns { c[column] = 0 }
      for depth in 0..<b.rows {
        let factor = a.elements[row * a.rowStride + depth * a.columnStride]
        let other = b.elements + depth * b.rowStride
        for column in 0..<b.columns { c[column] = sum(c[column], factor, times: other[column]) }
      }
      if product.alpha != 1 {
        for column in 0..<b.columns { c[column] = c[column].scaled(by: product.alpha) }
      }
      guard let addend = product.addend else { continue }
      let d = addend.elements + row * addend.rowStride
      for column in 0..<b.columns {
        let term = d[column * addend.columnStride]
        c[column] = sum(c[column], 1, times: product.beta == 1 ? term : term.scaled(by: product.beta))
      }
    }
  }
}

extension Double: ProductElement {
  @inline(__always)
  static func sum(_ sum: Double, _ factor: Double, times other: Double) -> Double { sum + factor * other }
  func scaled(by factor: Float) -> Double { self * Double(factor) }
}

extension ProductElement where Self: FixedWidthInteger {
  @inline(__always)
  static func sum(_ sum: Self, _ factor: Self, times other: Self) -> Self { sum &+ factor &* other }

  /// Rounded towards zero, and the nearest that there is.
  func scaled(by factor: Float) -> Self {
    let value = (Double(self) * Double(factor)).rounded(.towardZero)
    return Self(exactly: value) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }
}

extension Int32: ProductElement {}
extension Int64: ProductElement {}
extension UInt32: ProductElement {}
extension UInt64: ProductElement {}
