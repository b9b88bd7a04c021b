// Operators that turn a tensor's shape into data: Shape, Size.

internal import ONNXModel

/// Shape functions of Shape and Size.
enum ShapeOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Shape", infer: shape),
    OperatorInference("Size", infer: size),
  ]

  /// The sizes of the dimensions from `start` up to `end` (ONNX Operators, Shape-15; all of them before).
  static func shape(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .int64, [.unknown])
    guard let shape = call.shape(0) else { return }
    let rank = Int64(shape.count)
    let clamp = { (place: Int64) in Int(min(max(place < 0 ? place + rank : place, 0), rank)) }
    let (start, end) = (clamp(call.int("start", default: 0)), clamp(call.int("end", default: rank)))
    call.setValue(0, KnownTensor(sizes: start < end ? Array(shape[start..<end]) : []))
  }

  /// The number of elements (ONNX Operators, Size-1).
  static func size(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .int64, [])
    guard let shape = call.shape(0) else { return }
    call.setKnown(0, KnownTensor(scalar: .size(.product(shape)), .int64))
  }
}
