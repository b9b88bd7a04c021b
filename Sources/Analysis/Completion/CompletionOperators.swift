// Proposals of what a node calls.

internal import Inference
internal import ONNXModel
internal import Operators

extension CompletionMaker {
  /// The operators of the imported versions and the model's functions.
  mutating func addOperators() {
    let typed = (place.call?.words ?? []).map(snapshot.name).joined(separator: ".")
    let isBare = following.map { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ".") } ?? true
    for (number, function) in surroundings.functions.enumerated() where number != surroundings.function {
      let domain = surroundings.text(function.domain)
      guard typed.isEmpty || domain == typed else { continue }
      addFunction(number, function, domain: typed.isEmpty ? domain : "", isBare: isBare)
    }
    for (domain, version) in surroundings.imports.sorted(by: { $0.key < $1.key }) {
      guard typed.isEmpty || domain == typed || (domain.isEmpty && typed == "ai.onnx") else { continue }
      for name in surroundings.catalog.names(in: domain) where matches(name) {
        guard let schema = surroundings.catalog.schema(name, domain: domain, version: version) else { continue }
        addOperator(schema, domain: typed.isEmpty ? domain : "", isBare: isBare)
      }
    }
  }

  private mutating func addOperator(_ schema: OperatorSchema, domain: String, isBare: Bool) {
    let label = Self.qualified(schema.name, in: domain)
    add(
      label, .operation, detail: "\(schema.description) \(Self.signature(schema))",
      snippet: isBare ? label + Self.snippet(of: schema) : nil, text: label, filter: schema.name,
      rank: schema.isDeprecated ? "9" : domain.isEmpty ? "5" : "6",
      topic: ["operator", schema.domain, schema.name, "\(schema.sinceVersion)"], isDeprecated: schema.isDeprecated)
  }

  private mutating func addFunction(_ number: Int, _ function: Function, domain: String, isBare: Bool) {
    guard let model = surroundings.analysis?.model else { return }
    var label = Self.qualified(Names.written(model.text(function.name)), in: domain)
    if let overload = function.overload, !overload.isEmpty { label += ":" + Names.written(model.text(overload)) }
    let inputs = function.inputs.enumerated().map { "${\($0 + 1):\(Self.escaped(model.strings.string($1)))}" }
    add(
      label, .function, detail: model.signature(ofFunction: number),
      snippet: isBare ? Self.escaped(label) + " (\(inputs.joined(separator: ", ")))" : nil, text: label,
      filter: model.text(function.name), rank: "4", topic: ["function", "\(number)"])
  }

  /// A name behind its domain.
  private static func qualified(_ name: String, in domain: String) -> String {
    guard !domain.isEmpty else { return name }
    let isPlain = domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { Names.isBare(String($0)) }
    return (isPlain ? domain : Names.quoted(domain)) + "." + name
  }

  private static func signature(_ schema: OperatorSchema) -> String {
    let list = { (parameters: [FormalParameter]) in
      parameters.map { $0.name + OperatorWords.mark($0) }.joined(separator: ", ")
    }
    return "(\(list(schema.inputs))) -> (\(list(schema.outputs)))"
  }

  /// Required attributes and inputs, to be filled in.
  private static func snippet(of schema: OperatorSchema) -> String {
    var number = 0
    func hole(_ text: String) -> String {
      number += 1
      return "${\(number):\(escaped(text))}"
    }
    let attributes = schema.attributes.filter { $0.isRequired && $0.type != .graph }
      .map { "\($0.name) = \(hole(AttributeWords.sample($0)))" }
    var text = attributes.isEmpty ? "" : " <\(attributes.joined(separator: ", "))>"
    let inputs = schema.inputs.enumerated().filter { place, input in
      input.option == .single || (input.option == .variadic && place < max(schema.minimumInputs, 1))
    }
    text += " (\(inputs.map { hole($1.name) }.joined(separator: ", ")))"
    let graphs = schema.attributes.filter { $0.isRequired && $0.type == .graph }
    guard !graphs.isEmpty else { return text }
    let bodies = graphs.map { "\n  \($0.name) = \($0.name)_graph () => (\(hole("result"))) {\n    \(hole(""))\n  }" }
    return text + " <\(bodies.joined(separator: ","))\n>"
  }

  /// Text inside of a snippet.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("$", with: "\\$").replacing("}", with: "\\}")
  }
}
