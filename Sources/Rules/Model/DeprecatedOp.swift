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
    var fix: Fix?
    var remedy = ""
    switch operation.title {
    case "Upsample-10":
      remedy = "; Resize, asymmetric and rounding down, is equal"
      fix = resize(node, version, &names, model)
    case "Scatter-11":
      remedy = "; ScatterElements is equal"
      fix = .model(
        "use ScatterElements", .safe,
        [.set(model.index.path(of: node).appending("op_type"), .string(Array("ScatterElements".utf8)))])
    default: break
    }
    return model.diagnostic(
      info, "\(operation.name) was removed in \(title) \(schema.sinceVersion)\(remedy)", at: model.index.path(of: node),
      node: node, notes: ["\(model.describe(importer: model.imports(of: node))) imports \(title) \(version)"],
      // ONNX Runtime takes a deprecated operator that it can expand.
      peers: said(checker: saying, runtime: schema.hasFunctionBody ? nil : saying), fixes: fix.map { [$0] } ?? [])
  }

  /// Resize-10 is what Upsample was; later ones have a region in between, and other defaults (ONNX Operators, Resize-11).
  private static func resize(
    _ node: NodeID, _ version: Int, _ names: inout FreshNames, _ model: CheckedModel
  ) -> Fix? {
    let path = model.index.path(of: node)
    let given = model.index.node(node)
    guard given.inputs.count == 2 else { return nil }
    var edits: [ModelEdit] = [.set(path.appending("op_type"), .string(Array("Resize".utf8)))]
    if version >= 11 {
      var region: [UInt8] = []
      if version < 13 {
        // Resize-11 wants a region, though it has no meaning here: an empty one.
        let scope = model.index.nodes[node.offset].scope
        if case .function = model.index.scopes[scope].kind { return nil }
        var strings = StringPool()
        let name = names.make("roi")
        var empty = Tensor()
        empty.name = strings.add(name)
        empty.dims = [0]
        empty.dataType = DataType.float.rawValue
        region = Array(name.utf8)
        let weights = model.index.scopes[scope].graph.initializers.count
        edits.append(
          .insert(model.index.path(ofScope: scope).appending("initializer", weights), .tensor(empty, strings)))
      }
      edits.append(.insert(path.appending("input", 1), .string(region)))
      var strings = StringPool()
      for (key, value) in [("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")] {
        var attribute = Attribute()
        attribute.name = strings.add(key)
        attribute.s = strings.add(value)
        attribute.type = AttributeType.string.rawValue
        edits.append(.insert(path.appending("attribute", given.attributes.count), .attribute(attribute, strings)))
      }
    }
    return .model("use Resize, asymmetric and rounding down", .safe, edits)
  }
}
