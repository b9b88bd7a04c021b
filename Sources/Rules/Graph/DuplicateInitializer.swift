internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Two weights of one graph have the same name.
///
/// ## What it means
/// `initializer` and `sparse_initializer` together name each weight once.
///
/// ## Why it is bad
/// ONNX Runtime keeps the last one and only warns, others keep the first: the same file computes different things.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {1.0, 2.0},
///   float[2] k = {3.0, 4.0}  # G014 graph.initializer[1]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {3.0, 4.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Remove the one that is not meant, or rename it.
///
/// ## Fix safety
/// Chosen by a person, because the two are read differently. The first fix keeps what ONNX Runtime takes.
///
/// ## What others say
/// onnx.checker: `k initializer name is not unique`. ONNX Runtime warns: `Duplicate initializer (dense, sparse or
/// ConstantNode): 'k' the model will use the latest encountered initializer. Please, fix your model.`
enum DuplicateInitializer: Rule {
  static let info = RuleInfo(
    "G014", "duplicate-initializer", .error, fix: .manual, "two weights of one graph have one name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return index.duplicates.compactMap { duplicate in
      let record = index.values[duplicate.first.offset]
      let first: ModelPath
      switch (record.origin, duplicate.second) {
      case (.initializer, .initializer), (.initializer, .sparseInitializer), (.sparseInitializer, .sparseInitializer),
        (.sparseInitializer, .initializer):
        first = index.path(of: duplicate.first)
      case (.input, .initializer):
        first = index.path(of: .initializer(record.initializer ?? 0), in: duplicate.scope)
      default: return nil
      }
      let name = index.name(of: duplicate.first)
      let second = index.path(of: duplicate.second, in: duplicate.scope)
      var saying = "\(name) initializer name is not unique"
      if case .sparseInitializer = duplicate.second {
        saying = "\(name) sparse initializer name is not unique across initializers and sparse_initializers"
      }
      return model.diagnostic(
        info, "two weights are named \"\(name)\"", at: second, related: [Label(.path(first), "the first one")],
        peers: said(
          checker: saying,
          runtime:
            "Duplicate initializer (dense, sparse or ConstantNode): '\(name)' the model will use the latest encountered initializer. Please, fix your model."
        ),
        fixes: [
          .model("remove the first one", .unsafe, [.remove(first)]),
          .model("remove this one", .unsafe, [.remove(second)]),
        ])
    }
  }
}
