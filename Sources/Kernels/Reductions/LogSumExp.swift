internal import ONNXModel

/// The logarithm of the sum of exponentials, each less by the largest, so that none is too large.
enum LogSumExp {
  /// Of floats or doubles.
  static func reduced(_ data: DenseTensor, _ axes: ReductionAxes, _ context: KernelContext) throws -> DenseTensor {
    switch data.type {
    case .float: try reduced(Float.self, data, axes, context)
    case .double: try reduced(Double.self, data, axes, context)
    default: throw KernelError("exponentials are of floats, not of tensor(\(data.type.name))")
    }
  }

  private static func reduced<E: RealNumber>(
    _: E.Type, _ data: DenseTensor, _ axes: ReductionAxes, _ context: KernelContext
  ) throws -> DenseTensor {
    let maxima = try ReductionKernels.Step.maximum.reduced(data, axes, context)
    let largest = try maxima.elements(E.self)
    let shifts = try context.memory.tensor(E.self, maxima.shape)
    let output = try context.memory.tensor(E.self, maxima.shape)
    withExtendedLifetime(maxima) {
      // What is infinite is not taken off: the difference would be no number.
      for index in 0..<shifts.count { shifts[index] = largest[index].isInfinite ? 0 : largest[index] }
    }
    output.elements.update(repeating: 0)
    guard let source = try data.elements(E.self).baseAddress, let shift = shifts.elements.baseAddress,
      let sums = output.elements.baseAddress
    else { return output.tensor }
    let parts = axes.parts(threads: context.threads)
    withExtendedLifetime((data, shifts.tensor)) {
      context.threads.forEach(parts.count) { number in
        let part = parts[number]
        sumExponentials(part.rows, source + part.inputStart, shift + part.outputStart, sums + part.outputStart)
      }
      for index in 0..<output.count { sums[index] = sums[index].naturalLogarithm + shift[index] }
    }
    return output.tensor
  }

  private static func sumExponentials<E: RealNumber>(
    _ rows: RowWalk, _ source: UnsafePointer<E>, _ shifts: UnsafePointer<E>, _ sums: UnsafeMutablePointer<E>
  ) {
    let (step, outputStep) = (rows.rowStrides[0], rows.rowStrides[1])
    rows.forEachRow(0..<rows.rowCount) { _, offsets in
      let (from, shift, sum) = (source + offsets[0], shifts + offsets[1], sums + offsets[1])
      if outputStep == 0 {
        sum.pointee += sumOfExponentials(from, rows.rowLength, step, shift.pointee)
      } else {
        for index in 0..<rows.rowLength {
          sum[index * outputStep] += (from[index * step] - shift[index * outputStep]).exponential
        }
      }
    }
  }

  /// In parts, each with its exponentials first, whose loop becomes vector code, as that of the sum does.
  private static func sumOfExponentials<E: RealNumber>(
    _ source: UnsafePointer<E>, _ count: Int, _ step: Int, _ shift: E
  ) -> E {
    let size = 512
    return withUnsafeTemporaryAllocation(of: E.self, capacity: size) { buffer in
      guard let powers = buffer.baseAddress else { return 0 }
      var total: E = 0
      for start in stride(from: 0, to: count, by: size) {
        let (from, part) = (source + start * step, min(size, count - start))
        if step == 1 {
          for index in 0..<part { powers[index] = (from[index] - shift).exponential }
        } else {
          for index in 0..<part { powers[index] = (from[index * step] - shift).exponential }
        }
        total += RowSums.sum(part) { powers[$0] }
      }
      return total
    }
  }
}
