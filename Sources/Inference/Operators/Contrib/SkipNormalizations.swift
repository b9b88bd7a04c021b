// Normalisations of a sum: SkipLayerNormalization and its kin; dropouts with packed masks.

import ONNXModel

/// Shape functions of SkipLayerNormalization and SkipSimplifiedLayerNormalization.
enum SkipNormalizationOperators {
  static let rows: [OperatorInference] = [
    OperatorInference(
      "SkipLayerNormalization", "SkipSimplifiedLayerNormalization", domain: ContribOperators.microsoft, infer: infer),
    OperatorInference("RemovePadding", domain: ContribOperators.microsoft, infer: removePadding),
  ]

  /// Output and sum have the input's shape, mean and deviation a last dimension of 1 (com.microsoft,
  /// SkipLayerNormalization-1).
  private static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(1, .float)
    call.setElementType(2, .float)
    guard let shape = call.shape(0) else { return }
    for output in [0, 3] { call.setShape(output, shape) }
    for output in [1, 2] { call.setShape(output, shape.dropLast() + (shape.isEmpty ? [] : [1])) }
    guard shape.count == 2 || shape.count == 3 else { throw call.wrongRank(0, "rank 2 or 3") }
    let width = shape[shape.count - 1]
    let vectors = call.operation.name == "SkipLayerNormalization" ? [2, 3, 4] : [2, 3]
    for number in vectors {
      try call.requireRank(number, 1)
      guard let size = call.shape(number)?[0], !OperatorCall.mayEqual(size, width) else { continue }
      throw call.incompatible(
        "\(call.operation.name): the last dimension is \(width), but \(call.describeInput(number))",
        inputs: [0, number], at: .input(number))
    }
  }

  /// The tokens of all sequences behind each other (com.microsoft, RemovePadding-1).
  private static func removePadding(_ call: OperatorCall) throws(InferenceProblem) {
    call.unknownReason = "data-dependent: RemovePadding"
    var sizes = SharedSizes()
    try sizes.match(call, 0, "B", "S", "H")
    call.setShape(0, [.unknown, sizes["H"]])
    call.setShape(1, [sizes["B"], sizes["S"]])
    call.setShape(2, [sizes["B"] + 1])
    call.setShape(3, [1])
  }
}
