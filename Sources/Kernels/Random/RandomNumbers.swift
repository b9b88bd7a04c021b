internal import Glibc
internal import ONNXModel

/// Random tensors (ONNX Operators, RandomNormal-22, RandomUniform-22, Bernoulli-22, Multinomial-22 and before).
enum RandomKernels {
  static let rows: [KernelRow] = [
    KernelRow("RandomNormal") { try normal($0, shape: ownShape($0)) },
    KernelRow("RandomNormalLike") { try normal($0, shape: $0.tensor(0).shape) },
    KernelRow("RandomUniform") { try uniform($0, shape: ownShape($0)) },
    KernelRow("RandomUniformLike") { try uniform($0, shape: $0.tensor(0).shape) },
    KernelRow("Bernoulli", 15...Int.max) { try bernoulli($0) },
    KernelRow("Multinomial", 7...Int.max) { try multinomial($0) },
  ]

  private static func ownShape(_ call: KernelCall) throws -> [Int] {
    guard let shape = call.attributes.ints("shape") else { throw KernelError("attribute shape is missing") }
    return shape
  }

  private static func normal(_ call: KernelCall, shape: [Int]) throws -> [RuntimeValue?] {
    let mean = Double(call.attributes.float("mean", default: 0))
    let scale = Double(call.attributes.float("scale", default: 1))
    return try drawn(call, shape) { $0.normal() * scale + mean }
  }

  private static func uniform(_ call: KernelCall, shape: [Int]) throws -> [RuntimeValue?] {
    let low = Double(call.attributes.float("low", default: 0))
    let high = Double(call.attributes.float("high", default: 1))
    return try drawn(call, shape) { $0.uniform() * (high - low) + low }
  }

  /// A tensor of draws, of type `dtype`, or the input's, or else float.
  private static func drawn(
    _ call: KernelCall, _ shape: [Int], _ draw: (inout MersenneTwister) -> Double
  ) throws -> [RuntimeValue?] {
    let type = try call.attributes.dataType("dtype") ?? call.optionalTensor(0)?.type ?? .float
    let output = try call.output(Double.self, shape)
    var generator = MersenneTwister(call)
    for index in 0..<output.count { output[index] = draw(&generator) }
    return [.tensor(try converted(output.tensor, to: type, call.context.memory))]
  }

  /// One or zero, each with the probability of its input, of type `dtype` or the input's.
  private static func bernoulli(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    let wide = try converted(input, to: .double, call.context.memory)
    let probabilities = try wide.elements(Double.self)
    var generator = MersenneTwister(call)
    let events = try call.output(Bool.self, input.shape)
    withExtendedLifetime(wide) {
      for index in 0..<events.count { events[index] = generator.event(probabilities[index]) }
    }
    let type = try call.attributes.dataType("dtype") ?? input.type
    return [.tensor(try ones(events.tensor, as: type, call.context.memory))]
  }

  /// One for true and zero for false.
  private static func ones(_ events: DenseTensor, as type: DataType, _ memory: TensorMemory) throws -> DenseTensor {
    func fill<E: Element>(_ zero: E, _ one: E) throws -> DenseTensor {
      let elements = try events.elements(Bool.self)
      let output = try memory.tensor(E.self, events.shape, type: type)
      withExtendedLifetime(events) {
        for index in 0..<elements.count { output[index] = elements[index] ? one : zero }
      }
      return output.tensor
    }
    switch type {
    case .bool: return events
    case .float: return try fill(Float(0), 1)
    case .double: return try fill(Double(0), 1)
    case .float16: return try fill(Float16(0), 1)
    case .bfloat16: return try fill(BFloat16(0), BFloat16(1))
    case .int8, .int4, .int2: return try fill(Int8(0), 1)
    case .uint8, .uint4, .uint2: return try fill(UInt8(0), 1)
    case .int16: return try fill(Int16(0), 1)
    case .uint16: return try fill(UInt16(0), 1)
    case .int32: return try fill(Int32(0), 1)
    case .uint32: return try fill(UInt32(0), 1)
    case .int64: return try fill(Int64(0), 1)
    case .uint64: return try fill(UInt64(0), 1)
    default: throw KernelError("tensor(\(type.name)) holds no random events")
    }
  }

  /// Class numbers drawn by the logarithms of their weights: from [batch, classes] to [batch, sample_size].
  private static func multinomial(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.attributes.dataType("dtype") ?? .int32 {
    case .int32: [try classes(Int32.self, call)]
    case .int64: [try classes(Int64.self, call)]
    case let type: throw KernelError("class numbers are int32 or int64, not \(type.name)")
    }
  }

  private static func classes<I: Element & FixedWidthInteger>(_: I.Type, _ call: KernelCall) throws -> RuntimeValue {
    let wide = try converted(call.tensor(0), to: .double, call.context.memory)
    guard wide.rank == 2 else { throw KernelError("a tensor of rank 2 is needed, not of shape \(wide.shape)") }
    let (batch, classes) = (wide.shape[0], wide.shape[1])
    let samples = call.attributes.int("sample_size", default: 1)
    guard classes > 0 || batch == 0 else { throw KernelError("there are no classes to draw from") }
    let logarithms = try wide.elements(Double.self)
    let output = try call.output(I.self, [batch, samples])
    var generator = MersenneTwister(call)
    withExtendedLifetime(wide) {
      for row in 0..<batch {
        let totals = runningTotals(logarithms[row * classes..<(row + 1) * classes])
        for sample in 0..<samples {
          let number = generator.uniform() * (totals.last ?? 0)
          output[row * samples + sample] = I(truncatingIfNeeded: place(of: number, in: totals))
        }
      }
    }
    return output.value
  }

  private static func runningTotals(_ logarithms: Slice<UnsafeBufferPointer<Double>>) -> [Double] {
    let largest = logarithms.lazy.filter(\.isFinite).max() ?? 0
    var total = 0.0
    return logarithms.map { logarithm in
      total += logarithm.isFinite ? exp(logarithm - largest) : 0
      return total
    }
  }

  /// The first class whose running total is more than a number.
  private static func place(of number: Double, in totals: [Double]) -> Int {
    var (low, high) = (0, totals.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if totals[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
