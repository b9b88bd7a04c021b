// Strings, and what is read from encoded data: StringNormalizer, StringSplit, TfIdfVectorizer, ImageDecoder.

import ONNXModel

/// Shape functions of operators on strings and encoded images.
enum TextOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("StringConcat") { call throws(InferenceProblem) in
      call.setElementType(0, .string)
      call.setShape(0, try call.broadcast([0, 1]))
    },
    OperatorInference("RegexFullMatch") { call throws(InferenceProblem) in
      call.setTensor(0, .bool, call.shape(0))
    },
    OperatorInference("StringNormalizer", infer: normalize),
    OperatorInference("StringSplit", infer: split),
    OperatorInference("TfIdfVectorizer", infer: countGrams),
    OperatorInference("ImageDecoder", infer: decodeImage),
  ]

  /// `[C]` or `[1, C]`, without the stop words (ONNX Operators, StringNormalizer-10).
  private static func normalize(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, .string)
    guard let input = call.shape(0) else { return }
    guard input.count == 1 || input.count == 2 else { throw call.wrongRank(0, "rank 1 or 2") }
    if input.count == 2 { try call.require(0, axis: 0, size: 1, "1") }
    let count = input.last ?? .unknown
    let removes = !(call.strings("stopwords") ?? []).isEmpty
    if removes { call.unknownReason = "data-dependent: StringNormalizer" }
    call.setShape(0, (input.count == 2 ? [1] : []) + [removes ? .unknown : count])
  }

  /// The input's shape with one more dimension, and how many parts each string has (ONNX Operators, StringSplit-20).
  private static func split(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .string, call.shape(0).map { $0 + [.unknown] })
    call.setTensor(1, .int64, call.shape(0))
    call.unknownReason = "data-dependent: StringSplit"
  }

  /// `[C]` gives one number for each n-gram of the pool, `[N, C]` as many for each row
  /// (ONNX Operators, TfIdfVectorizer-9).
  private static func countGrams(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, .float)
    guard let input = call.shape(0) else { return }
    guard input.count == 1 || input.count == 2 else { throw call.wrongRank(0, "rank 1 or 2") }
    guard let indexes = call.ints("ngram_indexes") else { return }
    guard let last = indexes.max(), indexes.allSatisfy({ $0 >= 0 }) else {
      throw InferenceProblem(
        "A013", "ngram_indexes \(indexes): it is not empty, and each is 0 or more", at: .attribute("ngram_indexes"))
    }
    call.setShape(0, input.dropLast() + [.known(last) + 1])
  }

  /// `[height, width, channels]` (ONNX Operators, ImageDecoder-20).
  private static func decodeImage(_ call: OperatorCall) throws(InferenceProblem) {
    let channels: Size =
      switch call.string("pixel_format") ?? "RGB" {
      case "RGB", "BGR": 3
      case "Grayscale": 1
      default: .unknown
      }
    call.setTensor(0, .uint8, [.unknown, .unknown, channels])
    call.unknownReason = "data-dependent: ImageDecoder"
    try call.requireRank(0, 1)
  }
}
