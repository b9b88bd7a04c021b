package import ONNXModel

/// The signature of one version of one operator (onnx.defs, OpSchema).
package final class OperatorSchema: Sendable {
  /// `""` for ONNX's own operators.
  package let domain: String
  package let name: String
  /// The first version of the domain's operator set that has this signature.
  package let sinceVersion: Int
  package let isDeprecated: Bool
  package let isExperimental: Bool
  /// Whether two runs may differ: random operators.
  package let isRandom: Bool
  package let inputs: [FormalParameter]
  package let outputs: [FormalParameter]
  package let minimumInputs: Int
  /// `Int.max`: as many as one likes.
  package let maximumInputs: Int
  package let minimumOutputs: Int
  package let maximumOutputs: Int
  /// By name.
  package let attributes: [AttributeSchema]
  package let typeParameters: [TypeParameter]
  /// Whether the specification defines it by a function; `OperatorCatalog.functionBody(of:)` has that.
  package let hasFunctionBody: Bool
  /// Whether it is defined by a function that depends on a node's attributes and types, which is no data.
  package let hasContextDependentBody: Bool

  init(_ parts: Parts) {
    domain = parts.domain
    name = parts.name
    sinceVersion = parts.sinceVersion
    isDeprecated = parts.flags.contains(UInt8(ascii: "d"))
    isExperimental = parts.flags.contains(UInt8(ascii: "e"))
    isRandom = parts.flags.contains(UInt8(ascii: "n"))
    hasFunctionBody = parts.flags.contains(UInt8(ascii: "f"))
    hasContextDependentBody = parts.flags.contains(UInt8(ascii: "c"))
    inputs = parts.inputs
    outputs = parts.outputs
    (minimumInputs, maximumInputs) = parts.inputArity
    (minimumOutputs, maximumOutputs) = parts.outputArity
    attributes = parts.attributes
    typeParameters = parts.typeParameters
  }

  /// What a schema is made of.
  struct Parts {
    var domain = ""
    var name = ""
    var sinceVersion = 1
    var flags: [UInt8] = []
    var inputs: [FormalParameter] = []
    var outputs: [FormalParameter] = []
    var inputArity = (0, 0)
    var outputArity = (0, 0)
    var attributes: [AttributeSchema] = []
    var typeParameters: [TypeParameter] = []
  }

  package func attribute(named name: String) -> AttributeSchema? {
    attributes.first { $0.name == name }
  }

  /// The parameter of a node's input; a variadic one stands for all from its place on. Nil past the end.
  package func formalInput(_ index: Int) -> FormalParameter? { Self.parameter(index, of: inputs) }

  /// The parameter of a node's output.
  package func formalOutput(_ index: Int) -> FormalParameter? { Self.parameter(index, of: outputs) }

  private static func parameter(_ index: Int, of parameters: [FormalParameter]) -> FormalParameter? {
    if parameters.indices.contains(index) { return parameters[index] }
    guard index >= 0, let last = parameters.last, last.option == .variadic else { return nil }
    return last
  }
}

extension OperatorSchema: CustomStringConvertible {
  /// `Clip-11`, `com.microsoft.FusedConv-1`.
  package var description: String { (domain.isEmpty ? "" : domain + ".") + "\(name)-\(sinceVersion)" }
}

/// An input or output of a schema.
package struct FormalParameter: Sendable {
  package enum Option: Sendable {
    case single, optional, variadic
  }

  package let name: String
  /// A type parameter's name such as `T`, or a type such as `tensor(int64)`.
  package let typeName: String
  /// The index in `typeParameters`; nil where `typeName` is a type.
  package let typeParameter: Int?
  package let allowed: TypeSet
  package let option: Option
  /// Whether all values of a variadic parameter have the same type.
  package let isHomogeneous: Bool
  /// The least number of values of a variadic parameter.
  package let minimumArity: Int
}

/// An attribute of a schema.
package struct AttributeSchema: Sendable {
  package let name: String
  package let type: AttributeType
  package let isRequired: Bool
  /// What an absent attribute means; nil also where absence itself has a meaning.
  package let defaultValue: AttributeDefault?
}

/// A default value.
package enum AttributeDefault: Sendable, Hashable {
  case int(Int64)
  case float(Float)
  case string(String)
  case ints([Int64])
  case floats([Float])
  case strings([String])
}

extension AttributeDefault: CustomStringConvertible {
  /// The value as a text has it: `"NOTSET"`, `[1, 1]`.
  package var description: String {
    switch self {
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    case .ints(let values): "[\(values.map { "\($0)" }.joined(separator: ", "))]"
    case .floats(let values): "[\(values.map { "\($0)" }.joined(separator: ", "))]"
    case .strings(let values): "[\(values.map { "\"\($0)\"" }.joined(separator: ", "))]"
    }
  }
}

/// A type variable of a schema.
package struct TypeParameter: Sendable {
  package let name: String
  package let allowed: TypeSet
}
