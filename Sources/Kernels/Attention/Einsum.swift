internal import ONNXModel

/// Einsum (ONNX Operators, Einsum-28): operands are contracted from left to right, each time as a stack of products of
/// matrices.
enum EinsumKernels {
  static let rows = [KernelRow("Einsum", 1...Int.max, computedInFloat(kernel))]

  /// More multiplications than these in one contraction are refused.
  static let mostWork = 1 << 38

  private static let kernel: Kernel = { call in
    switch try call.tensor(0).type {
    case .float: try run(call, Float.self)
    case .double: try run(call, Double.self)
    case .int32: try run(call, Int32.self)
    case .int64: try run(call, Int64.self)
    case .uint32: try run(call, UInt32.self)
    case .uint64: try run(call, UInt64.self)
    case .int8: try runWide(call, Int8.self)
    case .int16: try runWide(call, Int16.self)
    case .uint8: try runWide(call, UInt8.self)
    case .uint16: try runWide(call, UInt16.self)
    case let type: throw KernelError("Einsum does not multiply tensor(\(type.name))")
    }
  }

  private static func run<E: ProductElement>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let tensors = try call.inputs.indices.map { try call.tensor($0) }
    return [.tensor(try contract(call, tensors, E.self))]
  }

  /// Short integers, as integers of 32 bits: sums and products that wrap around have the same low bits.
  private static func runWide<E: Element & FixedWidthInteger>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let wide = try call.inputs.indices.map { index in
      let tensor = try call.tensor(index)
      let source = try tensor.elements(E.self)
      let result = try call.output(Int32.self, tensor.shape)
      for i in 0..<source.count { result[i] = Int32(truncatingIfNeeded: source[i]) }
      return result.tensor
    }
    let sum = try contract(call, wide, Int32.self)
    let result = try call.output(E.self, sum.shape)
    let source = try sum.elements(Int32.self)
    withExtendedLifetime(sum) {
      for i in 0..<source.count { result[i] = E(truncatingIfNeeded: source[i]) }
    }
    return [result.value]
  }

  private static func contract<E: ProductElement>(
    _ call: KernelCall, _ tensors: [DenseTensor], _: E.Type
  ) throws -> DenseTensor {
    guard let text = call.attributes.string("equation") else { throw KernelError("the equation is missing") }
    let equation = try EinsumEquation(text, tensors.map(\.shape))
    let work = EinsumWork<E>(sizes: equation.sizes, context: call.context)
    guard var result = tensors.first.map({ EinsumOperand($0, equation.operands[0], equation.sizes) }) else {
      throw KernelError("Einsum has no operand")
    }
    for next in tensors.indices.dropFirst() {
      let needed = Set(equation.output).union(equation.operands[(next + 1)...].joined())
      let other = EinsumOperand(tensors[next], equation.operands[next], equation.sizes)
      result = try work.contract(result, other, keeping: needed)
    }
    return try work.arranged(result, equation.output).tensor.reshaped(equation.output.map { equation.sizes[$0] })
  }
}

/// A tensor whose axes have indices: how far it is from one value of an index to the next.
struct EinsumOperand {
  let tensor: DenseTensor
  /// In the order of the axes; each once.
  let indices: [Int]
  /// Of each index; 0 where an axis of size 1 is repeated. Of an index that several axes have, the sum of theirs, which
  /// is the way along the diagonal.
  let strides: [Int: Int]

  /// - Parameters:
  ///   - axes: the index of each axis.
  ///   - sizes: of all indices.
  init(_ tensor: DenseTensor, _ axes: [Int], _ sizes: [Int]) {
    self.tensor = tensor
    var strides: [Int: Int] = [:]
    var indices: [Int] = []
    for (axis, index) in axes.enumerated() {
      if strides[index] == nil { indices.append(index) }
      strides[index, default: 0] += tensor.shape[axis] == 1 ? 0 : tensor.strides[axis]
    }
    (self.indices, self.strides) = (indices, strides)
  }

  func stride(_ index: Int) -> Int { strides[index] ?? 0 }
}
