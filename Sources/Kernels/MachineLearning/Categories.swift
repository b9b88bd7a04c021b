internal import ONNXModel

/// A value to look up: floats by value, with every NaN the same; strings byte by byte.
enum CategoryKey: Hashable {
  case number(UInt64)
  case text([UInt8])

  init(_ value: Int) { self = .number(UInt64(bitPattern: Int64(value))) }
  init(_ value: String) { self = .text(Array(value.utf8)) }

  init(_ value: Double) {
    // Zero has two bit patterns, and NaN many.
    self = .number(value == 0 ? 0 : value.isNaN ? Double.nan.bitPattern : value.bitPattern)
  }

  /// The elements of a tensor.
  static func keys(_ tensor: DenseTensor) throws -> [CategoryKey] {
    switch tensor.type {
    case .string: tensor.strings.map { CategoryKey($0) }
    case .float, .double, .float16, .bfloat16: try tensor.doubleArray().map { CategoryKey($0) }
    default: try tensor.integers().map { CategoryKey($0) }
    }
  }
}

/// Operators that turn categories into numbers, or into each other.
enum CategoryKernels {
  static let rows: [KernelRow] = [
    KernelRow("CategoryMapper", domain: "ai.onnx.ml", mapCategories),
    KernelRow("OneHotEncoder", domain: "ai.onnx.ml", encodeOneHot),
    KernelRow("LabelEncoder", 1...1, domain: "ai.onnx.ml", encodeByIndex),
    KernelRow("LabelEncoder", 2...Int.max, domain: "ai.onnx.ml", encodeLabels),
  ]

  /// ONNX Operators, ai.onnx.ml.CategoryMapper-1: strings to integers or back.
  @Sendable
  static func mapCategories(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let numbers = call.attributes.ints("cats_int64s") ?? []
    let strings = call.attributes.strings("cats_strings") ?? []
    guard numbers.count == strings.count else { throw KernelError("cats_int64s and cats_strings differ in length") }
    if data.type == .string {
      let table = Table(strings.map { CategoryKey($0) }, lastWins: true)
      let missing = Int64(call.attributes.int("default_int64", default: -1))
      return [try table.look(up: data, numbers.map { Int64($0) }, missing, call)]
    }
    let table = Table(numbers.map { CategoryKey($0) }, lastWins: true)
    let missing = call.attributes.string("default_string", default: "_Unused")
    return [try table.look(up: data, strings, missing)]
  }

  /// ONNX Operators, ai.onnx.ml.LabelEncoder-1: strings to their places in a list, or back.
  @Sendable
  static func encodeByIndex(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let classes = call.attributes.strings("classes_strings") ?? []
    if data.type == .string {
      let table = Table(classes.map { CategoryKey($0) }, lastWins: true)
      let missing = Int64(call.attributes.int("default_int64", default: -1))
      return [try table.look(up: data, classes.indices.map { Int64($0) }, missing, call)]
    }
    let table = Table(classes.indices.map { CategoryKey($0) }, lastWins: true)
    let missing = call.attributes.string("default_string", default: "_Unused")
    return [try table.look(up: data, classes, missing)]
  }

  /// ONNX Operators, ai.onnx.ml.LabelEncoder-4: each element to the value beside its key.
  @Sendable
  static func encodeLabels(_ call: KernelCall) throws -> [RuntimeValue?] {
    let attributes = call.attributes
    let data = try call.tensor(0)
    let table = Table(try labelKeys(attributes), lastWins: call.version >= 4)
    if let values = attributes.strings("values_strings") {
      let missing = attributes.string("default_string", default: "_Unused")
      return [try table.look(up: data, values, missing)]
    }
    if let values = attributes.ints("values_int64s") {
      let missing = Int64(attributes.int("default_int64", default: -1))
      return [try table.look(up: data, values.map { Int64($0) }, missing, call)]
    }
    if let values = attributes.floats("values_floats") {
      return [try table.look(up: data, values, attributes.float("default_float", default: -0.0), call)]
    }
    guard let values = attributes.tensor("values_tensor") else { throw KernelError("there are no values") }
    let missing = attributes.tensor("default_tensor")
    guard missing.map({ $0.type == values.type && $0.count == 1 }) ?? true else {
      throw KernelError("default_tensor is not one element of values_tensor's type")
    }
    switch values.type {
    case .string: return [try table.look(up: data, values.strings, missing?.strings.first ?? "_Unused")]
    case .int64: return [try table.look(up: data, values, missing, -1 as Int64, call)]
    case .int32: return [try table.look(up: data, values, missing, -1 as Int32, call)]
    case .int16: return [try table.look(up: data, values, missing, -1 as Int16, call)]
    case .float: return [try table.look(up: data, values, missing, -0.0 as Float, call)]
    case .double: return [try table.look(up: data, values, missing, -0.0 as Double, call)]
    default: throw KernelError("labels are no tensor(\(values.type.name))")
    }
  }

  private static func labelKeys(_ attributes: KernelAttributes) throws -> [CategoryKey] {
    if let keys = attributes.strings("keys_strings") { return keys.map { CategoryKey($0) } }
    if let keys = attributes.ints("keys_int64s") { return keys.map { CategoryKey($0) } }
    if let keys = attributes.floats("keys_floats") { return keys.map { CategoryKey(Double($0)) } }
    guard let keys = attributes.tensor("keys_tensor") else { throw KernelError("there are no keys") }
    return try CategoryKey.keys(keys)
  }

  /// ONNX Operators, ai.onnx.ml.OneHotEncoder-1: `[...]` to `[..., categories]`; numbers are cut to integers.
  @Sendable
  static func encodeOneHot(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let table: Table
    if data.type == .string {
      table = Table((call.attributes.strings("cats_strings") ?? []).map { CategoryKey($0) }, lastWins: true)
    } else {
      table = Table((call.attributes.ints("cats_int64s") ?? []).map { CategoryKey($0) }, lastWins: true)
    }
    guard table.count > 0 else { throw KernelError("there are no categories for tensor(\(data.type.name))") }
    let new = try call.output(Float.self, data.shape + [table.count])
    new.elements.update(repeating: 0)
    let keys: [CategoryKey?] =
      switch data.type {
      case .float, .double: try data.doubleArray().map { Int(exactly: $0.rounded(.towardZero)).map { CategoryKey($0) } }
      default: try CategoryKey.keys(data)
      }
    let needsCategory = !call.attributes.flag("zeros", default: true)
    for (index, key) in keys.enumerated() {
      if let place = key.flatMap({ table.places[$0] }) {
        new[index * table.count + place] = 1
      } else if needsCategory {
        throw KernelError("element \(index) is none of the \(table.count) categories")
      }
    }
    return [new.value]
  }

  /// Where each key stands in a list.
  private struct Table {
    let places: [CategoryKey: Int]
    let count: Int

    init(_ keys: [CategoryKey], lastWins: Bool) {
      places = Dictionary(zip(keys, keys.indices)) { lastWins ? $1 : $0 }
      count = keys.count
    }

    private func place(_ key: CategoryKey, among values: Int) throws -> Int? {
      guard count == values else { throw KernelError("\(count) keys have \(values) values") }
      return places[key]
    }

    func look(up data: DenseTensor, _ values: [String], _ missing: String) throws -> RuntimeValue {
      let found = try CategoryKey.keys(data).map { try place($0, among: values.count).map { values[$0] } ?? missing }
      return .tensor(DenseTensor(data.shape, strings: found))
    }

    func look<E: Element>(
      up data: DenseTensor, _ values: [E], _ missing: E, _ call: KernelCall
    ) throws -> RuntimeValue {
      let found = try CategoryKey.keys(data).map { try place($0, among: values.count).map { values[$0] } ?? missing }
      return try call.output(found, data.shape)
    }

    func look<E: Element>(
      up data: DenseTensor, _ values: DenseTensor, _ missing: DenseTensor?, _ otherwise: E, _ call: KernelCall
    ) throws -> RuntimeValue {
      let fallback = try missing?.elements(E.self).first ?? otherwise
      return try look(up: data, Array(values.elements(E.self)), fallback, call)
    }
  }
}
