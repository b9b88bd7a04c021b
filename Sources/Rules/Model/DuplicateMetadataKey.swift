internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A key stands twice in one `metadata_props`.
///
/// ## What it means
/// The entries of a model's, graph's, function's, node's, value's or tensor's metadata are told apart by their keys.
///
/// ## Why it is bad
/// Readers make a dictionary of them, and one of the two is lost.
///
/// ## Example
/// ```onnxtxt
/// <
///   ir_version: 8,
///   opset_import: ["" : 17],
///   metadata_props: ["task": "classify", "task": "detect"]  # M013 metadata_props[1]
/// >
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <
///   ir_version: 8,
///   opset_import: ["" : 17],
///   metadata_props: ["task": "classify", "subtask": "detect"]
/// >
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Remove one, or rename its key.
///
/// ## Fix safety
/// Safe where the values are the same, otherwise chosen by a person.
///
/// ## What others say
/// onnx.checker, of the model's own: `Your model has duplicate keys in metadata_props.`
enum DuplicateMetadataKey: Rule {
  static let info = RuleInfo("M013", "duplicate-metadata-key", .warning, fix: .manual, "a key stands twice in metadata")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    MetadataPlaces.all(in: model, where: { $0.count > 1 }).flatMap { place in
      place.entries.enumerated().compactMap { number, entry -> Diagnostic? in
        let first = place.entries[..<number].firstIndex { model.strings.same($0.key ?? .empty, entry.key ?? .empty) }
        guard let first else { return nil }
        let paths = [first, number].map { place.path.appending("metadata_props", $0) }
        let values = [first, number].map { model.text(place.entries[$0].value) }
        let key = model.text(entry.key)
        let fixes: [Fix] =
          values[0] == values[1]
          ? [.model("remove the second one", .safe, [.remove(paths[1])])]
          : [
            .model("keep \"\(values[0])\"", .unsafe, [.remove(paths[1])]),
            .model("keep \"\(values[1])\"", .unsafe, [.remove(paths[0])]),
          ]
        return model.diagnostic(
          info,
          values[0] == values[1] ? "\"\(key)\" stands twice" : "\"\(key)\" = \"\(values[0])\" and = \"\(values[1])\"",
          at: paths[1], related: [Label(.path(paths[0]), "the first one")],
          peers: said(checker: place.kind == .model ? "Your model has duplicate keys in metadata_props." : nil),
          fixes: fixes)
      }
    }
  }
}
