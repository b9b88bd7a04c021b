internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A graph's input has no type, or a tensor type without a shape.
///
/// ## What it means
/// Inputs of the main graph are declared with their types. This one lacks the type, the element type, or the shape; a
/// shape may leave every dimension open, but has to be there.
///
/// ## Why it is bad
/// Without an element type nothing can be checked or run. A missing shape leaves all shapes behind it unknown.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (
///   x  # G019 graph.input[0]
/// ) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Declare the type; `?` stands for a dimension that is unknown.
///
/// ## Fix safety
/// Chosen by a person: offered where a weight of that name says what the type is.
///
/// ## What others say
/// onnx.checker, without the name: `Field 'type' of 'value_info' is required but missing.` ONNX Runtime: `This is an
/// invalid model. Model input (x) does not have type information.`
enum InputWithoutType: Rule {
  static let info = RuleInfo(
    "G019", "input-without-type", .error, fix: .manual, "a graph's input has no type or no shape")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    guard let main = index.mainScope else { return [] }
    return index.scopes[main].graph.inputs.enumerated().compactMap { number, input in
      guard let lack = DeclarationLack(input.type), !(input.name?.isEmpty ?? true) else { return nil }
      let name = model.text(input.name)
      let path = index.path(ofScope: main).appending("input", number)
      var fixes: [Fix] = []
      if let weight = index.initializer(of: index.scopes[main].inputs[number]), let element = weight.knownType {
        let type = InferredType.tensor(element, weight.dims.map { .known($0) })
        var strings = index.strings
        var value = input
        value.type = type.valueType(&strings)
        fixes = [.model("declare \(type)", .unsafe, [.set(path, .value(value, strings))], preview: "\(type) \(name)")]
      }
      return model.diagnostic(
        info, "graph input \"\(name)\" has no \(lack.rawValue)", at: path,
        severity: lack == .shape ? .warning : .error,
        peers: said(checker: lack == .elementType ? nil : lack.saying, full: lack.saying, runtime: saying(lack, name)),
        fixes: fixes)
    }
  }

  private static func saying(_ lack: DeclarationLack, _ name: String) -> String? {
    switch lack {
    case .type: "This is an invalid model. Model input (\(name)) does not have type information."
    case .elementType: "Failed to load model with error: Invalid tensor data type 0."
    case .shape, .opaqueName: nil
    }
  }
}
