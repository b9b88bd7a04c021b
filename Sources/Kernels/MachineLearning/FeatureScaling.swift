internal import ONNXModel

/// Operators that change each feature by itself: thresholds, scales, norms, missing values.
enum FeatureScalingKernels {
  static let rows: [KernelRow] = [
    KernelRow("Binarizer", domain: "ai.onnx.ml", binarize),
    KernelRow("Scaler", domain: "ai.onnx.ml", scale),
    KernelRow("Normalizer", domain: "ai.onnx.ml", normalize),
    KernelRow("Imputer", domain: "ai.onnx.ml", impute),
  ]

  /// ONNX Operators, ai.onnx.ml.Binarizer-1: 1 above the threshold, 0 elsewhere.
  @Sendable
  static func binarize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let threshold = call.attributes.float("threshold", default: 0)
    switch data.type {
    case .float: return [try map(Float.self, data, call) { $0 > threshold ? 1 : 0 }]
    case .double: return [try map(Double.self, data, call) { $0 > Double(threshold) ? 1 : 0 }]
    case .int64: return [try map(Int64.self, data, call) { Float($0) > threshold ? 1 : 0 }]
    case .int32: return [try map(Int32.self, data, call) { Float($0) > threshold ? 1 : 0 }]
    default: throw KernelError("Binarizer takes no tensor(\(data.type.name))")
    }
  }

  @inline(__always)
  private static func map<E: Element>(
    _: E.Type, _ data: DenseTensor, _ call: KernelCall, _ function: (E) -> E
  ) throws -> RuntimeValue {
    let source = try data.elements(E.self)
    let new = try call.output(E.self, data.shape)
    for index in 0..<source.count { new[index] = function(source[index]) }
    return new.value
  }

  /// ONNX Operators, ai.onnx.ml.Scaler-1: `(x - offset) * scale`, one of each for all features or one a feature.
  @Sendable
  static func scale(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let features = data.shape.last ?? 1
    let offset = try perFeature(call.attributes.floats("offset") ?? [0], features, "offset")
    let scale = try perFeature(call.attributes.floats("scale") ?? [1], features, "scale")
    let values = try data.floatArray()
    let new = try call.output(Float.self, data.shape)
    for row in stride(from: 0, to: values.count, by: max(1, features)) {
      for feature in 0..<features {
        new[row + feature] = (values[row + feature] - offset[feature]) * scale[feature]
      }
    }
    return [new.value]
  }

  /// One value for each feature, for one that counts for all.
  private static func perFeature<Value>(_ values: [Value], _ features: Int, _ name: String) throws -> [Value] {
    if values.count == features { return values }
    guard values.count == 1 else {
      throw KernelError("\(name) has \(values.count) values, not one for all or one for each of \(features) features")
    }
    return Array(repeating: values[0], count: features)
  }

  /// ONNX Operators, ai.onnx.ml.Normalizer-1: rows divided by their maximum, sum of magnitudes, or length; rows where
  /// that is 0 stay.
  @Sendable
  static func normalize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let features = data.shape.last ?? 1
    let norm = call.attributes.string("norm", default: "MAX")
    guard ["MAX", "L1", "L2"].contains(norm) else { throw KernelError("there is no norm \(norm)") }
    let values = try data.floatArray()
    let new = try call.output(Float.self, data.shape)
    for start in stride(from: 0, to: values.count, by: max(1, features)) {
      let row = values[start..<start + features]
      let divisor: Float =
        switch norm {
        case "MAX": row.reduce(-.infinity) { max($0, $1) }
        case "L1": row.reduce(0) { $0 + abs($1) }
        default: row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
      for index in row.indices { new[index] = divisor == 0 ? row[index] : row[index] / divisor }
    }
    return [new.value]
  }

  /// ONNX Operators, ai.onnx.ml.Imputer-1: another value for a value that means a missing one.
  @Sendable
  static func impute(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let features = data.shape.last ?? 1
    switch data.type {
    case .float, .double:
      guard let imputed = call.attributes.floats("imputed_value_floats") else { throw noValues(data.type) }
      let values = try perFeature(imputed, features, "imputed_value_floats")
      let missing = call.attributes.float("replaced_value_float", default: 0)
      if data.type == .float {
        return [try replace(data, values, call) { $0 == missing || missing.isNaN && $0.isNaN }]
      }
      return [try replace(data, values.map { Double($0) }, call) { $0 == Double(missing) || missing.isNaN && $0.isNaN }]
    case .int64, .int32:
      guard let imputed = call.attributes.ints("imputed_value_int64s") else { throw noValues(data.type) }
      let values = try perFeature(imputed, features, "imputed_value_int64s")
      let missing = call.attributes.int("replaced_value_int64", default: 0)
      if data.type == .int64 { return [try replace(data, values.map { Int64($0) }, call) { $0 == missing }] }
      return [try replace(data, values.map { Int32(truncatingIfNeeded: $0) }, call) { $0 == missing }]
    default: throw KernelError("Imputer takes no tensor(\(data.type.name))")
    }
  }

  private static func noValues(_ type: DataType) -> KernelError {
    KernelError("there are no imputed values for tensor(\(type.name))")
  }

  @inline(__always)
  private static func replace<E: Element>(
    _ data: DenseTensor, _ values: [E], _ call: KernelCall, _ isMissing: (E) -> Bool
  ) throws -> RuntimeValue {
    let source = try data.elements(E.self)
    let new = try call.output(E.self, data.shape)
    for row in stride(from: 0, to: source.count, by: max(1, values.count)) {
      for feature in values.indices {
        let value = source[row + feature]
        new[row + feature] = isMissing(value) ? values[feature] : value
      }
    }
    return new.value
  }
}
