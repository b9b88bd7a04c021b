/// Contractions of an Einsum.
struct EinsumWork<E: ProductElement> {
  /// Of all indices.
  let sizes: [Int]
  let context: KernelContext

  /// The sum of the products of two operands over all indices that are not kept.
  func contract(
    _ left: EinsumOperand, _ right: EinsumOperand, keeping needed: Set<Int>
  ) throws -> EinsumOperand {
    let (ofLeft, ofRight) = (Set(left.indices), Set(right.indices))
    let stack = left.indices.filter { ofRight.contains($0) && needed.contains($0) }
    let summed = left.indices.filter { ofRight.contains($0) && !needed.contains($0) }
    let rows = left.indices.filter { !ofRight.contains($0) && needed.contains($0) }
    let columns = right.indices.filter { !ofLeft.contains($0) && needed.contains($0) }
    let (count, depth) = (try size(stack), try size(summed))
    let (height, width) = (try size(rows), try size(columns))
    let work = try [count, depth, height, width].elementCount()
    guard work <= EinsumKernels.mostWork else { throw KernelError("Einsum of \(work) products is too much work") }

    let a = try arranged(left, stack + rows + summed)
    // A matrix that lies transposed is taken as it is.
    let isTransposed = isArranged(right, stack + columns + summed)
    let b = isTransposed ? right : try arranged(right, stack + summed + columns)
    let indices = stack + rows + columns
    let result = try context.memory.tensor(E.self, indices.map { sizes[$0] })
    if depth == 0 { result.elements.update(repeating: 0) }
    if work > 0, let aStart = try a.tensor.elements(E.self).baseAddress,
      let bStart = try b.tensor.elements(E.self).baseAddress, let start = result.elements.baseAddress
    {
      try withExtendedLifetime((a, b)) {
        try E.multiplyAll(count, context) { number in
          let matrix = Matrix(aStart + number * height * depth, rows: height, columns: depth)
          let other = bStart + number * depth * width
          let otherMatrix =
            isTransposed
            ? Matrix(other, rows: width, columns: depth).transposed : Matrix(other, rows: depth, columns: width)
          return MatrixProduct(matrix, otherMatrix, into: start + number * height * width)
        }
      }
    }
    return EinsumOperand(result.tensor, indices, sizes)
  }

  private func size(_ indices: [Int]) throws -> Int { try indices.map { sizes[$0] }.elementCount() }

  /// Whether the elements already lie in the order of these indices, and there are no others.
  private func isArranged(_ operand: EinsumOperand, _ order: [Int]) -> Bool {
    let shape = order.map { sizes[$0] }
    return operand.indices.allSatisfy { order.contains($0) || sizes[$0] == 1 }
      && zip(order, shape.rowMajorStrides).allSatisfy { index, stride in
        sizes[index] == 1 || operand.stride(index) == stride
      }
      && operand.tensor.count == shape.reduce(1, *)
  }

  /// The operand with its elements in the order of these indices, summed over its others.
  func arranged(_ operand: EinsumOperand, _ order: [Int]) throws -> EinsumOperand {
    if isArranged(operand, order) { return operand }
    let summed = operand.indices.filter { !order.contains($0) }
    let shape = order.map { sizes[$0] }
    let all = shape + summed.map { sizes[$0] }
    guard try all.elementCount() <= EinsumKernels.mostWork else { throw KernelError("Einsum of too many elements") }
    let source = try operand.tensor.elements(E.self)
    let result = try context.memory.tensor(E.self, shape)
    if !summed.isEmpty { result.elements.update(repeating: 0) }
    let targetStrides = shape.rowMajorStrides + summed.map { _ in 0 }
    let walk = RowWalk(all, [targetStrides, (order + summed).map(operand.stride)])
    let (step, sourceStep) = (walk.rowStrides[0], walk.rowStrides[1])
    withExtendedLifetime(operand) {
      walk.forEachRow(0..<walk.rowCount) { _, offsets in
        let (to, from) = (offsets[0], offsets[1])
        if summed.isEmpty {
          for i in 0..<walk.rowLength { result[to + i * step] = source[from + i * sourceStep] }
        } else if step == 0 {
          result[to] = E.sum(result[to], Self.sum(source, from, walk.rowLength, sourceStep), times: 1)
        } else {
          for i in 0..<walk.rowLength {
            result[to + i * step] = E.sum(result[to + i * step], source[from + i * sourceStep], times: 1)
          }
        }
      }
    }
    return EinsumOperand(result.tensor, order, sizes)
  }

  /// Of elements `step` apart; four partial sums, which is faster and more accurate than one.
  private static func sum(_ source: UnsafeBufferPointer<E>, _ first: Int, _ count: Int, _ step: Int) -> E {
    var (a, b, c, d): (E, E, E, E) = (0, 0, 0, 0)
    var i = 0
    while i + 4 <= count {
      let place = first + i * step
      a = E.sum(a, source[place], times: 1)
      b = E.sum(b, source[place + step], times: 1)
      c = E.sum(c, source[place + 2 * step], times: 1)
      d = E.sum(d, source[place + 3 * step], times: 1)
      i += 4
    }
    while i < count {
      a = E.sum(a, source[first + i * step], times: 1)
      i += 1
    }
    return E.sum(E.sum(a, b, times: 1), E.sum(c, d, times: 1), times: 1)
  }
}
