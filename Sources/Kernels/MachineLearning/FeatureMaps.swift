internal import ONNXModel

/// Operators between tensors and maps.
enum FeatureMapKernels {
  static let rows: [KernelRow] = [
    KernelRow("ZipMap", domain: "ai.onnx.ml", zipMap),
    KernelRow("CastMap", domain: "ai.onnx.ml", castMap),
    KernelRow("DictVectorizer", domain: "ai.onnx.ml", vectorizeMap),
  ]

  /// ONNX Operators, ai.onnx.ml.ZipMap-1: each row `[C]` becomes a map from class to score.
  @Sendable
  static func zipMap(_ call: KernelCall) throws -> [RuntimeValue?] {
    let scores = try call.tensor(0)
    let (rows, columns) = try FeatureRows.extent(scores)
    let keys: DenseTensor
    if let labels = call.attributes.strings("classlabels_strings"), !labels.isEmpty {
      keys = DenseTensor([labels.count], strings: labels)
    } else {
      let labels = call.attributes.ints("classlabels_int64s") ?? []
      keys = try call.output(labels.map { Int64($0) }, [labels.count]).tensor()
    }
    guard keys.count == columns else { throw KernelError("\(columns) columns have \(keys.count) class labels") }
    let values = try scores.elements(Float.self)
    let maps = try (0..<rows).map { row in
      let rowValues = try call.output(Array(values[row * columns..<(row + 1) * columns]), [columns])
      return RuntimeValue.map(keys: keys, values: try rowValues.tensor())
    }
    return [.sequence(maps, .other)]
  }

  private static func map(_ call: KernelCall) throws -> (keys: DenseTensor, values: DenseTensor) {
    guard case .map(let keys, let values)? = call.optionalInput(0) else { throw KernelError("input 0 is no map") }
    guard keys.count == values.count else { throw KernelError("a map's keys and values differ in number") }
    return (keys, values)
  }

  /// ONNX Operators, ai.onnx.ml.CastMap-1: the values `[1, n]` in the order of their keys; sparse, each at its key's
  /// place in `[1, max_map]`.
  @Sendable
  static func castMap(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (keys, values) = try map(call)
    let pairs = try zip(keys.integers(), values.count == 0 ? 0..<0 : 0..<values.count).sorted { $0.0 < $1.0 }
    var sources: [Int?] = pairs.map(\.1)
    if call.attributes.string("map_form", default: "DENSE") == "SPARSE" {
      let size = call.attributes.int("max_map", default: 1)
      guard size >= 0, size < 1 << 26 else { throw KernelError("max_map = \(size) is no size, or too large") }
      sources = Array(repeating: nil, count: size)
      for (key, source) in pairs {
        guard key >= 0, key < size else { throw KernelError("key \(key) is none of 0 to \(size - 1)") }
        sources[key] = source
      }
    }
    return [try cast(values, sources, to: call.attributes.string("cast_to", default: "TO_FLOAT"), call)]
  }

  /// Values in a new order and type; 0 where there is none.
  private static func cast(
    _ values: DenseTensor, _ sources: [Int?], to type: String, _ call: KernelCall
  ) throws -> RuntimeValue {
    let shape = [1, sources.count]
    if type == "TO_STRING" {
      let texts = values.type == .string ? values.strings : try values.floatArray().map { fixedPoint($0) }
      return .tensor(DenseTensor(shape, strings: sources.map { $0.map { texts[$0] } ?? "" }))
    }
    let numbers = try values.type == .string ? values.strings.map { try number($0) } : values.doubleArray()
    switch type {
    case "TO_FLOAT": return try call.output(sources.map { Float($0.map { numbers[$0] } ?? 0) }, shape)
    case "TO_INT64":
      let integers = try sources.map { source in
        guard let integer = Int64(exactly: (source.map { numbers[$0] } ?? 0).rounded(.towardZero)) else {
          throw KernelError("a value of the map is no int64")
        }
        return integer
      }
      return try call.output(integers, shape)
    default: throw KernelError("cast_to = \(type) is no type")
    }
  }

  private static func number(_ text: String) throws -> Double {
    guard let number = Double(text) else { throw KernelError("\"\(text)\" is no number") }
    return number
  }

  /// With six digits after the point, as C's `%f`.
  private static func fixedPoint(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 0x1p40 else { return "\(value)" }
    let millionths = (Double(abs(value)) * 1_000_000).rounded(.toNearestOrEven)
    let (whole, part) = Int(millionths).quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(part)
    return (value.sign == .minus ? "-" : "") + "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// ONNX Operators, ai.onnx.ml.DictVectorizer-1: `[1, vocabulary]`, each value at its key's place, 0 elsewhere.
  @Sendable
  static func vectorizeMap(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (keys, values) = try map(call)
    let vocabulary =
      keys.type == .string
      ? (call.attributes.strings("string_vocabulary") ?? []).map { CategoryKey($0) }
      : (call.attributes.ints("int64_vocabulary") ?? []).map { CategoryKey($0) }
    let sources = Dictionary(zip(try CategoryKey.keys(keys), 0..<keys.count)) { $1 }
    let places = vocabulary.map { sources[$0] }
    switch values.type {
    case .string:
      let texts = places.map { $0.map { values.strings[$0] } ?? "" }
      return [.tensor(DenseTensor([1, places.count], strings: texts))]
    case .int64: return [try vector(places, values, 0 as Int64, call)]
    case .float: return [try vector(places, values, 0 as Float, call)]
    case .double: return [try vector(places, values, 0 as Double, call)]
    default: throw KernelError("a map has no values of tensor(\(values.type.name))")
    }
  }

  private static func vector<E: Element>(
    _ places: [Int?], _ values: DenseTensor, _ missing: E, _ call: KernelCall
  ) throws -> RuntimeValue {
    let elements = try values.elements(E.self)
    return try call.output(places.map { $0.map { elements[$0] } ?? missing }, [1, places.count])
  }
}
