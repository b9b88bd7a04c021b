// Shows how two texts differ, in the format that `patch` and `git apply` read.

/// Writes unified diffs of texts, by lines, with three lines of context.
package enum UnifiedDiff {
  /// Appends the diff that turns `old` into `new`; nothing when they are equal.
  ///
  /// - Parameters:
  ///   - oldName: what stands after `---`; `newName` after `+++`.
  package static func write(
    from old: [UInt8], named oldName: String, to new: [UInt8], named newName: String, into output: inout ByteWriter
  ) {
    if old == new { return }
    let oldLines = LineChange.lines(of: old)
    let newLines = LineChange.lines(of: new)
    output.append("--- \(oldName)\n+++ \(newName)\n")
    for hunk in hunks(LineChange.between(oldLines, newLines)) {
      write(hunk, oldLines, newLines, into: &output)
    }
  }

  private static let context = 3

  /// Puts changes whose contexts touch together.
  private static func hunks(_ changes: [LineChange]) -> [[LineChange]] {
    var hunks: [[LineChange]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func write(
    _ hunk: [LineChange], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], into output: inout ByteWriter
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    output.append("@@ -\(place(oldRange)) +\(place(newRange)) @@\n")
    var at = oldRange.lowerBound
    for change in hunk {
      for line in old[at..<change.old.lowerBound] { write(line, marked: " ", into: &output) }
      for line in old[change.old] { write(line, marked: "-", into: &output) }
      for line in new[change.new] { write(line, marked: "+", into: &output) }
      at = change.old.upperBound
    }
    for line in old[at..<oldRange.upperBound] { write(line, marked: " ", into: &output) }
  }

  /// First line and count; an empty range names the line before it.
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private static func write(_ line: ArraySlice<UInt8>, marked mark: Unicode.Scalar, into output: inout ByteWriter) {
    output.append(UInt8(truncatingIfNeeded: mark.value))
    output.append(line)
    if line.last != UInt8(ascii: "\n") { output.append("\n\\ No newline at end of file\n") }
  }
}
