internal import ONNXModel

/// Operators that choose features and put them side by side.
enum FeatureSelectionKernels {
  static let rows: [KernelRow] = [
    KernelRow("ArrayFeatureExtractor", domain: "ai.onnx.ml", extractFeatures),
    KernelRow("FeatureVectorizer", domain: "ai.onnx.ml", vectorizeFeatures),
  ]

  /// ONNX Operators, ai.onnx.ml.ArrayFeatureExtractor-1: columns of the last axis, by index; a vector is one row.
  @Sendable
  static func extractFeatures(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let indices = try call.tensor(1).integers()
    guard let features = data.shape.last else { throw KernelError("a scalar has no features") }
    for index in indices where index < 0 || index >= features {
      throw KernelError("there is no feature \(index) of \(features)")
    }
    let shape = (data.rank == 1 ? [1] : Array(data.shape.dropLast())) + [indices.count]
    if data.type == .string {
      let starts = stride(from: 0, to: data.count, by: max(1, features))
      let chosen = starts.flatMap { start in indices.map { data.strings[start + $0] } }
      return [.tensor(DenseTensor(shape, strings: chosen))]
    }
    switch data.type.memoryWidth {
    case 4 where data.type == .float: return [try columns(Float.self, data, indices, shape, call)]
    case 4 where data.type == .int32: return [try columns(Int32.self, data, indices, shape, call)]
    case 8 where data.type == .double: return [try columns(Double.self, data, indices, shape, call)]
    case 8 where data.type == .int64: return [try columns(Int64.self, data, indices, shape, call)]
    default: throw KernelError("features are not taken of tensor(\(data.type.name))")
    }
  }

  private static func columns<E: Element>(
    _: E.Type, _ data: DenseTensor, _ indices: [Int], _ shape: [Int], _ call: KernelCall
  ) throws -> RuntimeValue {
    let source = try data.elements(E.self)
    let new = try call.output(E.self, shape)
    let features = data.shape.last ?? 0
    guard features > 0, !indices.isEmpty else { return new.value }
    for row in 0..<source.count / features {
      for (place, index) in indices.enumerated() {
        new[row * indices.count + place] = source[row * features + index]
      }
    }
    return new.value
  }

  /// ONNX Operators, ai.onnx.ml.FeatureVectorizer-1: inputs `[N, C]` side by side as float, each cut or filled with
  /// 0 to its `inputdimensions`.
  @Sendable
  static func vectorizeFeatures(_ call: KernelCall) throws -> [RuntimeValue?] {
    let parts = try call.inputs.indices.map { try FeatureRows(flattened(call.tensor($0))) }
    let widths = call.attributes.ints("inputdimensions") ?? parts.map(\.featureCount)
    guard widths.count == parts.count, widths.allSatisfy({ $0 >= 0 }) else {
      throw KernelError("\(widths.count) inputdimensions are not one for each of \(parts.count) inputs")
    }
    let rows = parts.first?.rowCount ?? 0
    guard parts.allSatisfy({ $0.rowCount == rows }) else { throw KernelError("the inputs differ in their rows") }
    var width = 0
    for other in widths {
      let (sum, overflow) = width.addingReportingOverflow(other)
      guard !overflow else { throw KernelError("the inputdimensions are too large") }
      width = sum
    }
    let new = try call.output(Float.self, [rows, width])
    new.elements.update(repeating: 0)
    var first = 0
    for (part, partWidth) in zip(parts, widths) {
      for row in 0..<rows {
        for column in 0..<min(partWidth, part.featureCount) {
          new[row * width + first + column] = part.values[row * part.featureCount + column]
        }
      }
      first += partWidth
    }
    return [new.value]
  }

  /// With all axes but the first as one.
  private static func flattened(_ tensor: DenseTensor) -> DenseTensor {
    tensor.rank < 3 ? tensor : tensor.reshaped([tensor.shape[0], tensor.shape.dropFirst().reduce(1, *)])
  }
}
