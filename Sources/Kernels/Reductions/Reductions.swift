internal import Glibc
internal import ONNXModel

/// ReduceSum and the like (ONNX Operators, all versions).
enum ReductionKernels {
  static let rows: [KernelRow] = [
    KernelRow("ReduceSum", 1...Int.max, computedInFloat { try Step.sum.kernel($0) }),
    KernelRow("ReduceMean", 1...Int.max, computedInFloat(mean)),
    KernelRow("ReduceMax", 1...Int.max, computedInFloat { try extremum(.maximum, $0) }),
    KernelRow("ReduceMin", 1...Int.max, computedInFloat { try extremum(.minimum, $0) }),
    KernelRow("ReduceProd", 1...Int.max, computedInFloat { try Step.product.kernel($0) }),
    KernelRow("ReduceL1", 1...Int.max, computedInFloat { try Step.absoluteSum.kernel($0) }),
    KernelRow("ReduceL2", 1...Int.max, computedInFloat { try inReals($0, .squareSum) { $0.squareRoot() } }),
    KernelRow("ReduceLogSum", 1...Int.max, computedInFloat { try inReals($0, .sum) { log($0) } }),
    KernelRow("ReduceLogSumExp", 1...Int.max, computedInFloat(logSumExp)),
    KernelRow("ReduceSumSquare", 1...Int.max, computedInFloat { try Step.squareSum.kernel($0) }),
  ]

  enum Step {
    case sum, absoluteSum, squareSum, product, maximum, minimum

    /// The reduction in the type of the data.
    func kernel(_ call: KernelCall) throws -> [RuntimeValue?] {
      let data = try call.tensor(0)
      let axes = try ReductionAxes(call, data)
      return [.tensor(try reduced(data, axes, call.context))]
    }

    func reduced(_ data: DenseTensor, _ axes: ReductionAxes, _ context: KernelContext) throws -> DenseTensor {
      switch data.type {
      case .float: return try reduced(Float.self, data, axes, context)
      case .double: return try reduced(Double.self, data, axes, context)
      case .int32: return try reduced(Int32.self, data, axes, context)
      case .int64: return try reduced(Int64.self, data, axes, context)
      case .uint32: return try reduced(UInt32.self, data, axes, context)
      case .uint64: return try reduced(UInt64.self, data, axes, context)
      case .int8: return try reduced(Int8.self, data, axes, context)
      case .uint8: return try reduced(UInt8.self, data, axes, context)
      case .int16: return try reduced(Int16.self, data, axes, context)
      case .uint16: return try reduced(UInt16.self, data, axes, context)
      default: throw KernelError("tensor(\(data.type.name)) has no elements to reduce")
      }
    }

    private func reduced<E: WrappingNumber>(
      _: E.Type, _ data: DenseTensor, _ axes: ReductionAxes, _ context: KernelContext
    ) throws -> DenseTensor {
      switch self {
      case .sum: try reduce(SumStep<E>.self, data, axes, context)
      case .absoluteSum: try reduce(AbsoluteSumStep<E>.self, data, axes, context)
      case .squareSum: try reduce(SquareSumStep<E>.self, data, axes, context)
      case .product: try reduce(ProductStep<E>.self, data, axes, context)
      case .maximum: try reduce(MaximumStep<E>.self, data, axes, context)
      case .minimum: try reduce(MinimumStep<E>.self, data, axes, context)
      }
    }
  }

  /// The mean; of integers, cut off after the point.
  private static func mean(_ call: KernelCall) throws -> [RuntimeValue?] {
    let count = try ReductionAxes(call, call.tensor(0)).elementsInOne
    return try inReals(call, .sum) { $0 / Double(count) }
  }

  /// The largest or smallest; true is more than false.
  private static func extremum(_ step: Step, _ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.type == .bool else { return try step.kernel(call) }
    let axes = try ReductionAxes(call, data)
    let bytes = try step.reduced(data.retyped(.uint8), axes, call.context)
    // Of no elements: 0 for the largest, but 255 for the smallest, which has to be true.
    let elements = try bytes.elements(UInt8.self)
    let output = try call.output(Bool.self, bytes.shape)
    withExtendedLifetime(bytes) {
      for index in 0..<elements.count { output[index] = elements[index] != 0 }
    }
    return [output.value]
  }

  /// A reduction with a function of each result, in floats: integers are turned into doubles and back.
  private static func inReals(
    _ call: KernelCall, _ step: Step, _ finish: (Double) -> Double
  ) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axes = try ReductionAxes(call, data)
    let reals = try asReals(data, call.context.memory)
    let totals = try step.reduced(reals, axes, call.context)
    return [.tensor(try finished(totals, as: data.type, call.context.memory, finish))]
  }

  /// The function of each element of a float or double tensor, as another type.
  private static func finished(
    _ totals: DenseTensor, as type: DataType, _ memory: TensorMemory, _ finish: (Double) -> Double
  ) throws -> DenseTensor {
    func fill<E: Element>(_: E.Type, _ convert: (Double) -> E) throws -> DenseTensor {
      let output = try memory.tensor(E.self, totals.shape)
      try withExtendedLifetime(totals) {
        if totals.type == .float {
          let elements = try totals.elements(Float.self)
          for index in 0..<output.count { output[index] = convert(finish(Double(elements[index]))) }
        } else {
          let elements = try totals.elements(Double.self)
          for index in 0..<output.count { output[index] = convert(finish(elements[index])) }
        }
      }
      return output.tensor
    }
    switch type {
    case .float: return try fill(Float.self) { Float($0) }
    case .double: return try fill(Double.self) { $0 }
    case .int32: return try fill(Int32.self) { cutOff($0) }
    case .int64: return try fill(Int64.self) { cutOff($0) }
    case .uint32: return try fill(UInt32.self) { cutOff($0) }
    case .uint64: return try fill(UInt64.self) { cutOff($0) }
    default: throw KernelError("tensor(\(type.name)) has no elements to reduce")
    }
  }

  /// The integer towards zero; the nearest there is, and 0 for a NaN.
  private static func cutOff<I: FixedWidthInteger>(_ value: Double) -> I {
    if value.isNaN { return 0 }
    return I(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
  }

  /// Integers as doubles; floats as they are.
  private static func asReals(_ data: DenseTensor, _ memory: TensorMemory) throws -> DenseTensor {
    func convert<E: Element & BinaryInteger>(_: E.Type) throws -> DenseTensor {
      let elements = try data.elements(E.self)
      let output = try memory.tensor(Double.self, data.shape)
      for index in 0..<elements.count { output[index] = Double(elements[index]) }
      return output.tensor
    }
    switch data.type {
    case .int32: return try convert(Int32.self)
    case .int64: return try convert(Int64.self)
    case .uint32: return try convert(UInt32.self)
    case .uint64: return try convert(UInt64.self)
    default: return data
    }
  }

  private static func logSumExp(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axes = try ReductionAxes(call, data)
    let reals = try asReals(data, call.context.memory)
    let sums = try LogSumExp.reduced(reals, axes, call.context)
    return [.tensor(try finished(sums, as: data.type, call.context.memory) { $0 })]
  }
}

/// Reduces a tensor: each thread a part of the outputs, or, where all becomes one element, a part of the inputs.
private func reduce<Step: ReductionStep>(
  _: Step.Type, _ data: DenseTensor, _ axes: ReductionAxes, _ context: KernelContext
) throws -> DenseTensor {
  let elements = try data.elements(Step.Value.self)
  let output = try context.memory.tensor(Step.Value.self, axes.reducedShape)
  output.elements.update(repeating: Step.identity)
  guard let source = elements.baseAddress, let target = output.elements.baseAddress, data.count > 0 else {
    return output.tensor
  }
  return withExtendedLifetime(data) {
    if output.count == 1 {
      target[0] = reduceToOne(Step.self, source, data.count, context.threads)
    } else {
      let parts = axes.parts(threads: context.threads)
      context.threads.forEach(parts.count) { number in
        let part = parts[number]
        reduceRows(Step.self, part.rows, source + part.inputStart, target + part.outputStart)
      }
    }
    return output.tensor
  }
}

private func reduceRows<Step: ReductionStep>(
  _: Step.Type, _ rows: RowWalk, _ source: UnsafePointer<Step.Value>, _ target: UnsafeMutablePointer<Step.Value>
) {
  let length = rows.rowLength
  let (step, outputStep) = (rows.rowStrides[0], rows.rowStrides[1])
  rows.forEachRow(0..<rows.rowCount) { _, offsets in
    let from = source + offsets[0]
    let to = target + offsets[1]
    if outputStep == 0 {
      let result = step == 1 ? Step.fold(from, length, stride: 1) : Step.fold(from, length, stride: step)
      to.pointee = Step.join(to.pointee, result)
    } else if step == 1 && outputStep == 1 {
      for index in 0..<length { to[index] = Step.add(to[index], from[index]) }
    } else {
      for index in 0..<length {
        to[index * outputStep] = Step.add(to[index * outputStep], from[index * step])
      }
    }
  }
}

/// In blocks of a fixed size, so that the result does not depend on the number of threads.
private func reduceToOne<Step: ReductionStep>(
  _: Step.Type, _ source: UnsafePointer<Step.Value>, _ count: Int, _ threads: ThreadPool
) -> Step.Value {
  let block = 1 << 14
  let blocks = (count + block - 1) / block
  guard blocks > 1 else { return Step.fold(source, count, stride: 1) }
  var partial = [Step.Value](repeating: Step.identity, count: blocks)
  return partial.withUnsafeMutableBufferPointer { partial in
    threads.forRanges(blocks, grain: 4) { range in
      for number in range {
        partial[number] = Step.fold(source + number * block, min(block, count - number * block), stride: 1)
      }
    }
    return partial.reduce(Step.identity, Step.join)
  }
}
