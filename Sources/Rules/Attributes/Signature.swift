// What a node may look like, flat and in bytes: made once for each operation, compared with every node that calls it.

internal import Inference
internal import ONNXModel
internal import Operators

/// The signature of a schema's operator or of a function of the model.
struct Signature: Sendable {
  struct Attribute: Sendable {
    var name: [UInt8]
    /// An `AttributeType`; nil where any will do.
    var type: Int32?
    var isRequired: Bool
  }

  var attributes: [Attribute] = []
  var requiredCount = 0
  var inputs = 0...Int.max
  var outputs = 0...Int.max
  /// Whether the input at each place must be given; places past the end need not.
  var requiredInputs: [Bool] = []
  var requiredOutputs: [Bool] = []
  /// Whether other attributes than these may stand (ONNX Operators, LayerNormalization-17).
  var isOpen = false

  init?(_ operation: Operation, _ index: ModelIndex) {
    if let number = operation.function {
      self.init(index.model.functions[number], index.strings)
    } else if let schema = operation.schema, !schema.isDeprecated {
      self.init(schema)
    } else {
      return nil
    }
  }

  private init(_ schema: OperatorSchema) {
    attributes = schema.attributes.map {
      Attribute(name: Array($0.name.utf8), type: $0.type.rawValue, isRequired: $0.isRequired)
    }
    requiredCount = attributes.count { $0.isRequired }
    isOpen = schema.domain.isEmpty && schema.name == "LayerNormalization"
    inputs = schema.minimumInputs...max(schema.minimumInputs, schema.maximumInputs)
    outputs = schema.minimumOutputs...max(schema.minimumOutputs, schema.maximumOutputs)
    requiredInputs = schema.inputs.map { $0.option == .single }
    requiredOutputs = schema.outputs.map { $0.option == .single }
  }

  private init(_ function: Function, _ strings: StringPool) {
    for name in function.attributes {
      attributes.append(Attribute(name: Array(strings[name]), type: nil, isRequired: true))
    }
    for attribute in function.attributeDefaults {
      attributes.append(
        Attribute(
          name: attribute.name.map { Array(strings[$0]) } ?? [], type: attribute.type, isRequired: false))
    }
    requiredCount = function.attributes.count
    inputs = 0...function.inputs.count
    // What a call does not use it still names, by nothing: no runtime takes fewer.
    outputs = function.outputs.count...function.outputs.count
  }
}
