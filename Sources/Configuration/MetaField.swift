// A field that a project's models carry in `@meta`.

/// One `[[meta]]` of the configuration.
package struct MetaField: Sendable, Equatable {
  /// What the field's value has to look like.
  package enum Kind: String, Sendable, CaseIterable {
    case string, int, float, bool
    /// One of `values`.
    case `enum`
  }

  /// What can carry metadata (onnx.proto, `metadata_props`).
  package enum Owner: String, Sendable, CaseIterable {
    case model, graph, function, node, value, tensor
  }

  package var key: String
  package var kind: Kind
  /// The values that an enum allows; empty for other kinds.
  package var values: [String]
  /// Where the field may stand.
  package var owners: Set<Owner>
  /// The operators whose nodes must have it: `Conv`, or `com.example::Attend`.
  package var requiredFor: [String]

  package init(
    key: String, kind: Kind = .string, values: [String] = [], owners: Set<Owner> = Set(Owner.allCases),
    requiredFor: [String] = []
  ) {
    self.key = key
    self.kind = kind
    self.values = values
    self.owners = owners
    self.requiredFor = requiredFor
  }
}
