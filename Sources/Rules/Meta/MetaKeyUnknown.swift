internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import SourceText

/// A meta field is not in the project's schema.
///
/// ## What it means
/// `graven.toml` lists under `[[meta]]` the keys that layers carry in this project. This one is not there, or not for this
/// kind of place. Projects without a schema get no such report.
///
/// ## Why it is bad
/// Whoever looks for the right key does not find the value: mostly it is misspelt.
///
/// ## Example
/// ```text
/// y = Relu (x)
///   @meta ["onwer": "vision"]
/// ```
/// Mended:
/// ```text
/// y = Relu (x)
///   @meta ["owner": "vision"]
/// ```
///
/// ## How to mend it
/// Correct the key, or add it to `graven.toml`.
///
/// ## Fix safety
/// Chosen by a person: the most similar key of the schema.
///
/// ## What others say
/// Nobody else has schemas of metadata.
enum MetaKeyUnknown: Rule {
  static let info = RuleInfo(
    "D001", "meta-key-unknown", .warning, fix: .manual, "a meta field is not in the project's schema")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard !model.metaFields.isEmpty else { return [] }
    let keys = Set(model.metaFields.map(\.key))
    return MetadataPlaces.all(in: model, where: { !$0.isEmpty }).flatMap { place in
      place.entries.enumerated().compactMap { number, entry -> Diagnostic? in
        let key = model.text(entry.key)
        guard !keys.contains(key) else { return nil }
        let path = place.path.appending("metadata_props", number)
        let fitting = model.metaFields.filter { $0.fits(place.kind) }.map(\.key)
        let nearest = NearestName.find(key, among: fitting)
        return model.diagnostic(
          info, "\"\(key)\" is no meta field of this project" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
          at: path, node: place.node,
          fixes: nearest.map {
            [.model("call it \"\($0)\"", .unsafe, [.set(path.appending("key"), .string(Array($0.utf8)))])]
          } ?? [])
      }
    }
  }
}

extension MetaFieldSchema {
  /// Whether the field belongs to such places; a schema that names none means all.
  func fits(_ kind: MetadataPlace.Kind) -> Bool { places.isEmpty || places.contains(kind.rawValue) }
}
