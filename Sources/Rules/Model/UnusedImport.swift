internal import Diagnostics
internal import Inference
internal import ONNXModel

/// An imported domain is used by nothing.
///
/// ## What it means
/// No node of the model, and none of its functions, is of the domain. The default domain is never reported.
///
/// ## Why it is bad
/// It is harmless, and a runtime that lacks the domain may refuse the model for nothing.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "ai.onnx.ml" : 3]>  # M007 opset_import[1]
/// g (float[2] x) => (float[2] y) {
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
/// Remove the import.
///
/// ## Fix safety
/// Safe: it has no meaning.
///
/// ## What others say
/// Nobody says anything.
enum UnusedImport: Rule {
  static let info = RuleInfo("M007", "unused-import", .info, fix: .safe, "an imported domain is used by nothing")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var used: [Set<String>] = Array(repeating: [""], count: model.importCount)
    for (number, operation) in model.index.operations.enumerated() {
      guard let node = model.firstNodes[number] else { continue }
      used[model.imports(of: node)].insert(operation.domain)
      // The model has to import what its functions' nodes call, as soon as a runtime inlines them.
      used[0].insert(operation.domain)
    }
    for function in model.model.functions { used[0].insert(ModelIndex.normalized(model.text(function.domain))) }
    return used.indices.flatMap { number in
      model.imports(number).enumerated().compactMap { place, one -> Diagnostic? in
        let domain = model.domain(of: one)
        guard !used[number].contains(domain) else { return nil }
        let path = model.importPath(number, place)
        return model.diagnostic(
          info, "nothing uses the domain \(domainTitle(domain))", at: path,
          fixes: [.model("remove the import", .safe, [.remove(path)])])
      }
    }
  }
}
