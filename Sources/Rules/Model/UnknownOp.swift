internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import SourceText

/// There is no operator of that name.
///
/// ## What it means
/// The domain is known, and has had no operator of this name in any version; nor do the model's functions define it. An
/// operator of a domain that nobody knows is somebody's own, and no fault.
///
/// ## Why it is bad
/// No runtime can run it. Mostly an extension's operator was exported without its domain, or the name is misspelt.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = LeakyRelu6 (x)  # M004 graph.node[0]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = LeakyRelu (x)
/// }
/// ```
///
/// ## How to mend it
/// Correct the name or the domain; write a function for it; or register the operator with the runtime in a domain of its
/// own.
///
/// ## Fix safety
/// Chosen by a person: similar names, and domains that have the name.
///
/// ## What others say
/// onnx.checker and ONNX Runtime: `No Op registered for LeakyRelu6 with domain_version of 17`. Of extensions and functions
/// only ONNX Runtime says so.
enum UnknownOp: Rule {
  static let info = RuleInfo("M004", "unknown-op", .error, fix: .manual, "there is no operator of that name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let nodes = model.nodes { operation in
      operation.schema == nil && operation.function == nil && operation.importedVersion != nil
        && isKnown(operation.domain, model)
        && model.catalog.versions(of: operation.name, domain: operation.domain).isEmpty
    }
    var known: [Int: [Change]] = [:]
    return nodes.map { node in
      let number = model.index.nodes[node.offset].operation
      let operation = model.index.operations[number]
      if operation.domain.isEmpty, withdrawn.contains(operation.name) {
        return report(withdrawn: operation, node, model)
      }
      let changes = known[number] ?? (known.count < mostSuggestions ? changes(operation, model) : [])
      known[number] = changes
      return report(node, operation, operation.importedVersion ?? 0, changes, model)
    }
  }

  /// Experimental operators that ONNX took back in its version 1.5: onnx.checker and ONNX Runtime let them pass, without
  /// knowing what they do.
  private static let withdrawn: Set<String> = [
    "ATen", "Affine", "ConstantFill", "Crop", "DynamicSlice", "GRUUnit", "GivenTensorFill", "ImageScaler",
    "ParametricSoftplus", "Scale", "ScaledTanh",
  ]

  private static func report(withdrawn operation: Operation, _ node: NodeID, _ model: CheckedModel) -> Diagnostic {
    model.diagnostic(
      info, "\(operation.name) was an experiment that ONNX took back; what runs it, and how, is not defined",
      at: model.index.path(of: node), severity: .warning, node: node)
  }

  /// So many operators get suggestions; a file with more is no model.
  private static let mostSuggestions = 50

  /// A field of the node, its other value, and how messages name that.
  private typealias Change = (field: String, value: String, title: String)

  private static func isKnown(_ domain: String, _ model: CheckedModel) -> Bool {
    model.catalog.latestVersion(of: domain) != nil || model.hasFunction(in: domain)
  }

  /// What else may be meant.
  private static func changes(_ operation: Operation, _ model: CheckedModel) -> [Change] {
    let domain = operation.domain
    var names = model.catalog.nearestNames(to: operation.name, domain: domain)
    let functions = model.model.functions.filter { ModelIndex.normalized(model.text($0.domain)) == domain }
      .map { model.text($0.name) }
    if let nearest = NearestName.find(operation.name, among: functions) { names.insert(nearest, at: 0) }
    return names.map { ("op_type", $0, $0) }
      + model.catalog.domains(having: operation.name, otherThan: domain).map {
        ("domain", $0, "\(domainTitle($0)).\(operation.name)")
      }
  }

  private static func report(
    _ node: NodeID, _ operation: Operation, _ version: Int, _ changes: [Change], _ model: CheckedModel
  ) -> Diagnostic {
    let path = model.index.path(of: node)
    let guesses = changes.map { "\"\($0.title)\"" }.joined(separator: " or ")
    let isStandard = ["", "ai.onnx.ml", "ai.onnx.training"].contains(operation.domain)
    let saying = "No Op registered for \(operation.name) with domain_version of \(version)"
    return model.diagnostic(
      info,
      "no operator \"\(operation.name)\" in \(domainTitle(operation.domain)) \(version)"
        + (guesses.isEmpty ? "; is it of another domain?" : "; did you mean \(guesses)?"),
      at: path, node: node,
      peers: said(
        checker: isStandard ? saying : nil,
        runtime: isStandard
          ? (model.hasKernel(operation, version) ? nil : saying)
          : "Fatal error: \(operation.domain):\(operation.name)(-1) is not a registered function/op"),
      fixes: changes.map {
        .model("call it \($0.title)", .unsafe, [.set(path.appending($0.field), .string(Array($0.value.utf8)))])
      })
  }
}

extension CheckedModel {
  /// Whether ONNX Runtime has a kernel of its own for an operator that ONNX does not define in this version.
  func hasKernel(_ operation: Operation, _ version: Int) -> Bool {
    catalog.kernels(of: operation.name, domain: operation.domain).contains { $0.versions.contains(version) }
  }
}
