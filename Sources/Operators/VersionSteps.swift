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
    guard start.sinceVersion != end.sinceVersion else { return [] }
    let range = min(start.sinceVersion, end.sinceVersion)...max(start.sinceVersion, end.sinceVersion)
    var path = versions(of: name, domain: domain).filter(range.contains)
    if start.sinceVersion > end.sinceVersion { path.reverse() }
    var reasons: [String] = []
    for (a, b) in zip(path, path.dropFirst()) {
      guard let old = schema(name, domain: domain, version: a), let new = schema(name, domain: domain, version: b)
      else {
        continue
      }
      for change in Self.changes(from: old, to: new) where change.breaks?.holds(for: node) == true {
        reasons.append("\(new): \(change.text)")
      }
    }
    return reasons
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
