internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import SourceText

/// A meta field's value is of the wrong type, is not among those allowed, or stands in the wrong place.
///
/// ## What it means
/// The schema in `graven.toml` says the type of the key's values, for an enum the values, and what may carry it.
///
/// ## Why it is bad
/// Programs that read the field fail, or take it for something else.
///
/// ## Example
/// ```text
/// y = Relu (x)
///   @meta ["owner": "vison"]   # values = ["vision", "speech"]
/// ```
/// Mended:
/// ```text
/// y = Relu (x)
///   @meta ["owner": "vision"]
/// ```
///
/// ## How to mend it
/// Write an allowed value, or change the schema.
///
/// ## Fix safety
/// Chosen by a person: the most similar value of the enum.
///
/// ## What others say
/// Nobody else has schemas of metadata.
enum MetaValue: Rule {
  static let info = RuleInfo("D002", "meta-value", .error, fix: .manual, "a meta field's value or place is not allowed")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard !model.metaFields.isEmpty else { return [] }
    let fields = Dictionary(model.metaFields.map { ($0.key, $0) }) { first, _ in first }
    return MetadataPlaces.all(in: model, where: { !$0.isEmpty }).flatMap { place in
      place.entries.enumerated().compactMap { number, entry -> Diagnostic? in
        guard let field = fields[model.text(entry.key)] else { return nil }
        let value = model.text(entry.value)
        let path = place.path.appending("metadata_props", number)
        guard let problem = problem(value, field, place.kind) else { return nil }
        let nearest = field.kind == .enumeration ? NearestName.find(value, among: field.values) : nil
        let isMendable = field.fits(place.kind)
        return model.diagnostic(
          info, "\"\(field.key)\": \(problem)", at: path, node: place.node,
          fixes: nearest.flatMap { nearest in
            isMendable
              ? [.model("write \"\(nearest)\"", .unsafe, [.set(path.appending("value"), .string(Array(nearest.utf8)))])]
              : nil
          } ?? [])
      }
    }
  }

  private static func problem(_ value: String, _ field: MetaFieldSchema, _ kind: MetadataPlace.Kind) -> String? {
    guard field.fits(kind) else {
      return "it belongs to \(field.places.joined(separator: ", ")), and not to a \(kind.rawValue)"
    }
    switch field.kind {
    case .string: return nil
    case .int: return Int64(value) == nil ? "\"\(value)\" is no int" : nil
    case .float: return Double(value) == nil ? "\"\(value)\" is no float" : nil
    case .bool: return value == "true" || value == "false" ? nil : "\"\(value)\" is neither true nor false"
    case .enumeration:
      return field.values.contains(value) ? nil : "\"\(value)\" is none of \(field.values.joined(separator: ", "))"
    }
  }
}
