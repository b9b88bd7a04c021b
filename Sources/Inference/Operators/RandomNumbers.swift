// Operators that make random numbers: only type and shape are known.

internal import ONNXModel
internal import Operators

enum RandomOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Bernoulli", "RandomNormalLike", "RandomUniformLike", infer: like),
    OperatorInference("Multinomial", infer: multinomial),
    OperatorInference("RandomNormal", "RandomUniform", infer: shaped),
  ]

  /// Type and shape are attributes (ONNX Operators, RandomNormal-22).
  private static func shaped(_ call: OperatorCall) throws(InferenceProblem) {
    let shape = call.ints("shape")
    if let shape, shape.allSatisfy({ $0 >= 0 }) { call.setShape(0, shape.map(Size.known)) }
    call.setElementType(0, try type(call) ?? .float)
    if let shape, let negative = shape.first(where: { $0 < 0 }) {
      throw InferenceProblem("A013", "\(call.title).shape has a negative size \(negative)", at: .attribute("shape"))
    }
  }

  /// The shape is the input's, and so is the type unless an attribute says another (ONNX Operators, Bernoulli-22).
  private static func like(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    call.setElementType(0, try type(call) ?? call.elementType(0))
  }

  /// Each row of the input gives the odds of a row of samples (ONNX Operators, Multinomial-22).
  private static func multinomial(_ call: OperatorCall) throws(InferenceProblem) {
    let samples = call.int("sample_size", default: 1)
    call.setTensor(0, try type(call) ?? .int32, [.unknown, samples < 0 ? .unknown : .known(samples)])
    try call.requireRank(0, 2)
    if let shape = call.shape(0), samples >= 0 { call.setShape(0, [shape[0], .known(samples)]) }
    guard samples >= 0 else {
      throw InferenceProblem("A013", "\(call.title).sample_size is \(samples)", at: .attribute("sample_size"))
    }
  }

  /// The attribute `dtype`; nil when it is absent.
  ///
  /// - Throws: A013 when the operator makes no such type.
  private static func type(_ call: OperatorCall) throws(InferenceProblem) -> DataType? {
    guard let number = call.int("dtype") else { return nil }
    guard let type = Int32(exactly: number).flatMap(DataType.init(rawValue:)) else {
      throw InferenceProblem(
        "A013", "\(call.title).dtype is \(number): there is no such element type", at: .attribute("dtype"))
    }
    if let allowed = call.operation.schema?.formalOutput(0)?.allowed, !allowed.isEmpty,
      !allowed.contains(.tensor(type))
    {
      throw InferenceProblem(
        "A013", "\(call.title) makes \(allowed.description), not \(type.name)", at: .attribute("dtype"))
    }
    return type
  }
}
