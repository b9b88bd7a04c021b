// Proposals of attributes and of their values.

internal import ONNXModel
internal import Operators
internal import Rules

extension CompletionMaker {
  private var target: CallTarget? { place.call.flatMap { snapshot.target(of: $0, in: surroundings) } }

  // MARK: Names

  /// The attributes that the node has not yet.
  mutating func addAttributes() {
    let hasValue = following == UInt8(ascii: "=") || following == UInt8(ascii: ":")
    switch target {
    case .schema(let schema):
      for attribute in schema.attributes where !place.given.contains(attribute.name) {
        add(
          attribute.name, .attribute, detail: OperatorWords.facts(attribute),
          snippet: hasValue ? nil : AttributeWords.snippet(attribute),
          text: hasValue ? attribute.name : attribute.name + " = ", filter: attribute.name,
          rank: attribute.isRequired ? "1" : "5",
          topic: ["attribute", schema.domain, schema.name, "\(schema.sinceVersion)", attribute.name])
      }
    case .function(let number):
      let function = surroundings.functions[number]
      for name in function.attributes { addParameter(surroundings.text(name), "required", rank: "1", hasValue) }
      for attribute in function.attributeDefaults {
        let type = attribute.type.flatMap(AttributeType.init(rawValue:)).map { "\($0.name)" } ?? ""
        let value = surroundings.analysis?.model.value(of: attribute).map { " = \($0)" } ?? ""
        addParameter(surroundings.text(attribute.name), type + value, rank: "5", hasValue)
      }
    case nil: break
    }
  }

  private mutating func addParameter(_ name: String, _ detail: String, rank: String, _ hasValue: Bool) {
    guard !place.given.contains(name) else { return }
    let written = Names.written(name)
    add(
      written, .attribute, detail: detail, text: hasValue ? written : written + " = ", filter: name, rank: rank)
  }

  mutating func addAttributeTypes() {
    for type in AttributeType.allCases where type != .undefined { add("\(type.name)", .type) }
  }

  // MARK: Values

  mutating func addAttributeValues(_ name: String, inList: Bool) {
    if !inList { addReferences(for: name, prefix: "@") }
    guard case .schema(let schema)? = target, let attribute = schema.attribute(named: name) else { return }
    let topic = ["attribute", schema.domain, schema.name, "\(schema.sinceVersion)", name]
    let value = attribute.defaultValue
    let words = EnumWords.words(of: name, operation: schema.name)
    for (number, word) in words.enumerated() {
      let isDefault = value == .string(word)
      addQuoted(word, detail: isDefault ? "default" : "", rank: isDefault ? "1" : "2\(number)", topic: topic)
    }
    switch attribute.type.element {
    case .int where AttributeWords.isDataType(name):
      for type in DataType.allCases {
        let label = "\(type.rawValue)"
        guard matches("\(type.name)") || matches(label) else { continue }
        items.append(
          Completion(
            label: "\(type.name)", kind: .type, detail: label, text: label, replaces: place.word,
            filter: place.prefix.first?.isNumber == true ? label : "\(type.name)",
            sortKey: AttributeWords.rank(type), topic: ["type", "\(type.name)"]))
      }
    case .int where AttributeWords.isFlag(name):
      for word in ["0", "1"] { add(word, .number, detail: value?.description == word ? "default" : "", topic: topic) }
    case .graph:
      add(
        "graph", .word, detail: "a graph", snippet: "\(name)_graph ($1) => (${2:result}) {\n  $0\n}",
        text: "\(name)_graph () => () {}", topic: topic)
    case .tensor:
      add("tensor", .word, detail: "a tensor", snippet: "${1:float}[${2:1}] {$0}", text: "float[1] {0.0}", topic: topic)
    default: break
    }
    if let value, words.isEmpty, !inList, !items.contains(where: { $0.text == value.description }) {
      add(value.description, .number, detail: "default", filter: place.prefix, rank: "1", topic: topic)
    }
  }

  /// The attributes of the function around the place.
  mutating func addReferences(for name: String, prefix: String = "") {
    guard let number = surroundings.function, surroundings.functions.indices.contains(number) else { return }
    let function = surroundings.functions[number]
    for parameter in function.attributes { addReference(surroundings.text(parameter), "", name, prefix) }
    for attribute in function.attributeDefaults {
      let type = attribute.type.flatMap(AttributeType.init(rawValue:)).map { "\($0.name)" } ?? ""
      addReference(surroundings.text(attribute.name), type, name, prefix)
    }
  }

  private mutating func addReference(_ parameter: String, _ detail: String, _ name: String, _ prefix: String) {
    add(
      prefix + Names.written(parameter), .reference, detail: detail, filter: prefix + parameter,
      rank: parameter == name ? "1" : "3")
  }
}

/// What is known of attributes beyond their schemas.
enum AttributeWords {
  /// Attributes that are 0 or 1 (ONNX Operators).
  private static let flags: Set<String> = [
    "align_corners", "allowzero", "antialias", "ceil_mode", "center_point_box", "count_include_pad", "detect_negative",
    "detect_positive", "exclude_outside", "exclusive", "fmod", "inclusive", "input_forget", "interleaved",
    "is_case_sensitive", "is_causal", "keepdims", "largest", "layout", "linear_before_reset", "new_axis",
    "noop_with_empty_axes", "onesided", "periodic", "reverse", "saturate", "select_last_index",
    "sorted", "storage_order", "training_mode", "transA", "transB", "upper",
  ]

  static func isFlag(_ name: String) -> Bool { flags.contains(name) }

  /// Whether the number is an element type's.
  static func isDataType(_ name: String) -> Bool {
    ["to", "dtype", "output_dtype", "output_datatype", "stash_type", "softmax_precision", "qk_matmul_output_dtype"]
      .contains(name)
  }

  /// Common types first.
  static func rank(_ type: DataType) -> String {
    let common: [DataType] = [.float, .float16, .int64, .int32, .bool, .uint8, .int8, .bfloat16, .double, .string]
    let place = common.firstIndex(of: type) ?? 10 + Int(type.rawValue)
    return place < 10 ? "30\(place)" : "3\(place)"
  }

  /// A value to start from.
  static func sample(_ attribute: AttributeSchema) -> String {
    if let value = attribute.defaultValue { return value.description }
    return switch attribute.type {
    case .int: isDataType(attribute.name) ? "1" : "0"
    case .float: "0.0"
    case .string: "\"\""
    case .ints: "[0]"
    case .floats: "[0.0]"
    case .strings: "[\"\"]"
    case .tensor: "float[1] {0.0}"
    default: ""
    }
  }

  /// `axis = ${1:0}`.
  static func snippet(_ attribute: AttributeSchema) -> String {
    let name = attribute.name
    return switch attribute.type {
    case .graph: "\(name) = \(name)_graph ($1) => (${2:result}) {\n  $0\n}"
    case .ints, .floats, .strings:
      "\(name) = [${1:\(CompletionMaker.escaped(String(sample(attribute).dropFirst().dropLast())))}]"
    default: "\(name) = ${1:\(CompletionMaker.escaped(sample(attribute)))}"
    }
  }
}
