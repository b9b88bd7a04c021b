// The inputs of the call that is being written, with the one that is being written marked.

internal import ONNXModel
internal import Operators

/// A call's signature.
package struct SignatureText: Sendable {
  package struct Parameter: Sendable {
    /// Its place in the label, in UTF-16 units.
    package var range: Range<Int>
    package var documentation: Markup
  }

  /// `Conv-11 (X: T, W: T, B?: T) -> (Y: T)`.
  package var label: String
  package var documentation: Markup
  package var parameters: [Parameter]
  /// The input that is being written; nil behind the last one.
  package var active: Int?
}

extension Snapshot {
  /// The signature of the call around a place; nil outside of a call's inputs.
  package func signatureHelp(at offset: Int) -> SignatureText? {
    let place = typingPlace(at: offset)
    guard let call = place.call, place.isInInputs else { return nil }
    let surroundings = surroundings(at: call.start)
    switch target(of: call, in: surroundings) {
    case .schema(let schema): return signature(of: schema, call.commas)
    case .function(let number): return signature(ofFunction: number, call.commas)
    case nil: return nil
    }
  }

  private func signature(of schema: OperatorSchema, _ commas: Int) -> SignatureText {
    let words = OperatorWords(schema, project.catalog)
    var label = SignatureLabel("\(schema) (")
    var parameters: [SignatureText.Parameter] = []
    for (number, input) in schema.inputs.enumerated() {
      if number > 0 { label.append(", ") }
      let range = label.append("\(input.name)\(OperatorWords.mark(input)): \(input.typeName)")
      var text = Markup()
      if input.typeParameter != nil { text.paragraph("\(Markup.span(input.typeName)): \(input.allowed)") }
      let description = words.documentation.inputs[input.name] ?? ""
      text.paragraph(DocumentationText.cut(description, room: 600).text)
      parameters.append(SignatureText.Parameter(range: range, documentation: text))
    }
    let outputs = schema.outputs.map { "\($0.name)\(OperatorWords.mark($0)): \($0.typeName)" }
    label.append(") -> (\(outputs.joined(separator: ", ")))")
    var active: Int? = schema.inputs.indices.contains(commas) ? commas : nil
    if active == nil, schema.inputs.last?.option == .variadic { active = schema.inputs.count - 1 }
    var text = Markup()
    text.paragraph(DocumentationText.summary(words.documentation.text, room: 300))
    return SignatureText(label: label.text, documentation: text, parameters: parameters, active: active)
  }

  private func signature(ofFunction number: Int, _ commas: Int) -> SignatureText? {
    guard let analysis, analysis.model.functions.indices.contains(number) else { return nil }
    let (model, function) = (analysis.model, analysis.model.functions[number])
    let scope = analysis.index.functionScopes.indices.contains(number) ? analysis.index.functionScopes[number] : nil
    var label = SignatureLabel(model.text(function.name) + " (")
    var parameters: [SignatureText.Parameter] = []
    for (place, name) in function.inputs.enumerated() {
      if place > 0 { label.append(", ") }
      let range = label.append(Names.written(model.strings.string(name)))
      var text = Markup()
      if let scope, let value = analysis.index.ownValue(named: name, in: scope),
        let type = analysis.inference.type(of: value)
      {
        text.paragraph(Markup.span(type.textForm))
      }
      parameters.append(SignatureText.Parameter(range: range, documentation: text))
    }
    let outputs = function.outputs.map { Names.written(model.strings.string($0)) }
    label.append(") => (\(outputs.joined(separator: ", ")))")
    var text = Markup()
    text.paragraph(model.text(function.docString))
    return SignatureText(
      label: label.text, documentation: text, parameters: parameters,
      active: function.inputs.indices.contains(commas) ? commas : nil)
  }
}

/// A label that knows where its parts are.
private struct SignatureLabel {
  private(set) var text: String

  init(_ text: String) { self.text = text }

  @discardableResult
  mutating func append(_ part: String) -> Range<Int> {
    let start = text.utf16.count
    text += part
    return start..<start + part.utf16.count
  }
}
