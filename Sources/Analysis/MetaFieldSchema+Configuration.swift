package import Configuration
package import Rules

extension MetaFieldSchema {
  /// The rules' view of a `[[meta]]` table of `graven.toml`.
  package init(_ field: MetaField) {
    self.init(
      key: field.key, kind: MetaFieldSchema.Kind(rawValue: field.kind.rawValue) ?? .string, values: field.values,
      places: field.owners.map(\.rawValue).sorted(), requiredFor: field.requiredFor)
  }
}
