internal import ONNXModel

/// Operators that make tensors from attributes and sizes.
enum ConstantKernels {
  static let rows: [KernelRow] = [
    KernelRow("Constant", constant),
    KernelRow("ConstantOfShape", constantOfShape),
    KernelRow("Range", range),
  ]

  /// ONNX Operators, Constant-1, 11 (sparse_value), 12 (value_float and others).
  @Sendable static func constant(_ call: KernelCall) throws -> [RuntimeValue?] {
    let names = [
      "value", "sparse_value", "value_int", "value_ints", "value_float", "value_floats", "value_string",
      "value_strings",
    ]
    switch names.lazy.compactMap({ call.attributes[$0] }).first {
    case .tensor(let tensor): return [.tensor(tensor)]
    case .int(let value): return [try call.output([Int64(value)], [])]
    case .ints(let values): return [try call.output(values.map { Int64($0) }, [values.count])]
    case .float(let value): return [try call.output([value], [])]
    case .floats(let values): return [try call.output(values, [values.count])]
    case .string(let value): return [.tensor(DenseTensor([], strings: [value]))]
    case .strings(let values): return [.tensor(DenseTensor([values.count], strings: values))]
    case .sparseTensor(let values, let indices, let shape):
      let scatter = movingStrings { call in [try dense(call, shape)] }
      return try scatter(call.with(inputs: [.tensor(values), .tensor(indices)]))
    default: throw KernelError("there is no value")
    }
  }

  /// A sparse tensor's values (input 0) at their indices (input 1), and zeros.
  ///
  /// Indices are of the flat tensor, or tuples with one for each axis (ONNX IR, SparseTensorProto).
  private static func dense(_ call: KernelCall, _ shape: [Int]) throws -> RuntimeValue {
    let (values, indices) = (try call.tensor(0), try call.tensor(1))
    let output = try call.rawOutput(values.type, shape)
    output.clear()
    let flat = indices.rank == 1 ? indices.reshaped([indices.count, 1]) : indices
    let places = try IndexTuples(flat, indices.rank == 1 ? [output.count] : shape).offsets
    guard flat.rank == 2, places.count == values.count, indices.rank == 1 || flat.shape[1] == shape.count else {
      throw KernelError("indices of shape \(indices.shape) do not fit \(values.count) values")
    }
    let source = try values.raw()
    for (row, place) in places.enumerated() {
      (output.address + place * output.width).copyMemory(
        from: source + row * output.width, byteCount: output.width)
    }
    return .tensor(output.tensor)
  }

  /// ONNX Operators, ConstantOfShape-9: float zeros without a value.
  @Sendable static func constantOfShape(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try call.tensor(0).integers()
    guard let value = call.attributes.tensor("value") else {
      let output = try call.rawOutput(.float, shape)
      output.clear()
      return [output.value]
    }
    guard value.count == 1 else { throw KernelError("the value has \(value.count) elements") }
    if let string = value.strings.first {
      let count = try shape.elementCount()
      guard count <= 1 << 28 else { throw KernelError("\(count) strings do not fit into memory") }
      return [.tensor(DenseTensor(shape, strings: [String](repeating: string, count: count)))]
    }
    let output = try call.rawOutput(value.type, shape)
    output.fill(try value.raw())
    return [output.value]
  }

  /// ONNX Operators, Range-11, 27 (16-bit floats).
  ///
  /// Floats are computed as double and rounded once, which is at least as exact as any `stash_type`.
  @Sendable static func range(_ call: KernelCall) throws -> [RuntimeValue?] {
    let bounds = try (0..<3).map { try call.tensor($0) }
    guard let type = bounds.first?.type, bounds.allSatisfy({ $0.type == type && $0.count == 1 }) else {
      throw KernelError("start, limit and delta are not single elements of one type")
    }
    switch type {
    case .float: return [try floats(call, bounds, Float.self, Float.init)]
    case .double: return [try floats(call, bounds, Double.self) { $0 }]
    case .float16: return [try floats(call, bounds, Float16.self) { Float16($0) }]
    case .bfloat16: return [try floats(call, bounds, BFloat16.self) { BFloat16(Float($0)) }]
    case .int8: return [try integers(call, bounds, Int8.self)]
    case .int16: return [try integers(call, bounds, Int16.self)]
    case .int32: return [try integers(call, bounds, Int32.self)]
    case .int64: return [try integers(call, bounds, Int64.self)]
    default: throw KernelError("tensor(\(type.name)) has no range")
    }
  }

  private static func floats<E: Element>(
    _ call: KernelCall, _ bounds: [DenseTensor], _: E.Type, _ rounded: (Double) -> E
  ) throws -> RuntimeValue {
    let bounds = try bounds.map { try $0.looseNumber() }
    let (start, limit, delta) = (bounds[0], bounds[1], bounds[2])
    let steps = ((limit - start) / delta).rounded(.up)
    guard delta != 0, let count = Int(exactly: max(0, steps)) else {
      throw KernelError("from \(start) to \(limit) by \(delta) is no range")
    }
    let output = try call.output(E.self, [count])
    for index in 0..<count { output[index] = rounded(start + Double(index) * delta) }
    return output.value
  }

  private static func integers<E: Element & FixedWidthInteger & SignedInteger>(
    _ call: KernelCall, _ bounds: [DenseTensor], _: E.Type
  ) throws -> RuntimeValue {
    let bounds = try bounds.map { try $0.looseInteger() }
    let (start, limit, delta) = (bounds[0], bounds[1], bounds[2])
    let (distance, overflow) = limit.subtractingReportingOverflow(start)
    guard delta != 0, !overflow else { throw KernelError("from \(start) to \(limit) by \(delta) is no range") }
    var count = 0
    if distance != 0, (distance > 0) == (delta > 0) {
      // Both are of one sign: the quotient is not negative, and not too large unless both are the least integer.
      let (quotient, remainder) = delta == .min ? (0, distance) : distance.quotientAndRemainder(dividingBy: delta)
      count = quotient + (remainder == 0 ? 0 : 1)
    }
    let output = try call.output(E.self, [count])
    for index in 0..<count { output[index] = E(truncatingIfNeeded: start &+ index &* delta) }
    return output.value
  }
}
