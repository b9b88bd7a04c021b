internal import ONNXModel

/// The type of an output of a call; nil where it is the first input's.
typealias OutputType = @Sendable (_ call: KernelCall, _ output: Int) throws -> DataType?

/// A kernel for any mix of float types, made from one whose float inputs are all of one type: double where the first
/// input is, else float. Outputs of that type become the first input's again, or what `outputType` says.
func inReals(outputType: @escaping OutputType = { _, _ in nil }, _ kernel: @escaping Kernel) -> Kernel {
  { call in
    let type = try call.tensor(0).type
    guard type.isReal else { throw KernelError("\(call.name) takes floats, and tensor(\(type.name)) has none") }
    let computed: DataType = type == .double ? .double : .float
    let memory = call.context.memory
    let inputs = try call.inputs.map { input -> RuntimeValue? in
      guard let tensor = try input?.tensor() else { return nil }
      return .tensor(tensor.type.isReal ? try converted(tensor, to: computed, memory) : tensor)
    }
    return try withExtendedLifetime(inputs) {
      try kernel(call.with(inputs: inputs)).enumerated().map { place, output -> RuntimeValue? in
        guard let output, place < call.outputCount else { return nil }
        let tensor = try output.tensor()
        guard tensor.type == computed else { return output }
        return .tensor(try converted(tensor, to: try outputType(call, place) ?? type, memory))
      }
    }
  }
}

extension DataType {
  /// Whether it is a float of 16 bits or more.
  var isReal: Bool { [.float16, .bfloat16, .float, .double].contains(self) }
}
