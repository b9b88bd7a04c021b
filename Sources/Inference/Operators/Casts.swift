// Operators that change the element type: Cast, CastLike, BitCast.

internal import ONNXModel
internal import Operators

enum CastOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("BitCast", infer: bitCast),
    OperatorInference("Cast", infer: cast),
    OperatorInference("CastLike", infer: castLike),
  ]

  private static func cast(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let target = try target(call) else { return }
    convert(call, to: target)
  }

  /// The type is the second input's (ONNX Operators, CastLike-15).
  private static func castLike(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let target = call.elementType(1) else { return }
    convert(call, to: target)
  }

  private static func convert(_ call: OperatorCall, to target: DataType) {
    call.setElementType(0, target)
    guard let value = call.operands([0])?[0] else { return }
    call.setKnown(0, value.map(target) { $0.converted(from: value.elementType, to: target) })
  }

  /// The same bits in another type of the same width (ONNX Operators, BitCast-26).
  private static func bitCast(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let target = try target(call) else { return }
    call.setElementType(0, target)
    if let source = call.elementType(0), let from = source.bitWidth, let to = target.bitWidth, from != to {
      throw InferenceProblem(
        "T007",
        "\(call.title) keeps the bits: \(call.describeInput(0)) has \(from) bits an element, "
          + "\(target.name) has \(to)", at: .attribute("to"))
    }
  }

  /// The attribute `to`: a number, in Cast-1 a name; nil when it is absent.
  ///
  /// - Throws: T007 when it is no element type that the version makes.
  private static func target(_ call: OperatorCall) throws(InferenceProblem) -> DataType? {
    guard let attribute = call.attribute("to") else { return nil }
    let (type, written): (DataType?, String)
    if let number = attribute.i {
      type = Int32(exactly: number).flatMap(DataType.init(rawValue:))
      written = "\(number)"
    } else if call.version < 6, let name = call.string("to") {
      type = Array(name.lowercased().utf8).withUnsafeBufferPointer { DataType(name: $0) }
      written = "\"\(name)\""
    } else {
      return nil
    }
    guard let type else {
      throw InferenceProblem("T007", "\(call.title) to \(written): there is no such element type", at: .attribute("to"))
    }
    if let allowed = call.operation.schema?.formalOutput(0)?.allowed, !allowed.isEmpty,
      !allowed.contains(.tensor(type))
    {
      throw InferenceProblem(
        "T007", "\(call.title) makes \(allowed.description), not \(type.name)", at: .attribute("to"))
    }
    return type
  }
}
