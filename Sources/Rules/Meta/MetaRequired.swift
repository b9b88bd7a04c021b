internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A node lacks a meta field that its operator has to carry.
///
/// ## What it means
/// The schema in `graven.toml` says with `required_for` which operators' nodes need the key.
///
/// ## Why it is bad
/// The project has agreed on it: a `Conv` without an owner, say.
///
/// ## Example
/// ```text
/// y = Conv (x, w)          # required_for = ["Conv"]
/// ```
/// Mended:
/// ```text
/// y = Conv (x, w)
///   @meta ["owner": "vision"]
/// ```
///
/// ## How to mend it
/// Add the field.
///
/// ## Fix safety
/// Chosen by a person: offered where the schema allows one value only.
///
/// ## What others say
/// Nobody else has schemas of metadata.
enum MetaRequired: Rule {
  static let info = RuleInfo(
    "D003", "meta-required", .warning, fix: .manual, "a node lacks a meta field that it has to carry")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.metaFields.filter { !$0.requiredFor.isEmpty }.flatMap { field -> [Diagnostic] in
      let operators = Set(field.requiredFor)
      return model.nodes { operation in
        let full = operation.domain.isEmpty ? operation.name : "\(operation.domain).\(operation.name)"
        return operators.contains(operation.name) || operators.contains(full)
      }.compactMap { id in
        let node = model.index.node(id)
        guard !node.metadata.contains(where: { model.text($0.key) == field.key }) else { return nil }
        let path = model.index.path(of: id)
        let only = field.kind == .enumeration && field.values.count == 1 ? field.values.first : nil
        return model.diagnostic(
          info, "\(model.describe(id)) has no \"\(field.key)\"", at: path, node: id,
          fixes: only.map { value in
            [
              .model(
                "add \"\(field.key)\": \"\(value)\"", .unsafe,
                [
                  .insert(
                    path.appending("metadata_props", node.metadata.count),
                    .entry(key: Array(field.key.utf8), value: Array(value.utf8)))
                ])
            ]
          } ?? [])
      }
    }
  }
}
