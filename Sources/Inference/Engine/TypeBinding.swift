// Binds the type parameters of a schema by the inputs of a node, and gives the outputs the types that follow.

internal import ONNXModel
package import Operators

enum TypeBinding {
  /// Which input bound a type parameter to what.
  private struct Binding {
    var type: SchemaType
    var input: Int
  }

  /// Checks each input's type against the schema; sets the outputs' element types.
  static func bind(_ call: OperatorCall) throws(InferenceProblem) {
    guard let schema = call.operation.schema else { return }
    var bound: [Binding?] = Array(repeating: nil, count: schema.typeParameters.count)
    var problem: InferenceProblem?
    for number in 0..<call.inputCount {
      guard let type = call.type(number), let formal = schema.formalInput(number) else { continue }
      let schemaType = SchemaType(type)
      guard schemaType.rawValue != 0 else { continue }
      if !formal.allowed.isEmpty, !formal.allowed.contains(schemaType) {
        problem = problem ?? refusal(call, number, formal, schemaType)
        continue
      }
      guard let parameter = formal.typeParameter, formal.isHomogeneous || formal.option != .variadic else { continue }
      if let first = bound[parameter] {
        if first.type != schemaType { problem = problem ?? mismatch(call, number, first.input, formal) }
      } else {
        bound[parameter] = Binding(type: schemaType, input: number)
      }
    }
    for number in 0..<call.outputCount {
      guard let formal = schema.formalOutput(number) else { break }
      if let parameter = formal.typeParameter {
        if let binding = bound[parameter], formal.isHomogeneous || formal.option != .variadic {
          call.setType(number, call.type(binding.input)?.withoutShape)
        } else if formal.allowed.count == 1 {
          call.setType(number, formal.allowed.types.first?.inferred)
        }
      } else if formal.allowed.count == 1 {
        call.setType(number, formal.allowed.types.first?.inferred)
      }
    }
    if let problem { throw problem }
  }

  /// Where an operator says what it makes.
  private static let typeAttributes: [StaticString] = ["output_dtype", "dtype", "to", "value"]

  /// Checks the types that an operator makes, which attributes may have named.
  ///
  /// - Throws: A013 for one that the schema does not have.
  static func checkOutputs(_ call: OperatorCall) throws(InferenceProblem) {
    guard let schema = call.operation.schema, !call.operation.domain.hasPrefix("com.") else { return }
    for number in 0..<call.outputCount {
      guard let formal = schema.formalOutput(number), !formal.allowed.isEmpty, let type = call.outputType(number)
      else { continue }
      let made = SchemaType(type)
      guard made.rawValue != 0, !formal.allowed.contains(made) else { continue }
      let attribute = typeAttributes.first(where: call.has)
      throw InferenceProblem(
        "A013", "\(call.title) makes \(formal.allowed.description) for \(formal.name), not \(type)",
        at: attribute.map { .attribute("\($0)") } ?? .node)
    }
  }

  // MARK: Problems

  /// An input of a type that the operator does not take, by the most telling code.
  private static func refusal(
    _ call: OperatorCall, _ number: Int, _ formal: FormalParameter, _ type: SchemaType
  ) -> InferenceProblem {
    let given = call.type(number)?.description ?? "\(type)"
    let message = "\(call.title) takes \(formal.allowed.description) for \(formal.name); input is \(given)"
    var notes = ["\(call.title) allows \(formal.typeName): \(formal.allowed.description)"]
    notes += inputsNote(call)
    return InferenceProblem(
      code(call, formal, type), message, at: .input(number), related: [(number, "\(given), made here")], notes: notes)
  }

  private static let arithmetic: Set<String> = [
    "Add", "Sub", "Mul", "Div", "Pow", "Neg", "Abs", "Sum", "Max", "Min", "Mean", "MatMul", "Gemm", "ReduceSum",
    "ReduceMean", "Mod", "Sqrt", "Relu",
  ]

  private static func code(_ call: OperatorCall, _ formal: FormalParameter, _ type: SchemaType) -> String {
    let takesFloat = formal.allowed.contains(.tensor(.float))
    let takesInt64 = formal.allowed.contains(.tensor(.int64))
    switch type {
    case .tensor(.int32) where takesInt64 && !takesFloat: return "T003"
    case .tensor(.float), .tensor(.double), .tensor(.float16):
      let isIndex = formal.name.lowercased().contains("indices") || formal.name.lowercased() == "tind"
      if takesInt64, !takesFloat, isIndex { return "T004" }
    case .tensor(.bool) where takesFloat && arithmetic.contains(call.operation.name): return "T009"
    default: break
    }
    return formal.name.hasSuffix("zero_point") ? "T008" : "T001"
  }

  private static func mismatch(
    _ call: OperatorCall, _ number: Int, _ first: Int, _ formal: FormalParameter
  ) -> InferenceProblem {
    let name = { (number: Int) in call.operation.schema?.formalInput(number)?.name ?? "input \(number)" }
    let describe = { (number: Int) in
      "\(name(number)) \(call.type(number)?.description ?? "?") (\(call.run.index.name(of: call.inputID(number))))"
    }
    let message = "\(call.operation.name): \(describe(first)), \(describe(number)): \(formal.typeName) must be one type"
    return InferenceProblem(
      formal.name.hasSuffix("zero_point") ? "T008" : "T002", message, at: .input(number),
      related: [
        (first, "\(call.type(first)?.description ?? "?"), made here"),
        (number, "\(call.type(number)?.description ?? "?"), made here"),
      ],
      notes: ["\(call.title) allows \(formal.typeName): \(formal.allowed.description)"] + inputsNote(call))
  }

  /// `inputs: input int64[4], min int64[] (mn = 0), ...`.
  private static func inputsNote(_ call: OperatorCall) -> [String] {
    guard call.inputCount > 1, call.inputCount <= 6, let schema = call.operation.schema else { return [] }
    let parts = (0..<call.inputCount).compactMap { number -> String? in
      guard call.hasInput(number), let formal = schema.formalInput(number) else { return nil }
      var text = "\(formal.name) \(call.type(number)?.description ?? "?")"
      if let value = call.value(number), value.elements.count == 1, let one = value.elements[0].number {
        let shown = value.elements[0].integer.map { "\($0)" } ?? "\(one)"
        text += " (\(call.run.index.name(of: call.inputID(number))) = \(shown))"
      }
      return text
    }
    return ["inputs: " + parts.joined(separator: ", ")]
  }
}

extension SchemaType {
  /// The type without its shape; raw value 0 where it is not wholly known.
  package init(_ type: InferredType) {
    let unknown = SchemaType(rawValue: 0)
    switch type {
    case .tensor(let info): self = info.elementType.map(SchemaType.tensor) ?? unknown
    case .sparseTensor(let info): self = info.elementType.map(SchemaType.sparseTensor) ?? unknown
    case .sequence(.tensor(let info)?): self = info.elementType.map(SchemaType.sequence) ?? unknown
    case .sequence(.map(let key?, .tensor(let info)?)?):
      self = info.elementType.flatMap { SchemaType.sequenceOfMap(key: key, value: $0) } ?? unknown
    case .optional(.tensor(let info)?): self = info.elementType.map(SchemaType.optional) ?? unknown
    case .optional(.sequence(.tensor(let info)?)?): self = info.elementType.map(SchemaType.optionalSequence) ?? unknown
    case .map(let key?, .tensor(let info)?):
      self = info.elementType.flatMap { SchemaType.map(key: key, value: $0) } ?? unknown
    default: self = unknown
    }
  }

  /// The type with nothing known of its shape; nil for maps and the like, which shape functions set themselves.
  var inferred: InferredType? {
    let kind = rawValue / 32
    guard kind < 5, let element = DataType(rawValue: Int32(rawValue % 32)) else { return nil }
    switch kind {
    case 0: return .tensor(element, nil)
    case 1: return .sequence(.tensor(element, nil))
    case 2: return .optional(.tensor(element, nil))
    case 3: return .optional(.sequence(.tensor(element, nil)))
    default: return .sparseTensor(TensorInfo(element))
    }
  }
}

extension InferredType {
  /// The type with nothing said of shapes.
  package var withoutShape: InferredType {
    switch self {
    case .tensor(let info): .tensor(info.elementType, nil)
    case .sparseTensor(let info): .sparseTensor(TensorInfo(info.elementType))
    case .sequence(let element): .sequence(element?.withoutShape)
    case .optional(let element): .optional(element?.withoutShape)
    default: self
    }
  }
}
