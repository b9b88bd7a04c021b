/// Makes edits in a model, as lowering makes them in a text.
extension Model {
  /// Makes all edits, or throws and leaves the model as it is.
  public mutating func apply(_ edits: [ModelEdit]) throws(ModelEditError) {
    var (copy, strings) = (self, strings)
    try copy.apply(edits, strings: &strings)
    copy.strings = strings
    self = copy
  }
}

extension Message {
  /// Makes edits whose paths start at this message; what they put in place comes to `strings`.
  public mutating func apply(_ edits: [ModelEdit], strings: inout StringPool) throws(ModelEditError) {
    let order = try EditOrder.sorted(edits)
    // The editor is the pool's only owner meanwhile, or each string that it adds would copy all of them.
    var editor = MessageEditor()
    swap(&editor.strings, &strings)
    defer { swap(&editor.strings, &strings) }
    for index in order {
      do throws(EditProblem) {
        try editor.make(edits[index], in: &self)
      } catch {
        throw ModelEditError(index: index, path: edits[index].path, reason: error.reason)
      }
    }
  }
}

/// The order in which edits can be made one by one although their paths are those before all of them.
package enum EditOrder {
  /// Indices of the edits: what is inside of something before that, later elements before earlier ones.
  package static func sorted(_ edits: [ModelEdit]) throws(ModelEditError) -> [Int] {
    let order = edits.indices.sorted { a, b in
      switch compare(edits[a].path.steps, edits[b].path.steps) {
      case 0: edits[a].isInsertion == edits[b].isInsertion ? a > b : !edits[a].isInsertion
      case let result: result > 0
      }
    }
    try checkOverlaps(edits, order)
    return order
  }

  /// In ascending order what is inside of something follows right behind it.
  private static func checkOverlaps(_ edits: [ModelEdit], _ order: [Int]) throws(ModelEditError) {
    var changed: [ModelPath.Step]?
    for index in order.reversed() {
      let steps = edits[index].path.steps
      if let changed, steps.starts(with: changed) {
        if edits[index].isInsertion, steps.count == changed.count { continue }
        throw ModelEditError(index: index, path: edits[index].path, reason: .overlap)
      }
      if !edits[index].isInsertion { changed = steps }
    }
  }

  private static func compare(_ a: [ModelPath.Step], _ b: [ModelPath.Step]) -> Int {
    for (x, y) in zip(a, b) where x != y {
      if x.field != y.field { return x.field < y.field ? -1 : 1 }
      return (x.index ?? -1) < (y.index ?? -1) ? -1 : 1
    }
    return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
  }
}

extension ModelEdit {
  package var isInsertion: Bool { if case .insert = self { true } else { false } }
}
