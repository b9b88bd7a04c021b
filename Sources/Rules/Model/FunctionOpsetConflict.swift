internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// A function imports another version than the model, and an operator differs between the two.
///
/// ## What it means
/// Functions are written out in the model that calls them, so that their operators have to mean the same in both versions
/// (onnx.proto, FunctionProto.opset_import). Here one has another signature.
///
/// ## Why it is bad
/// After inlining the node is read by the model's version and computes something else, or nothing.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2, 3] x) => (float[2, 3] y) {
///   y = local.Attend (x)
/// }
///
/// <domain: "local", opset_import: ["" : 11]>
/// Attend (a) => (b) {
///   b = Softmax (a)  # M011 functions[0].opset_import[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2, 3] x) => (float[2, 3] y) {
///   y = local.Attend (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Attend (a) => (b) {
///   b = Softmax (a)
/// }
/// ```
///
/// ## How to mend it
/// Write the function for the model's version, and import that.
///
/// ## Fix safety
/// Chosen by a person: the fix imports the model's version and leaves the nodes, some of which then mean something else.
///
/// ## What others say
/// onnx.checker: `Opset import for domain  in function op Softmax is not compatible with the version imported by model.`
/// ONNX Runtime runs it.
enum FunctionOpsetConflict: Rule {
  static let info = RuleInfo(
    "M011", "function-opset-conflict", .error, fix: .manual, "a function imports a version in which an operator differs"
  )

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var reported: Set<ModelPath> = []
    return model.index.operations.enumerated().compactMap { number, operation -> Diagnostic? in
      guard let node = model.firstNodes[number], operation.function == nil, model.imports(of: node) > 0,
        let own = operation.importedVersion, let outer = model.index.imports[0][operation.domain], own != outer
      else { return nil }
      let other = model.catalog.schema(operation.name, domain: operation.domain, version: outer)
      guard operation.schema?.sinceVersion != other?.sinceVersion,
        let place = model.importPlace(of: operation.domain, model.imports(of: node))
      else { return nil }
      let path = model.importPath(model.imports(of: node), place)
      // One import is one fault, however many operators differ.
      guard reported.insert(path).inserted else { return nil }
      let title = domainTitle(operation.domain)
      let versions = "\(operation.title) there, \(other.map { "\($0)" } ?? "nothing") here"
      return model.diagnostic(
        info,
        "function \(model.describe(function: model.imports(of: node) - 1)) imports \(title) \(own), the model \(outer): \(operation.name) differs",
        at: path, related: [Label(.path(model.index.path(of: node)), "used here")], notes: [versions],
        peers: said(
          checker:
            "Opset import for domain \(operation.domain) in function op \(operation.name)is not compatible with the version imported by model. FunctionOp imports version \(own) whereas model imports version \(outer)"
        ),
        fixes: [
          .model(
            "import \(title) \(outer) in the function", .unsafe, [.set(path.appending("version"), .int(Int64(outer)))])
        ])
    }
  }
}
