internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// An operator is used whose domain the model does not import.
///
/// ## What it means
/// Each domain that nodes name has to stand in the model's `opset_import` with its version, domains of the model's own
/// functions and of a runtime's extensions included. The first node of the domain is reported.
///
/// ## Why it is bad
/// Which operator is meant is open, and the model is refused.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = com.microsoft.Gelu (x)  # M002 graph.node[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "com.microsoft" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = com.microsoft.Gelu (x)
/// }
/// ```
///
/// ## How to mend it
/// Import the domain.
///
/// ## Fix safety
/// Safe where only one version can be meant: a domain of the model's functions, or one whose operators never changed.
/// Otherwise chosen by a person.
///
/// ## What others say
/// onnx.checker and ONNX Runtime: `No opset import for domain 'com.microsoft'`; ONNX Runtime knows its own domains without
/// an import.
enum DomainNotImported: Rule {
  static let info = RuleInfo(
    "M002", "domain-not-imported", .error, fix: .safe, "an operator is used whose domain is not imported")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    // Where nothing is imported, that is the fault (M001, M010).
    guard !model.model.opsetImports.isEmpty else { return [] }
    var firsts: [String: NodeID] = [:]
    for (number, operation) in model.index.operations.enumerated() {
      guard let node = model.firstNodes[number], model.imports(of: node) == 0,
        model.index.imports[0][operation.domain] == nil
      else { continue }
      if firsts[operation.domain].map({ node < $0 }) ?? true { firsts[operation.domain] = node }
    }
    return firsts.values.sorted().map { report($0, model) }
  }

  private static func report(_ node: NodeID, _ model: CheckedModel) -> Diagnostic {
    let operation = model.index.operation(node)
    let saying = "No opset import for domain '\(operation.domain)'"
    let (version, isSure) = version(operation.domain, model)
    let title = domainTitle(operation.domain)
    return model.diagnostic(
      info, "\(operation.title) is used, and the domain \(title) is not imported",
      at: model.index.path(of: node), node: node,
      peers: said(checker: saying, runtime: operation.domain.hasPrefix("com.microsoft") ? nil : saying),
      fixes: [
        .model(
          "import \(title) \(version)", isSure ? .safe : .unsafe, [model.importing(operation.domain, version, 0)])
      ])
  }

  /// The version to import, and whether no other one could be meant.
  private static func version(_ domain: String, _ model: CheckedModel) -> (Int, isSure: Bool) {
    if model.hasFunction(in: domain) { return (1, true) }
    guard let latest = model.catalog.latestVersion(of: domain) else { return (1, false) }
    let versions = model.index.operations.filter { $0.domain == domain }
      .map { model.catalog.versions(of: $0.name, domain: domain) }
    let version = domain.isEmpty ? IRVersions.newestOpset(model.model.irVersion ?? IRVersions.newest) : latest
    return (min(version, latest), versions.allSatisfy { $0.count == 1 })
  }
}
