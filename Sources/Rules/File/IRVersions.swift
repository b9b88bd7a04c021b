// Which version of the format is of the time of which operator set, and what needs which version.

internal import Inference
internal import ONNXModel

enum IRVersions {
  /// The newest version that the tool knows (onnx.proto, Version).
  static let newest: Int64 = 14

  /// The operator sets of each release with the version of the format (ONNX, Versioning): newest last.
  private static let releases: [(ir: Int64, opset: Int)] = [
    (3, 8), (4, 9), (5, 10), (6, 11), (7, 14), (8, 18), (9, 20), (10, 22), (11, 23), (12, 24), (13, 27), (14, 28),
  ]

  /// The newest operator set of a version of the format.
  static func newestOpset(_ version: Int64) -> Int {
    releases.last { $0.ir <= version }?.opset ?? 8
  }

  /// The version of the format that came with an operator set.
  static func version(ofOpset opset: Int) -> Int64 {
    releases.first { $0.opset >= opset }?.ir ?? newest
  }

  /// The version in which an element type came (onnx.proto, Version).
  static func version(of type: DataType) -> Int64 {
    switch type {
    case .bfloat16: 4
    case .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz: 9
    case .uint4, .int4: 10
    case .float4e2m1: 11
    case .float8e8m0: 12
    case .uint2, .int2: 13
    case .float6e2m3, .float6e3m2: 14
    default: 1
    }
  }
}
