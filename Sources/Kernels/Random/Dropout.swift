internal import ONNXModel

/// Dropout (ONNX Operators, Dropout-22 and before).
enum DropoutKernels {
  static let rows: [KernelRow] = [
    KernelRow("Dropout") { try dropout($0) }
  ]

  private static func dropout(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let ratio = try ratio(call)
    guard try isTraining(call), ratio != 0 else {
      return [
        .tensor(data), call.outputCount > 1 ? try mask(call, data, [Bool](repeating: true, count: data.count)) : nil,
      ]
    }
    guard ratio > 0, ratio < 1 else { throw KernelError("ratio \(ratio) is not of [0, 1)") }
    var generator = MersenneTwister(call)
    var keeps = [Bool](repeating: false, count: data.count)
    for index in keeps.indices { keeps[index] = generator.uniform() >= ratio }
    let output: DenseTensor
    switch data.type {
    case .double: output = try scaled(Double.self, data, keeps, 1 / (1 - ratio), call)
    default:
      let wide = try converted(data, to: .float, call.context.memory)
      let scaled = try scaled(Float.self, wide, keeps, 1 / (1 - Float(ratio)), call)
      output = try converted(scaled, to: data.type, call.context.memory)
    }
    return [.tensor(output), call.outputCount > 1 ? try mask(call, data, keeps) : nil]
  }

  /// An attribute until it became an input in version 12.
  private static func ratio(_ call: KernelCall) throws -> Double {
    guard let input = call.version >= 12 ? try call.optionalTensor(1) : nil else {
      return Double(call.attributes.float("ratio", default: 0.5))
    }
    let wide = try converted(input, to: .double, call.context.memory)
    return try withExtendedLifetime(wide) {
      guard let ratio = try wide.elements(Double.self).first else { throw KernelError("ratio has no element") }
      return ratio
    }
  }

  /// Said by `is_test` before version 7, by an input from 12 on; between the two nodes never drop anything.
  private static func isTraining(_ call: KernelCall) throws -> Bool {
    if call.version < 7 { return !call.attributes.flag("is_test") }
    guard call.version >= 12, let input = try call.optionalTensor(2) else { return false }
    return try input.elements(Bool.self).first ?? false
  }

  private static func scaled<E: Element & BinaryFloatingPoint>(
    _: E.Type, _ data: DenseTensor, _ keeps: [Bool], _ scale: E, _ call: KernelCall
  ) throws -> DenseTensor {
    let source = try data.elements(E.self)
    let output = try call.output(E.self, data.shape)
    withExtendedLifetime(data) {
      for index in 0..<output.count { output[index] = (keeps[index] ? source[index] : 0) * scale }
    }
    return output.tensor
  }

  /// Which elements are kept: as booleans from version 10 on, before that as numbers of the data's type.
  private static func mask(_ call: KernelCall, _ data: DenseTensor, _ keeps: [Bool]) throws -> RuntimeValue {
    if call.version >= 10 { return try call.output(keeps, data.shape) }
    let output = try call.output(Float.self, data.shape)
    for index in 0..<output.count { output[index] = keeps[index] ? 1 : 0 }
    return .tensor(try converted(output.tensor, to: data.type, call.context.memory))
  }
}
