// Encoders of labels in ai.onnx.ml: LabelEncoder, CategoryMapper.

import ONNXModel

/// Shape functions of LabelEncoder and CategoryMapper.
enum LabelEncoderOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("LabelEncoder", domain: ClassifierOperators.domain, infer: encode),
    OperatorInference("CategoryMapper", domain: ClassifierOperators.domain, infer: mapCategories),
  ]

  /// One of the lists of keys or of values.
  private struct List {
    var name: String
    var type: DataType?
    var count: Int
  }

  /// The input's shape, in the type of the values (ONNX Operators, ai.onnx.ml LabelEncoder-1, -2, -4).
  private static func encode(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard call.version >= 2 else { return swapType(call) }
    let values = lists(call, "values_tensor", "values_strings", "values_int64s", "values_floats")
    let keys = lists(call, "keys_tensor", "keys_strings", "keys_int64s", "keys_floats")
    if let type = values.first?.type { call.setElementType(0, type) }
    try requireOne(keys, "keys")
    try requireOne(values, "values")
    guard let key = keys.first, let value = values.first else { return }
    if let input = call.elementType(0), let type = key.type, input != type {
      throw InferenceProblem(
        "A013", "\(key.name) are \(type.name); \(call.describeInput(0))", at: .attribute(key.name))
    }
    guard key.count == value.count else {
      throw InferenceProblem("A013", "\(key.count) keys, \(value.count) values", at: .attribute(value.name))
    }
    try checkDefault(call, value.type)
  }

  private static func lists(
    _ call: OperatorCall, _ tensor: StaticString, _ strings: StaticString, _ integers: StaticString,
    _ floats: StaticString
  ) -> [List] {
    var result: [List] = []
    if call.hasAttributeInSchema("\(tensor)"), let tensor = call.tensor(tensor), let type = tensor.knownType {
      result.append(List(name: "\(tensor)", type: type, count: tensor.elementCount ?? 0))
    }
    let others: [(StaticString, DataType, Int?)] = [
      (strings, .string, call.strings(strings)?.count), (integers, .int64, call.ints(integers)?.count),
      (floats, .float, call.floats(floats)?.count),
    ]
    for (name, type, count) in others where call.has(name) {
      result.append(List(name: "\(name)", type: type, count: count ?? 0))
    }
    return result
  }

  private static func requireOne(_ lists: [List], _ what: String) throws(InferenceProblem) {
    guard lists.count != 1 else { return }
    let names = lists.map(\.name).joined(separator: ", ")
    throw InferenceProblem("A011", lists.isEmpty ? "no \(what) are given" : "\(names) are given; one is wanted")
  }

  private static func checkDefault(_ call: OperatorCall, _ type: DataType?) throws(InferenceProblem) {
    guard call.version >= 4, let tensor = call.tensor("default_tensor"), let given = tensor.knownType else { return }
    if let type, given != type {
      throw InferenceProblem(
        "A013", "default_tensor is \(given.name), the values are \(type.name)", at: .attribute("default_tensor"))
    }
    if Array(tensor.dims) != [1] {
      throw InferenceProblem(
        "A013", "default_tensor has dimensions \(Array(tensor.dims)), not [1]", at: .attribute("default_tensor"))
    }
  }

  /// Strings become integers and integers strings.
  private static func swapType(_ call: OperatorCall) {
    switch call.elementType(0) {
    case .string: call.setElementType(0, .int64)
    case .int64: call.setElementType(0, .string)
    default: break
    }
  }

  /// Strings to integers or back (ONNX Operators, ai.onnx.ml CategoryMapper-1).
  private static func mapCategories(_ call: OperatorCall) throws(InferenceProblem) {
    swapType(call)
    call.setShape(0, call.shape(0))
    guard call.has("cats_int64s"), call.has("cats_strings") else {
      let missing = call.has("cats_int64s") ? "cats_strings" : "cats_int64s"
      throw InferenceProblem("A003", "CategoryMapper needs \(missing)")
    }
    let (integers, strings) = (call.ints("cats_int64s")?.count ?? 0, call.strings("cats_strings")?.count ?? 0)
    guard integers == strings else {
      throw InferenceProblem(
        "A013", "\(integers) cats_int64s, \(strings) cats_strings", at: .attribute("cats_strings"))
    }
  }
}
