internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// A function uses a domain that it does not import.
///
/// ## What it means
/// A function says in an `opset_import` of its own which operators its nodes mean; the model's does not count.
///
/// ## Why it is bad
/// Which version is meant is open, and the model is refused.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Act (x)
/// }
///
/// <domain: "local">
/// Act (a) => (b) {  # M010 functions[0]
///   b = Relu (a)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Act (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Act (a) => (b) {
///   b = Relu (a)
/// }
/// ```
///
/// ## How to mend it
/// Import in the function what the model imports.
///
/// ## Fix safety
/// Chosen by a person: the fix takes the model's version.
///
/// ## What others say
/// onnx.checker: `No Opset registered for domain`. ONNX Runtime: `No opset registered for domain  in function Act`
enum FunctionWithoutImport: Rule {
  static let info = RuleInfo(
    "M010", "function-without-import", .error, fix: .manual, "a function uses a domain that it does not import")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var seen: Set<String> = []
    return model.index.operations.enumerated().compactMap { number, operation -> Diagnostic? in
      guard let node = model.firstNodes[number] else { return nil }
      let imports = model.imports(of: node)
      guard imports > 0, model.index.imports[imports][operation.domain] == nil,
        seen.insert("\(imports) \(operation.domain)").inserted
      else { return nil }
      let title = domainTitle(operation.domain)
      let version =
        model.index.imports[0][operation.domain] ?? (operation.function != nil ? 1 : nil)
        ?? model.catalog.latestVersion(of: operation.domain) ?? 1
      let name = model.text(model.model.functions[imports - 1].name)
      return model.diagnostic(
        info, "function \(model.describe(function: imports - 1)) uses \(title), and does not import it",
        at: model.importerPath(imports), related: [Label(.path(model.index.path(of: node)), "used here")],
        peers: said(
          checker: "No Opset registered for domain \(operation.domain)",
          runtime: "No opset registered for domain \(operation.domain) in function \(name)"),
        fixes: [
          .model(
            "import \(title) \(version) in the function", .unsafe, [model.importing(operation.domain, version, imports)]
          )
        ])
    }
  }
}
