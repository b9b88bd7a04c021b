// Operators that make data from attributes: Constant, ConstantOfShape, EyeLike, Range.

internal import ONNXModel

/// Shape functions of operators that make data.
enum ConstantOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Constant", infer: constant),
    OperatorInference("ConstantOfShape", infer: constantOfShape),
    OperatorInference("EyeLike", infer: eyeLike),
    OperatorInference("Range", infer: range),
  ]

  /// One tensor from one of several attributes (ONNX Operators, Constant-13).
  static func constant(_ call: OperatorCall) throws(InferenceProblem) {
    let names: [StaticString] = [
      "value", "sparse_value", "value_int", "value_ints", "value_float", "value_floats", "value_string",
      "value_strings",
    ]
    if call.version >= 11 {
      // A reference counts too: what it stands for is known at a call only.
      let strings = call.run.strings
      let given = names.filter { name in
        call.node.attributes.contains { $0.name.map { strings.equals($0, name) } ?? false }
      }
      if given.count != 1 {
        let what = given.isEmpty ? "none" : given.map { "\($0)" }.joined(separator: " and ")
        throw InferenceProblem("A011", "\(call.title) needs exactly one of its value attributes; it has \(what)")
      }
    }
    if let tensor = call.tensor("value") {
      call.setTensor(0, tensor.knownType, tensor.dims.map { $0 >= 0 ? .known($0) : .unknown })
      call.setValue(0, call.knownTensor("value"))
    } else if let sparse = call.attribute("sparse_value")?.sparseTensor.value {
      call.setTensor(0, sparse.values?.knownType, sparse.dims.map { $0 >= 0 ? .known($0) : .unknown })
    } else if let value = call.int("value_int") {
      call.setValue(0, KnownTensor(scalar: .size(.known(value)), .int64))
    } else if let value = call.float("value_float") {
      call.setValue(0, KnownTensor(scalar: .real(Double(value)), .float))
    } else if let attribute = call.attribute("value_string"), let value = attribute.s {
      call.setValue(0, KnownTensor(scalar: .text(Array(call.run.strings[value])), .string))
    } else if let values = call.ints("value_ints") {
      list(call, .int64, values.map { .size(.known($0)) })
    } else if let values = call.floats("value_floats") {
      list(call, .float, values.map { .real(Double($0)) })
    } else if let attribute = call.attribute("value_strings") {
      list(call, .string, attribute.strings.map { .text(Array(call.run.strings[$0])) })
    }
  }

  private static func list(_ call: OperatorCall, _ type: DataType, _ elements: [Element]) {
    call.setTensor(0, type, [.known(Int64(elements.count))])
    call.setValue(0, KnownTensor(type, dims: [elements.count], elements))
  }

  /// A shape's worth of one element, 0 of type float by default (ONNX Operators, ConstantOfShape-9).
  static func constantOfShape(_ call: OperatorCall) throws(InferenceProblem) {
    let tensor = call.tensor("value")
    let type = call.has("value") ? tensor?.knownType : .float
    call.setElementType(0, type)
    if let tensor, let count = tensor.elementCount, count != 1 {
      throw InferenceProblem(
        "A013", "\(call.title).value has \(count) elements; it is one element", at: .attribute("value"))
    }
    try call.requireRank(0, 1)
    guard let sizes = call.sizesOrUnknown(0) else { return }
    if let negative = sizes.first(where: { $0.number ?? 0 < 0 }) {
      throw InferenceProblem(
        "A013", "\(call.title) to \(OperatorCall.describe(sizes)): \(negative) is no size", at: .input(0))
    }
    call.setShape(0, sizes)
    guard let type, let dims = KnownTensor.dims(sizes) else { return }
    let element = call.has("value") ? call.knownTensor("value")?.elements.first : .zero(type)
    if let element { call.setKnown(0, KnownTensor(type, dims: dims, repeating: element)) }
  }

  /// A matrix with ones on a diagonal (ONNX Operators, EyeLike-9).
  static func eyeLike(_ call: OperatorCall) throws(InferenceProblem) {
    let type = call.has("dtype") ? call.int("dtype").flatMap(dataType) : call.elementType(0)
    call.setElementType(0, type)
    try call.requireRank(0, 2)
    call.setShape(0, call.shape(0))
    guard let type, let dims = KnownTensor.dims(call.shape(0)) else { return }
    let (zero, one, k) = (Element.zero(type), Element.one(type), call.int("k", default: 0))
    call.setKnown(
      0,
      KnownTensor.generated(type, dims: dims) { place in Int64(place[1]) &- Int64(place[0]) == k ? one : zero })
  }

  private static func dataType(_ number: Int64) -> DataType? {
    Int32(exactly: number).flatMap(DataType.init(rawValue:))
  }
}
