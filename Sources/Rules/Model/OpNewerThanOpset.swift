internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// An operator came later than the operator set that is imported.
///
/// ## What it means
/// The domain has the operator, but not yet in the version that the model imports.
///
/// ## Why it is bad
/// Runtimes look operators up by the imported version, and find none.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 13]>
/// g (float[2] x) => (float[2] y) {
///   y = Gelu (x)  # M005 graph.node[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 9, opset_import: ["" : 20]>
/// g (float[2] x) => (float[2] y) {
///   y = Gelu (x)
/// }
/// ```
///
/// ## How to mend it
/// Import a version that has it, if the other nodes mean the same there; or write it with older operators.
///
/// ## Fix safety
/// Chosen by a person: other operators may have changed in between. `graven op NAME` shows what did.
///
/// ## What others say
/// onnx.checker and ONNX Runtime: `No Op registered for Gelu with domain_version of 13`
enum OpNewerThanOpset: Rule {
  static let info = RuleInfo(
    "M005", "op-newer-than-opset", .error, fix: .manual, "an operator came later than the imported operator set")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let nodes = model.nodes { operation in
      operation.schema == nil && operation.function == nil && operation.importedVersion != nil
        && !model.catalog.versions(of: operation.name, domain: operation.domain).isEmpty
    }
    return nodes.compactMap { node in
      let operation = model.index.operation(node)
      guard let version = operation.importedVersion,
        let since = model.catalog.versions(of: operation.name, domain: operation.domain).first
      else { return nil }
      return report(node, operation, version, since, model)
    }
  }

  private static func report(
    _ node: NodeID, _ operation: Operation, _ version: Int, _ since: Int, _ model: CheckedModel
  ) -> Diagnostic {
    let imports = model.imports(of: node)
    let title = domainTitle(operation.domain)
    let saying = "No Op registered for \(operation.name) with domain_version of \(version)"
    let place = model.importPlace(of: operation.domain, imports).map { model.importPath(imports, $0) }
    return model.diagnostic(
      info,
      "\(operation.name) exists since \(title) \(since); \(model.describe(importer: imports)) imports \(version)",
      at: model.index.path(of: node), node: node,
      related: place.map { [Label(.path($0), "\(title) \(version) is imported here")] } ?? [],
      peers: said(
        checker: operation.domain.hasPrefix("com.") ? nil : saying,
        runtime: model.hasKernel(operation, version) ? nil : saying),
      fixes: place.map {
        [.model("import \(title) \(since)", .unsafe, [.set($0.appending("version"), .int(Int64(since)))])]
      } ?? [])
  }
}
