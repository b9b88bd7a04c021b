internal import Glibc
internal import ONNXModel

/// Products and convolutions with what ONNX Runtime fuses into them (ONNX Runtime, contrib operators FusedMatMul,
/// FusedGemm, FusedConv).
enum FusedProductKernels {
  static let rows = [
    KernelRow("FusedMatMul", domain: "com.microsoft", computedInFloat(fusedMatMul)),
    KernelRow("TransposeMatMul", domain: "com.microsoft", computedInFloat(fusedMatMul)),
    KernelRow("FusedMatMulActivation", domain: "com.microsoft", computedInFloat(fusedMatMul)),
    KernelRow("FusedGemm", domain: "com.microsoft", computedInFloat(fusedGemm)),
    KernelRow("FusedConv", domain: "com.microsoft", computedInFloat(fusedConv)),
  ]

  @Sendable
  private static func fusedMatMul(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (a, b) = (try call.tensor(0), try call.tensor(1))
    var (left, right) = (try MatrixLayout(left: a.shape), try MatrixLayout(right: b.shape))
    if call.attributes.flag("transBatchA") { left.moveFirstAxisToRows() }
    if call.attributes.flag("transBatchB") { right.moveFirstAxisToRows() }
    // A vector stays as it is.
    if call.attributes.flag("transA"), a.rank > 1 { left.transpose() }
    if call.attributes.flag("transB"), b.rank > 1 { right.transpose() }
    let stacks = try MatrixStacks(left, right)
    let alpha = call.attributes.float("alpha", default: 1)
    guard a.type == .float else {
      return [try matrixProduct(Double.self, a, b, call.context, stacks, alpha: alpha)]
    }
    return [try activated(matrixProduct(Float.self, a, b, call.context, stacks, alpha: alpha), call)]
  }

  @Sendable
  private static func fusedGemm(_ call: KernelCall) throws -> [RuntimeValue?] {
    try GemmKernels.gemm(call).map { try activated($0, call) }
  }

  @Sendable
  private static func fusedConv(_ call: KernelCall) throws -> [RuntimeValue?] {
    let result = try ConvolutionKernels.conv(call)
    guard let addend = try call.optionalTensor(3) else { return try result.map { try activated($0, call) } }
    return try result.map { value in
      guard let tensor = try value?.tensor() else { return nil }
      guard tensor.shape == addend.shape else {
        throw KernelError("a tensor of shape \(addend.shape) is not added to a result of shape \(tensor.shape)")
      }
      let (terms, others) = (try tensor.elements(Float.self), try addend.elements(Float.self))
      let new = try call.output(Float.self, tensor.shape)
      withExtendedLifetime(tensor) {
        for index in 0..<terms.count { new[index] = terms[index] + others[index] }
      }
      return try activated(new.value, call)
    }
  }

  // MARK: - Activation

  /// The value with the function that `activation` names, with the numbers of `activation_params`, or of
  /// `activation_alpha`, `activation_beta`.
  private static func activated(_ value: RuntimeValue?, _ call: KernelCall) throws -> RuntimeValue? {
    guard let value, let name = call.attributes.string("activation"), !name.isEmpty else { return value }
    let params = call.attributes.floats("activation_params") ?? []
    func number(_ index: Int, _ attribute: String, _ other: Float) -> Float {
      index < params.count ? params[index] : call.attributes.float(attribute, default: other)
    }
    func apply(_ function: (Float) -> Float) throws -> RuntimeValue {
      let tensor = try value.tensor()
      let source = try tensor.elements(Float.self)
      let new = try call.output(Float.self, tensor.shape)
      withExtendedLifetime(tensor) {
        for index in 0..<source.count { new[index] = function(source[index]) }
      }
      return new.value
    }
    switch name {
    case "Relu": return try apply { $0 < 0 ? 0 : $0 }
    case "Tanh": return try apply { tanhf($0) }
    case "Sigmoid": return try apply { 1 / (1 + expf(-$0)) }
    case "LeakyRelu":
      let slope = number(0, "activation_alpha", 0.01)
      return try apply { $0 < 0 ? slope * $0 : $0 }
    case "HardSigmoid":
      let (slope, offset) = (number(0, "activation_alpha", 0.2), number(1, "activation_beta", 0.5))
      return try apply { min(1, max(0, slope * $0 + offset)) }
    case "Clip":
      let low = number(0, "activation_alpha", -.greatestFiniteMagnitude)
      let high = number(1, "activation_beta", .greatestFiniteMagnitude)
      return try apply { $0 < low ? low : $0 > high ? high : $0 }
    default: throw KernelError("activation = \"\(name)\" is no function that is fused")
    }
  }
}
