/// A step from one version of an operator to the one before or after it.
package struct VersionStep: Sendable {
  package let old: OperatorSchema
  package let new: OperatorSchema
  let changes: [SchemaChange]

  init(old: OperatorSchema, new: OperatorSchema, changes: [SchemaChange]) {
    self.old = old
    self.new = new
    self.changes = changes
  }

  /// The place before an operator's first version, where another one has to do its work.
  package init(beginningOf schema: OperatorSchema) {
    self.init(old: schema, new: schema, changes: [])
  }

  package var isUpwards: Bool { old.sinceVersion < new.sinceVersion }
  /// The later of the two versions, which made the difference.
  package var newer: OperatorSchema { isUpwards ? new : old }

  /// Why a node can't take the step as it is: `Clip-11: attribute min is gone`; empty where relabelling changes nothing.
  package func reasons(against node: NodeUse?) -> [String] {
    changes.filter { $0.breaks?.holds(for: node) == true }.map { "\(new): \($0.text)" }
  }
}

extension OperatorCatalog {
  /// What is different in one version of an operator from the one before; empty for the first.
  package func changes(in schema: OperatorSchema) -> [SchemaChange] {
    let versions = versions(of: schema.name, domain: schema.domain)
    guard let before = versions.last(where: { $0 < schema.sinceVersion }),
      let old = self.schema(schema.name, domain: schema.domain, version: before)
    else { return [] }
    return Self.changes(from: old, to: schema)
  }

  /// Why a node is not the same after its domain's operator set is imported in another version: a reason for each step
  /// that changes what it means or refuses it. Empty: relabelling changes nothing.
  ///
  /// - Parameter node: What the node uses; without it every change of the operator counts.
  package func stepChanges(
    _ name: String, domain: String, from: Int, to: Int, node: NodeUse? = nil
  ) -> [String] {
    guard let start = schema(name, domain: domain, version: from) else {
      return ["\(name) is not in version \(from) of its domain"]
    }
    guard let end = schema(name, domain: domain, version: to) else {
      let first = versions(of: name, domain: domain).first ?? 1
      return ["\(name) comes with version \(first)"]
    }
    return versionSteps(from: start, to: end).flatMap { $0.reasons(against: node) }
  }

  /// The steps between two versions of an operator, in order; none where they are one version.
  package func versionSteps(from start: OperatorSchema, to end: OperatorSchema) -> [VersionStep] {
    guard start.sinceVersion != end.sinceVersion else { return [] }
    let range = min(start.sinceVersion, end.sinceVersion)...max(start.sinceVersion, end.sinceVersion)
    var path = versions(of: start.name, domain: start.domain).filter(range.contains)
    if start.sinceVersion > end.sinceVersion { path.reverse() }
    let schemas = path.compactMap { schema(start.name, domain: start.domain, version: $0) }
    return zip(schemas, schemas.dropFirst()).map { old, new in
      VersionStep(old: old, new: new, changes: Self.changes(from: old, to: new))
    }
  }

  /// Whether a node keeps its meaning when its domain is imported in another version.
  package func isUnchanged(_ name: String, domain: String, from: Int, to: Int, node: NodeUse? = nil) -> Bool {
    stepChanges(name, domain: domain, from: from, to: to, node: node).isEmpty
  }

  /// The differences of neighbouring versions: of their signatures, and what the table of meanings adds and takes away.
  private static func changes(from old: OperatorSchema, to new: OperatorSchema) -> [SchemaChange] {
    let newer = old.sinceVersion < new.sinceVersion ? new : old
    let entry = VersionMeanings.entry(for: newer)
    let signature = SchemaComparison.changes(from: old, to: new, same: entry.sameParts)
    let isBackwards = old.sinceVersion > new.sinceVersion
    return signature
      + entry.changes.map { change in
        isBackwards ? SchemaChange("undoes what \(newer) does: it \(change.text)", breaks: change.breaks) : change
      }
  }
}
