// Brings a model to other versions of operator sets.

package import Inference
package import ONNXModel
internal import Operators
internal import Rewriting

/// A model on its way: each node takes the steps from its operator's version to the one that is asked for.
package struct OpsetConversion {
  private let inference: Inference
  private let targets: [String: Int]
  private var names: FreshNames
  private var adapters: [AdapterKey: VersionAdapter] = [:]
  private var steps: [StepKey: [VersionStep]] = [:]

  private struct AdapterKey: Hashable {
    var name: String
    var version: Int
    var isUpwards: Bool
  }

  private struct StepKey: Hashable {
    var name: String
    var domain: String
    var from: Int
  }

  private struct Blocked: Error {
    var reasons: [String]
    var nearest: Int?
  }

  private var index: ModelIndex { inference.index }

  private init(_ inference: Inference, _ targets: [String: Int]) {
    self.inference = inference
    self.targets = targets
    names = FreshNames(inference.index)
    for adapter in VersionAdapter.all {
      for name in adapter.names {
        let key = AdapterKey(name: name, version: adapter.version, isUpwards: adapter.direction == .up)
        adapters[key] = adapter
      }
    }
  }

  /// What has to be done so that a model and its functions import `targets`: versions by domain, "" for ai.onnx.
  package static func plan(_ inference: Inference, to targets: [String: Int]) -> OpsetPlan {
    var conversion = OpsetConversion(inference, targets)
    return conversion.run()
  }

  private mutating func run() -> OpsetPlan {
    var plan = OpsetPlan()
    for number in index.nodes.indices {
      let node = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      let operation = index.operation(node)
      guard operation.function == nil, let target = targets[operation.domain], let start = operation.schema,
        let current = operation.importedVersion, current != target
      else { continue }
      let end = index.catalog.schema(operation.name, domain: operation.domain, version: target)
      if let end, end.sinceVersion == start.sinceVersion { continue }
      var row = OpsetPlan.Row(
        node: node, path: index.path(of: node), name: index.node(node).name.map { index.strings.string($0) } ?? "",
        operation: (operation.domain.isEmpty ? "" : operation.domain + ".") + operation.name,
        from: start.sinceVersion, to: end?.sinceVersion, outcome: .relabelled)
      var draft = NodeDraft(inference, node, target: target)
      do throws(Blocked) {
        try convert(&draft, from: start, to: target)
        let edits = draft.edits
        if !edits.isEmpty { row.outcome = .rewritten(draft.notes) }
        plan.edits += edits
      } catch {
        row.outcome = .blocked(error.reasons, nearest: error.nearest)
      }
      plan.rows.append(row)
    }
    plan.edits += importEdits
    return plan
  }

  // MARK: A node

  private mutating func convert(_ draft: inout NodeDraft, from start: OperatorSchema, to target: Int) throws(Blocked) {
    for step in steps(from: start, to: target) {
      let adapter = adapters[
        AdapterKey(name: start.name, version: step.newer.sinceVersion, isUpwards: step.isUpwards)]
      if step.reasons(against: draft.use).isEmpty, adapter?.isQuiet != true { continue }
      do throws(RewriteRefusal) {
        try take(step, adapter, &draft)
      } catch {
        if fold(&draft) { return }
        let nearest = step.isUpwards ? step.new.sinceVersion - 1 : step.old.sinceVersion
        throw Blocked(reasons: [error.reason], nearest: nearest)
      }
      if draft.opType != start.name { return try goOn(&draft, start.domain, step.new.sinceVersion, to: target) }
    }
    guard let end = index.catalog.schema(start.name, domain: start.domain, version: target) else {
      return try replace(&draft, start, to: target)
    }
    if draft.inputs.count > end.maximumInputs { draft.trimInputs() }
  }

  /// Makes a node a constant whose result is known; what was begun with it is forgotten.
  private func fold(_ draft: inout NodeDraft) -> Bool {
    let before = NodeDraft(inference, draft.node, target: draft.target)
    guard before.outputs.count == 1, let value = before.result(0), ElementEncoding.raw(value) != nil else {
      return false
    }
    draft = before
    draft.become(value)
    return true
  }

  /// Goes on as the operator that the node has become.
  private mutating func goOn(
    _ draft: inout NodeDraft, _ domain: String, _ version: Int, to target: Int
  ) throws(Blocked) {
    guard let next = index.catalog.schema(draft.opType, domain: domain, version: version) else {
      throw Blocked(reasons: ["\(draft.opType) is not in version \(version)"], nearest: version + 1)
    }
    try convert(&draft, from: next, to: target)
  }

  /// Puts an operator that came before in the place of one that the target has not.
  private mutating func replace(_ draft: inout NodeDraft, _ start: OperatorSchema, to target: Int) throws(Blocked) {
    let first = index.catalog.versions(of: start.name, domain: start.domain).first ?? start.sinceVersion
    let key = AdapterKey(name: start.name, version: first, isUpwards: false)
    if adapters[key] == nil, fold(&draft) { return }
    guard let adapter = adapters[key],
      let schema = index.catalog.schema(start.name, domain: start.domain, version: first)
    else { throw Blocked(reasons: ["\(start.name) comes with version \(first)"], nearest: first) }
    do throws(RewriteRefusal) {
      try adapter.change(&draft, VersionStep(beginningOf: schema), &names)
    } catch {
      if fold(&draft) { return }
      throw Blocked(reasons: ["\(start.name) comes with version \(first); \(error.reason)"], nearest: first)
    }
    try goOn(&draft, start.domain, first - 1, to: target)
  }

  /// The steps to the target, or to the operator's first version where the target has it not.
  private mutating func steps(from start: OperatorSchema, to target: Int) -> [VersionStep] {
    let key = StepKey(name: start.name, domain: start.domain, from: start.sinceVersion)
    if let known = steps[key] { return known }
    let first = index.catalog.versions(of: start.name, domain: start.domain).first ?? start.sinceVersion
    let end = index.catalog.schema(start.name, domain: start.domain, version: max(target, first))
    let found = end.map { index.catalog.versionSteps(from: start, to: $0) } ?? []
    steps[key] = found
    return found
  }

  /// Takes one step that is more than a label.
  private mutating func take(
    _ step: VersionStep, _ special: VersionAdapter?, _ draft: inout NodeDraft
  ) throws(RewriteRefusal) {
    let before = draft.opType
    if let special { try special.change(&draft, step, &names) }
    if draft.opType != before { return }
    InputsAndAttributes.dropDefaults(&draft, step)
    if step.isUpwards {
      try InputsAndAttributes.toInputs(&draft, step, &names)
    } else {
      try InputsAndAttributes.toAttributes(&draft, step)
    }
    try ExactCasts.widen(&draft, step, &names)
    let left = step.reasons(against: draft.use)
    // What a row of the table is for is settled by it, though the signature still differs.
    if special?.isQuiet ?? true, let reason = left.first {
      throw RewriteRefusal(left.count == 1 ? reason : left.joined(separator: "; "))
    }
  }

  // MARK: Imports

  private var importEdits: [ModelEdit] {
    var edits = imports(of: index.model.opsetImports, at: ModelPath([]))
    for (number, function) in index.model.functions.enumerated() {
      edits += imports(of: function.opsetImports, at: ModelPath([.init("functions", number)]))
    }
    return edits
  }

  private func imports(of list: [OperatorSetID], at path: ModelPath) -> [ModelEdit] {
    list.enumerated().compactMap { number, entry in
      let domain = ModelIndex.normalized(entry.domain.map { index.strings.string($0) } ?? "")
      guard let target = targets[domain], entry.version != Int64(target) else { return nil }
      return .set(path.appending("opset_import", number).appending("version"), .int(Int64(target)))
    }
  }
}
