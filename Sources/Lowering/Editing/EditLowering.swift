package import ONNXModel
package import SourceText
package import Syntax

/// Says edits of a model as the smallest edits of its text, so that comments and layout stay.
package enum EditLowering {
  /// The edits of a text after which it says the model after `edits`, in the order of the text.
  ///
  /// What is new is written as the printer writes it, where the printer would. A comment stays even where what it is in is
  /// removed. What has no edits of its own is printed anew with what is around it: its attribute, value or node.
  ///
  /// - Parameter tree: A text without errors; of others no edit is supported.
  package static func lower(_ edits: [ModelEdit], in tree: SyntaxTree) throws(EditError) -> [TextEdit] {
    edits.isEmpty ? [] : try lower(edits, in: TreeIndex(tree))
  }

  /// The same where the text's parts are known already.
  package static func lower(_ edits: [ModelEdit], in index: TreeIndex) throws(EditError) -> [TextEdit] {
    guard let first = edits.first else { return [] }
    guard index.tree.errors.isEmpty else { throw EditError(index: 0, path: first.path, reason: .unsupported) }
    var session = try EditSession(edits, index)
    return try session.run()
  }
}

/// One list of edits on its way into a text.
private struct EditSession {
  let edits: [ModelEdit]
  /// The edits in the order of their paths.
  let order: [Int]
  let index: TreeIndex
  let units: UnitReprint
  var plans: [EditPlan] = []
  var patch: TextPatch

  init(_ edits: [ModelEdit], _ index: TreeIndex) throws(EditError) {
    self.edits = edits
    self.index = index
    do throws(ModelEditError) {
      order = try EditOrder.sorted(edits).reversed()
    } catch { throw EditError(error) }
    let tree = index.tree
    units = UnitReprint(tree: tree, fragments: FragmentPrinter(pragma: tree.pragma ?? Pragma()))
    patch = TextPatch(tree)
  }

  mutating func run() throws(EditError) -> [TextEdit] {
    var planner = EditPlanner(index, units.fragments, edits)
    for index in edits.indices {
      do throws(EditPlanner.Refusal) {
        plans.append(try planner.plan(edits[index]))
      } catch { throw EditError(index: index, path: edits[index].path, reason: error.reason) }
    }
    try writeOperators()
    try writeUnits()
    try writeOthers()
    guard let result = patch.finish() else {
      throw EditError(index: 0, path: edits.first?.path ?? ModelPath(), reason: .model(.overlap))
    }
    return result
  }

  // MARK: Operators

  /// Writes each operator with all edits of it; where only an object could say it, the node is printed anew.
  private mutating func writeOperators() throws(EditError) {
    var nodes: [ModelPath: [Int]] = [:]
    for index in order {
      if case .nodeOperator = plans[index] { nodes[edits[index].path.parent, default: []].append(index) }
    }
    for (path, indices) in nodes {
      guard let place = index.place(of: path) else { continue }
      do throws(ModelEditError) {
        let bytes = try units.printOperator(place, relative(indices, to: path))
        let view = index.view(place)
        if let bytes, let op = view.child(place.part, .op) {
          plans[indices[0]] = .replace(view.range(of: op), bytes + (view.tokens(op).isEmpty ? [0x20] : []))
          for index in indices.dropFirst() { plans[index] = .nothing }
        } else {
          for index in indices { plans[index] = .unit }
        }
      } catch { throw EditError(error, in: edits, indices) }
    }
  }

  // MARK: Units

  /// Prints anew what edits without a plan of their own are inside of, with all other edits inside.
  private mutating func writeUnits() throws(EditError) {
    var found: [ModelPath: (place: TreePlace, unit: TreePlace.Unit)] = [:]
    for edit in order {
      guard case .unit = plans[edit] else { continue }
      let path = edits[edit].path
      let places = index.places(along: path)
      guard let depth = (1..<max(1, path.steps.count)).last(where: { $0 < places.count && places[$0].unit != nil }),
        let unit = places[depth].unit
      else { throw EditError(index: edit, path: path, reason: .unsupported) }
      found[ModelPath(Array(path.steps.prefix(depth)))] = (places[depth], unit)
    }
    if found.isEmpty { return }
    var members: [ModelPath: [Int]] = [:]
    for edit in edits.indices {
      let steps = edits[edit].path.steps
      let outermost = (1..<max(1, steps.count)).first { found[ModelPath(Array(steps.prefix($0)))] != nil }
      guard let outermost else { continue }
      members[ModelPath(Array(steps.prefix(outermost))), default: []].append(edit)
      plans[edit] = .nothing
    }
    for (path, indices) in members {
      guard let (place, unit) = found[path] else { continue }
      try write(place, unit, indices, path)
    }
  }

  private mutating func write(
    _ place: TreePlace, _ unit: TreePlace.Unit, _ indices: [Int], _ path: ModelPath
  ) throws(EditError) {
    let range = index.view(place).range(place.tokens)
    let indent = (patch.indentation(at: range.lowerBound).count + 1) / 2
    let bytes: [UInt8]?
    do throws(ModelEditError) {
      bytes = try units.print(place, unit, relative(indices, to: path), indent: indent)
    } catch { throw EditError(error, in: edits, indices) }
    guard let bytes else { throw EditError(index: indices[0], path: edits[indices[0]].path, reason: .unsupported) }
    patch.replace(range, with: bytes)
  }

  private func relative(_ indices: [Int], to path: ModelPath) -> [ModelEdit] {
    indices.map { index in
      let inner = ModelPath(Array(edits[index].path.steps.dropFirst(path.steps.count)))
      return switch edits[index] {
      case .set(_, let value): .set(inner, value)
      case .insert(_, let value): .insert(inner, value)
      case .remove: .remove(inner)
      }
    }
  }

  // MARK: Everything else

  private mutating func writeOthers() throws(EditError) {
    var groups = EditGroups(index.tree)
    for edit in order {
      if case .header(let header, let key, let bytes, let isElement) = plans[edit] {
        groups.add(key, bytes, isElement, to: header)
      }
    }
    // Before the name of a graph, which can be new in the same place.
    groups.writeHeaders(to: &patch)
    var shared: [Range<Int>: Set<ModelPath>] = [:]
    for edit in order {
      switch plans[edit] {
      case .insert(let bytes, let offset, let rank): patch.insert(bytes, at: offset, rank)
      case .replace(let range, let bytes): patch.replace(range, with: bytes)
      case .delete(let ranges): for range in ranges { patch.delete(range) }
      case .shared(let range, let bytes):
        shared[range, default: []].insert(edits[edit].path)
        patch.replace(range, with: bytes)
      case .list(let list, let actions): groups.add(actions, to: list)
      case .line(let scope, let action): groups.add(action, to: scope)
      case .header, .nodeOperator, .unit, .nothing: break
      }
    }
    groups.write(to: &patch)
    if let paths = shared.values.first(where: { $0.count < 2 }), let path = paths.first {
      throw EditError(index: edits.firstIndex { $0.path == path } ?? 0, path: path, reason: .shared)
    }
  }
}

extension ModelPath {
  fileprivate var parent: ModelPath { ModelPath(Array(steps.dropLast())) }
}

extension EditError {
  fileprivate init(_ error: ModelEditError) {
    self.init(index: error.index, path: error.path, reason: .model(error.reason))
  }

  /// An error of some of the edits, whose paths started elsewhere.
  fileprivate init(_ error: ModelEditError, in edits: [ModelEdit], _ indices: [Int]) {
    let index = indices[error.index]
    self.init(index: index, path: edits[index].path, reason: .model(error.reason))
  }
}
