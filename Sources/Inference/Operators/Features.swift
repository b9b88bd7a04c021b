// Preparation of features in ai.onnx.ml: scaling, encoding, choosing, maps.

import ONNXModel

/// Shape functions of operators that prepare features.
enum FeatureOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Binarizer", "Imputer", domain: domain) { call throws(InferenceProblem) in
      call.setTensor(0, call.elementType(0), call.shape(0))
    },
    OperatorInference("Normalizer", "Scaler", domain: domain) { call throws(InferenceProblem) in
      call.setTensor(0, .float, call.shape(0))
    },
    OperatorInference("ArrayFeatureExtractor", domain: domain, infer: extract),
    OperatorInference("FeatureVectorizer", domain: domain, infer: concatenate),
    OperatorInference("OneHotEncoder", domain: domain, infer: oneHot),
    OperatorInference("CastMap", domain: domain, infer: castMap),
    OperatorInference("DictVectorizer", domain: domain, infer: dictionary),
    OperatorInference("ZipMap", domain: domain, infer: zip),
  ]

  private static let domain = ClassifierOperators.domain

  /// The last dimension becomes the number of indices; `[C]` counts as one row
  /// (ONNX Operators, ai.onnx.ml ArrayFeatureExtractor-1).
  private static func extract(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard let input = call.shape(0) else { return }
    let count = call.shape(1).map(Size.product) ?? .unknown
    call.setShape(0, (input.count == 1 ? [1] : input.dropLast()) + [count])
  }

  /// `[N, sum of inputdimensions]` (ONNX Operators, ai.onnx.ml FeatureVectorizer-1).
  private static func concatenate(_ call: OperatorCall) throws(InferenceProblem) {
    var rows: Size = .unknown
    if let first = call.shape(0) { rows = first.count <= 1 ? 1 : first[0] }
    let width = call.ints("inputdimensions").map { Size.sum($0.map(Size.known)) } ?? .unknown
    call.setTensor(0, .float, [rows, width])
  }

  /// One more dimension: a number for each category (ONNX Operators, ai.onnx.ml OneHotEncoder-1).
  private static func oneHot(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, .float)
    let (integers, strings) = (call.ints("cats_int64s"), call.strings("cats_strings"))
    guard call.has("cats_int64s") != call.has("cats_strings") else {
      throw InferenceProblem(
        "A011", call.has("cats_strings") ? "cats_int64s and cats_strings are both given" : "no categories are given")
    }
    let count = max(integers?.count ?? 0, strings?.count ?? 0)
    call.setShape(0, call.shape(0).map { $0 + [.known(Int64(count))] })
  }

  private static let casts: [String: DataType] = ["TO_FLOAT": .float, "TO_STRING": .string, "TO_INT64": .int64]

  /// One row: as many numbers as the map has, or `max_map` in sparse form (ONNX Operators, ai.onnx.ml CastMap-1).
  private static func castMap(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, casts[call.string("cast_to") ?? "TO_FLOAT"])
    let isSparse = call.string("map_form") == "SPARSE"
    if !isSparse { call.unknownReason = "data-dependent: CastMap" }
    call.setShape(0, [1, isSparse ? .known(call.int("max_map", default: 1)) : .unknown])
  }

  /// The values of a map in the order of a vocabulary (ONNX Operators, ai.onnx.ml DictVectorizer-1); the definition
  /// says one dimension, ONNX Runtime gives two: the rank stays open.
  private static func dictionary(_ call: OperatorCall) throws(InferenceProblem) {
    guard case .map(_, let value?) = call.type(0) else { return }
    call.setElementType(0, value.elementType)
  }

  /// A map from label to score for each row (ONNX Operators, ai.onnx.ml ZipMap-1).
  private static func zip(_ call: OperatorCall) throws(InferenceProblem) {
    let hasStrings = !(call.strings("classlabels_strings") ?? []).isEmpty
    let hasIntegers = !(call.ints("classlabels_int64s") ?? []).isEmpty
    let key: DataType? = hasIntegers ? .int64 : hasStrings ? .string : nil
    call.setType(0, .sequence(.map(key: key, value: .tensor(.float, []))))
    if let rank = call.rank(0), rank != 1, rank != 2 { throw call.wrongRank(0, "rank 1 or 2") }
  }
}
