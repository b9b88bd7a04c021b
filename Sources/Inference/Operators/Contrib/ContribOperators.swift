// Operators of ONNX Runtime's own domain that keep a shape, or work like a standard operator.

import ONNXModel

/// Shape functions of simple operators in com.microsoft.
enum ContribOperators {
  static let microsoft = "com.microsoft"

  static let rows: [OperatorInference] = alike + broadcasting + others

  private static func row(
    _ name: String, _ infer: @escaping ShapeFunction
  ) -> OperatorInference { OperatorInference(name, domain: microsoft, infer: infer) }

  // MARK: Outputs like an input

  /// Outputs that have the shape of an input: by operator, for each output the number of the input.
  private static let alike: [OperatorInference] = [
    ("BiasAdd", [0]), ("BiasDropout", [0, 0]), ("BiasGelu", [0]), ("BiasSoftmax", [0]), ("BitmaskDropout", [0]),
    ("BitmaskBiasDropout", [0]), ("DequantizeLinear", [0]), ("DequantizeWithOrder", [0]), ("FastGelu", [0]),
    ("GatedAdd", [0]), ("GatedRMSNorm", [0]), ("Gelu", [0]), ("GemmaRotaryEmbedding", [1, 3]), ("GroupNorm", [0]),
    ("MRotaryEmbedding", [0]), ("MoE", [0]), ("NGramRepeatBlock", [1]),
    ("QLinearLeakyRelu", [0]), ("QLinearSigmoid", [0]), ("QLinearSoftmax", [0]), ("QMoE", [0]), ("QOrderedGelu", [0]),
    ("QOrderedLayerNormalization", [0]), ("QuantizeWithOrder", [0]), ("QuickGelu", [0]), ("RotaryEmbedding", [0]),
    ("SampleOp", [0]), ("ScaledSiLU", [0]), ("SkipGroupNorm", [0, 0]),
  ].map { (name: String, inputs: [Int]) in
    row(name) { call throws(InferenceProblem) in
      for (output, input) in inputs.enumerated() { call.setShape(output, call.shape(input)) }
    }
  }

  // MARK: Operands that broadcast

  /// The operands among the inputs.
  private static let broadcasting: [OperatorInference] = [
    ("ComplexMul", [0, 1]), ("ComplexMulConj", [0, 1]), ("MulInteger", [0, 2]), ("QLinearAdd", [0, 3]),
    ("QLinearMul", [0, 3]), ("QLinearWhere", [0, 1, 4]),
  ].map { (name: String, inputs: [Int]) in
    row(name) { call throws(InferenceProblem) in call.setShape(0, try call.broadcast(inputs)) }
  }

  // MARK: Others

  private static let others: [OperatorInference] = [
    row("BiasSplitGelu", halves),
    row("CropAndResize", cropAndResize),
    row("ExpandDims", expandDims),
    row("GatherND", standard("GatherND")),
    row("Inverse", inverse),
    row("IsAllFinite") { call throws(InferenceProblem) in call.setShape(0, []) },
    row("MaxpoolWithMask", standard("MaxPool")),
    row("MurmurHash3") { call throws(InferenceProblem) in
      call.setTensor(0, call.int("positive", default: 1) != 0 ? .uint32 : .int32, call.shape(0))
    },
    row("Pad", pad),
    row("QuantizeLinear") { call throws(InferenceProblem) in
      call.setTensor(0, call.elementType(2) ?? .uint8, call.shape(0))
    },
    row("Range", range),
    row("Tokenizer", tokenize),
    row("TorchEmbedding", embed),
    row("Trilu", trilu),
    row("UnfoldTensor", unfold),
    row("WordConvEmbedding", wordConvolution),
    row("SwiGLU", swiGLU),
    OperatorInference("SimplifiedLayerNormalization", infer: simplifiedLayerNormalization),
  ]

  /// A standard operator's function, for an operator that differs in nothing that shapes depend on.
  static func standard(_ name: String) -> ShapeFunction {
    { call throws(InferenceProblem) in try ShapeFunctions.all.find(name, domain: "")?(call) }
  }

  /// Half of the last dimension (com.microsoft, BiasSplitGelu-1).
  private static func halves(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard var shape = call.shape(0), let last = shape.last else { return }
    shape[shape.count - 1] = last / 2
    call.setShape(0, shape)
  }

  /// Gate and up apart, or the halves of one input (com.microsoft, SwiGLU-1).
  private static func swiGLU(_ call: OperatorCall) throws(InferenceProblem) {
    if call.hasInput(1) { return call.setShape(0, call.shape(0)) }
    try halves(call)
  }

  /// A crop of each region, of the size in the last input (com.microsoft, CropAndResize-1).
  private static func cropAndResize(_ call: OperatorCall) throws(InferenceProblem) {
    var sizes = SharedSizes()
    try sizes.match(call, 0, "N", "C", "H", "W")
    try sizes.match(call, 1, "regions", "4")
    try sizes.match(call, 2, "regions")
    try sizes.match(call, 3, "2")
    let crop = call.sizes(3) ?? []
    let size = { crop.count == 2 ? crop[$0] : Size.unknown }
    call.setShape(0, [sizes["regions"], sizes["C"], size(0), size(1)])
  }

  /// A dimension of 1 at a place (com.microsoft, ExpandDims-1).
  private static func expandDims(_ call: OperatorCall) throws(InferenceProblem) {
    guard var shape = call.shape(0) else { return }
    guard let axis = call.integer(1) else {
      return call.setShape(0, Array(repeating: .unknown, count: shape.count + 1))
    }
    shape.insert(1, at: try call.axis(axis, rank: shape.count + 1, at: .input(1)))
    call.setShape(0, shape)
  }

  /// Of the matrices in the last two dimensions (com.microsoft, Inverse-1).
  private static func inverse(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    call.setShape(0, call.shape(0))
    guard let shape = call.shape(0) else { return }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    if !OperatorCall.mayEqual(rows, columns) {
      throw call.incompatible("Inverse takes square matrices; \(call.describeInput(0))", inputs: [0])
    }
  }

  /// `pads` is a list of numbers before and behind each axis, or a matrix of one row (com.microsoft, Pad-1).
  private static func pad(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(repeating: .unknown, count: shape.count))
    if let rank = call.rank(1), rank != 1, rank != 2 { throw call.wrongRank(1, "rank 1 or 2") }
    guard let pads = call.sizes(1) else { return }
    guard pads.count == 2 * shape.count else {
      throw InferenceProblem(
        "S016", "Pad: \(pads.count) pads for rank \(shape.count): there are 2 for each axis", at: .input(1))
    }
    call.setShape(0, shape.indices.map { shape[$0] + pads[$0] + pads[$0 + shape.count] })
  }

  /// As the standard operator, with a delta of 1 by default (com.microsoft, Range-1).
  private static func range(_ call: OperatorCall) throws(InferenceProblem) {
    if call.hasInput(2) { return try standard("Range")(call) }
    call.setShape(0, [.unknown])
    guard let start = call.sizes(0)?.first, let limit = call.sizes(1)?.first else { return }
    call.setShape(0, [.maximum(limit - start, 0)])
  }

  /// As many tokens for each string as the longest has, which depends on data (com.microsoft, Tokenizer-1).
  private static func tokenize(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    guard shape.count == 1 || shape.count == 2 else { throw call.wrongRank(0, "rank 1 or 2") }
    call.setShape(0, shape + [.unknown])
    call.unknownReason = "data-dependent: Tokenizer"
  }

  /// A row of the weight for each index (com.microsoft, TorchEmbedding-1).
  private static func embed(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 2)
    guard let indices = call.shape(1) else { return }
    call.setShape(0, indices + [call.shape(0)?[1] ?? .unknown])
  }

  /// A triangle of each matrix (com.microsoft, Trilu-1).
  private static func trilu(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    call.setShape(0, call.shape(0))
  }

  /// Slices of an axis, each at the end as a dimension (com.microsoft, UnfoldTensor-1).
  private static func unfold(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard var shape = call.shape(0), let size = call.int("size") else { return }
    let step = call.int("step", default: 1)
    guard size > 0, step > 0 else {
      throw InferenceProblem("A013", "UnfoldTensor: size \(size), step \(step): both are positive")
    }
    let axis = try call.axis(
      call.int("dim", default: -1), rank: shape.count, at: call.has("dim") ? .attribute("dim") : .input(0))
    if let length = shape[axis].number, length < size {
      throw InferenceProblem("S020", "UnfoldTensor: size \(size), axis \(axis) has \(length)", at: .input(0))
    }
    shape[axis] = (shape[axis] - .known(size)) / .known(step) + 1
    call.setShape(0, shape + [.known(size)])
  }

  /// One number for each filter and word (com.microsoft, WordConvEmbedding-1).
  private static func wordConvolution(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(1, atLeast: 1)
    guard let words = call.shape(0), words.count == 2 else { return }
    call.setShape(0, [words[0], call.shape(1)?[0] ?? .unknown])
  }

  /// A normalisation without a mean, in the default domain of ONNX Runtime only (SimplifiedLayerNormalization-1).
  private static func simplifiedLayerNormalization(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, call.elementType(1) ?? call.elementType(0), call.shape(0))
    call.setElementType(1, .float)
    guard let shape = call.shape(0) else { return }
    let axis = try call.axis(
      call.int("axis", default: -1), rank: shape.count, at: call.has("axis") ? .attribute("axis") : .input(0))
    call.setShape(1, shape.enumerated().map { $0.offset < axis ? $0.element : 1 })
  }
}
