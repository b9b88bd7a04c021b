internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// An operator was removed before the operator set that is imported.
///
/// ## What it means
/// The imported version marks the operator as deprecated: it has no meaning there any more.
///
/// ## Why it is bad
/// Checkers and runtimes refuse the model.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 13]>
/// g (float[1, 1, 2, 2] x) => (float[1, 1, 4, 4] y) <
///   float[4] scales = {1.0, 1.0, 2.0, 2.0}
/// > {
///   y = Upsample <mode = "nearest"> (x, scales)  # M006 graph.node[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 13]>
/// g (float[1, 1, 2, 2] x) => (float[1, 1, 4, 4] y) <
///   float[4] scales = {1.0, 1.0, 2.0, 2.0}
/// > {
///   y = Resize <mode = "nearest", coordinate_transformation_mode = "asymmetric", nearest_mode = "floor"> (x, , scales)
/// }
/// ```
///
/// ## How to mend it
/// Use what replaced it, or import the version before.
///
/// ## Fix safety
/// Safe where an equal form exists: Upsample is a Resize that is asymmetric and rounds down, Scatter is ScatterElements.
/// GroupNormalization-18 and the tree ensembles before ai.onnx.ml 5 have none.
///
/// ## What others say
/// onnx.checker and ONNX Runtime: `Op registered for Upsample is deprecated in domain_version of 13`
enum DeprecatedOp: Rule {
  static let info = RuleInfo(
    "M006", "deprecated-op", .error, fix: .safe, "an operator was removed before the imported operator set")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var names = FreshNames(model.index)
    return model.nodes { $0.function == nil && $0.schema?.isDeprecated ?? false }.compactMap { node in
      let operation = model.index.operation(node)
      return operation.schema.map { report(node, operation, $0, &names, model) }
    }
  }

  private static func report(
    _ node: NodeID, _ operation: Operation, _ schema: OperatorSchema, _ names: inout FreshNames, _ model: CheckedModel
  ) -> Diagnostic {
    let title = domainTitle(operation.domain)
    let version = operation.importedVersion ?? schema.sinceVersion
    let saying = "Op registered for \(operation.name) is deprecated in domain_version of \(version)"
    let rewrite = NewerOperator.rewrite(model.index, node, &names)
    var remedy = ""
    switch operation.title {
    case "Upsample-10": remedy = "; Resize, asymmetric and rounding down, is equal"
    case "Scatter-11": remedy = "; ScatterElements is equal"
    default: break
    }
    return model.diagnostic(
      info, "\(operation.name) was removed in \(title) \(schema.sinceVersion)\(remedy)", at: model.index.path(of: node),
      node: node, notes: ["\(model.describe(importer: model.imports(of: node))) imports \(title) \(version)"],
      // ONNX Runtime takes a deprecated operator that it can expand.
      peers: said(checker: saying, runtime: schema.hasFunctionBody ? nil : saying),
      fixes: rewrite.map { [.model($0.title, .safe, $0.edits)] } ?? [])
  }
}
