// What of two texts differs, as runs of lines.

/// Lines of an old text, and those that stand in their place in a new one; both numbered from 0.
struct LineChange: Equatable {
  var old: Range<Int>
  var new: Range<Int>

  /// The changes that turn `old` into `new`, in order; lines between them are equal.
  static func between(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [LineChange] {
    var numbers: [ArraySlice<UInt8>: Int32] = [:]
    /// Gives equal lines equal numbers.
    func number(_ line: ArraySlice<UInt8>) -> Int32 {
      if let known = numbers[line] { return known }
      let next = Int32(truncatingIfNeeded: numbers.count)
      numbers[line] = next
      return next
    }
    return changes(LineDiff(old.map(number), new.map(number)))
  }

  /// A text's lines, each with its end.
  static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    let index = LineIndex(text)
    return (0..<index.lineCount).map { text[index.range(ofLine: $0)] }.filter { !$0.isEmpty }
  }

  private static func changes(_ diff: LineDiff) -> [LineChange] {
    var changes: [LineChange] = []
    var (old, new) = (0, 0)
    while old < diff.removed.count || new < diff.added.count {
      let (oldStart, newStart) = (old, new)
      while old < diff.removed.count, diff.removed[old] { old += 1 }
      while new < diff.added.count, diff.added[new] { new += 1 }
      if old > oldStart || new > newStart {
        changes.append(LineChange(old: oldStart..<old, new: newStart..<new))
      } else {
        old += 1
        new += 1
      }
    }
    return changes
  }
}
