internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Nothing reads a weight.
///
/// ## What it means
/// No node reads the weight, no graph hands it out, and neither quantisation annotations nor training name it.
///
/// ## Why it is bad
/// It makes the file larger. ONNX Runtime drops it each time it loads the model.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {1.0, 2.0}  # G013 graph.initializer[0]
/// > {
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
/// Remove it, or read it where that was meant.
///
/// ## Fix safety
/// Safe: nothing depends on it. Where the graph lists it as an input with a default, that goes as well.
///
/// ## What others say
/// ONNX Runtime warns: `Removing initializer 'k'. It is not used by any node and should be removed from the model.`
enum UnusedInitializer: Rule {
  static let info = RuleInfo("G013", "unused-initializer", .warning, fix: .safe, "nothing reads a weight")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var named: Set<[UInt8]>?
    return index.scopes.indices.flatMap { scope -> [Diagnostic] in
      let record = index.scopes[scope]
      let all =
        record.initializers.enumerated().map { ($0.element, "initializer", $0.offset) }
        + record.sparseInitializers.enumerated().map { ($0.element, "sparse_initializer", $0.offset) }
      return all.compactMap { value, field, number in
        let definition = index.values[value.offset]
        guard !definition.name.isEmpty, !model.uses.isUsed(value) else { return nil }
        // A second weight of the name is G014's.
        guard definition.initializer.map({ $0 == number }) ?? isFirst(definition.origin, field, number) else {
          return nil
        }
        let others = named ?? namesElsewhere(model)
        named = others
        guard !others.contains(Array(model.strings[definition.name])) else { return nil }
        let path = index.path(ofScope: scope).appending(field, number)
        var edits: [ModelEdit] = [.remove(path)]
        if definition.initializer != nil { edits.append(.remove(index.path(of: value))) }
        let name = index.name(of: value)
        return model.diagnostic(
          info, "nothing reads weight \"\(name)\"", at: path,
          peers: said(
            runtime: "Removing initializer '\(name)'. It is not used by any node and should be removed from the model."),
          fixes: [.model("remove it", .safe, edits)])
      }
    }
  }

  private static func isFirst(_ origin: ValueRecord.Origin, _ field: String, _ number: Int) -> Bool {
    switch origin {
    case .initializer(let first): field == "initializer" && first == number
    case .sparseInitializer(let first): field == "sparse_initializer" && first == number
    default: false
    }
  }

  /// The names that annotations and training refer to.
  private static func namesElsewhere(_ model: CheckedModel) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    let insert = { (text: Text?) in if let text { names.insert(Array(model.strings[text])) } }
    for scope in model.index.scopes {
      for annotation in scope.graph.quantizationAnnotations {
        for parameter in annotation.parameters { insert(parameter.value) }
      }
    }
    for training in model.model.trainingInfo {
      for binding in training.initializationBindings + training.updateBindings {
        insert(binding.key)
        insert(binding.value)
      }
    }
    return names
  }
}
