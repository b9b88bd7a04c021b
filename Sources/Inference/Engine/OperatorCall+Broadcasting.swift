// Checks of operators whose inputs broadcast one way only, or not at all.

internal import ONNXModel

extension OperatorCall {
  /// - Throws: S002 when an input does not broadcast to another's shape as it is (ONNX, unidirectional broadcasting).
  func requireBroadcast(_ number: Int, to target: Int) throws(InferenceProblem) {
    guard let shape = shape(target) else { return }
    try requireBroadcast(number, toShape: shape, of: describeInput(target), inputs: [number, target])
  }

  /// - Parameter description: says in the message what the shape is of.
  func requireBroadcast(
    _ number: Int, toShape target: [Size], of description: @autoclosure () -> String, inputs: [Int]
  ) throws(InferenceProblem) {
    guard let shape = shape(number) else { return }
    let extra = shape.count - target.count
    let fits = shape.enumerated().allSatisfy { axis, size in
      let wanted: Size = axis < extra ? 1 : target[axis - extra]
      return size == 1 || Self.mayEqual(size, wanted)
    }
    guard !fits || extra > 0 else { return }
    throw incompatible(
      "\(title): \(describeInput(number)), which does not broadcast to \(description())", inputs: inputs)
  }

  /// Sets the output's shape to what inputs of one shape say together.
  ///
  /// - Throws: S002 when two of them differ.
  func setCommonShape(_ numbers: some Collection<Int>) throws(InferenceProblem) {
    var result: [Size]?
    var first = 0
    for number in numbers {
      guard let shape = shape(number) else { continue }
      guard let before = result else {
        (result, first) = (shape, number)
        continue
      }
      guard before.count == shape.count, zip(before, shape).allSatisfy(Self.mayEqual) else {
        throw incompatible(
          "\(title) takes inputs of one shape; \(describeInput(first)), \(describeInput(number))",
          inputs: [first, number])
      }
      result = zip(before, shape).map(Self.unified)
    }
    setShape(0, result)
  }
}
