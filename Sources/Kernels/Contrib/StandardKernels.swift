internal import ONNXModel

/// The kernels of ONNX's own operators, for operators that are made of them.
enum StandardKernels {
  private static let table = KernelTable()

  /// Runs an operator of ONNX's own domain on other inputs.
  ///
  /// - Parameters:
  ///   - version: of the domain.
  ///   - call: whose memory and threads are used.
  /// - Throws: `KernelError` where there is no such kernel, and what the kernel throws.
  static func run(
    _ name: String, _ version: Int, _ inputs: [DenseTensor?], _ attributes: KernelAttributes = KernelAttributes(),
    in call: KernelCall, outputCount: Int = 1
  ) throws -> [RuntimeValue?] {
    guard let kernel = table.kernel(name, domain: "", version: version) else {
      throw KernelError("\(call.name) needs \(name), which has no kernel")
    }
    let inner = KernelCall(
      name: name, version: version, attributes: attributes, inputs: inputs.map { $0.map { .tensor($0) } },
      outputCount: outputCount, context: call.context)
    return try withExtendedLifetime(inner) { try kernel(inner) }
  }

  /// The only output of an operator of ONNX's own domain.
  static func tensor(
    _ name: String, _ version: Int, _ inputs: [DenseTensor?], _ attributes: KernelAttributes = KernelAttributes(),
    in call: KernelCall
  ) throws -> DenseTensor {
    guard let value = try run(name, version, inputs, attributes, in: call).first ?? nil else {
      throw KernelError("\(name) gave no output")
    }
    return try value.tensor()
  }

  /// A kernel that is an operator of ONNX's own domain in one of its versions.
  static func alias(_ name: String, _ version: Int) -> Kernel {
    { call in
      let inputs = try call.inputs.indices.map { try call.optionalTensor($0) }
      return try run(name, version, inputs, call.attributes, in: call, outputCount: call.outputCount)
    }
  }
}

extension KernelCall {
  /// A tensor with its axes in another order.
  func transposed(_ tensor: DenseTensor, _ order: [Int]) throws -> DenseTensor {
    try StandardKernels.tensor("Transpose", 13, [tensor], KernelAttributes(["perm": .ints(order)]), in: self)
  }

  /// A tensor with its last two axes exchanged.
  func transposed(_ tensor: DenseTensor) throws -> DenseTensor {
    guard tensor.rank >= 2 else { throw KernelError("a tensor of rank \(tensor.rank) is no matrix") }
    return try transposed(tensor, Array(0..<tensor.rank - 2) + [tensor.rank - 1, tensor.rank - 2])
  }

  /// The sum of two tensors that broadcast.
  func sum(_ first: DenseTensor, _ second: DenseTensor) throws -> DenseTensor {
    try StandardKernels.tensor("Add", 14, [first, second], in: self)
  }
}
