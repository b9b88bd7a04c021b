internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A graph's output has no type, or a tensor type without a shape.
///
/// ## What it means
/// Outputs of the main graph are declared with their types. This one lacks the type, the element type, or the shape; a
/// shape may leave every dimension open, but has to be there.
///
/// ## Why it is bad
/// Callers can't allocate the output, and ONNX's checker refuses the model. A missing shape is a warning, because runtimes
/// infer it.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2, 3] x) => (
///   float[] y  # G016 graph.output[0]
/// ) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2, 3] x) => (float[2, 3] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Declare what inference finds; `graven infer -o` does it for all values at once.
///
/// ## Fix safety
/// Safe: it declares what follows from the inputs' types.
///
/// ## What others say
/// onnx.checker, without the name: `Field 'shape' of 'type' is required but missing.`
enum OutputWithoutType: Rule {
  static let info = RuleInfo(
    "G016", "output-without-type", .error, fix: .safe, "a graph's output has no type or no shape")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    guard let main = index.mainScope else { return [] }
    return index.scopes[main].graph.outputs.enumerated().compactMap { number, output in
      guard let lack = DeclarationLack(output.type), !(output.name?.isEmpty ?? true) else { return nil }
      let name = model.text(output.name)
      let path = index.path(ofScope: main).appending("output", number)
      var fixes: [Fix] = []
      let id = index.scopes[main].outputs[number]
      if let type = model.inference.sureType(of: id), lack.isMended(by: type) {
        var strings = index.strings
        var value = output
        value.type = type.valueType(&strings)
        fixes = [.model("declare \(type)", .safe, [.set(path, .value(value, strings))], preview: "\(type) \(name)")]
      }
      return model.diagnostic(
        info, "graph output \"\(name)\" has no \(lack.rawValue)", at: path,
        severity: lack == .shape ? .warning : .error, peers: said(checker: lack.saying), fixes: fixes)
    }
  }
}
