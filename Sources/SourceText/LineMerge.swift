// Brings two changes of one text together, line by line.

/// The merge of two texts that were made from one: what only one side changed is taken over; where both changed the same
/// lines in different ways, both stand between markers, as Git writes them.
package struct LineMerge {
  package private(set) var text: [UInt8] = []
  /// How many places have markers.
  package private(set) var conflicts = 0

  /// What stands beside the markers.
  package struct Labels {
    package var ours: String
    package var theirs: String
    /// How many `<`, `=` and `>` make a marker.
    package var markerSize: Int

    package init(ours: String, theirs: String, markerSize: Int = 7) {
      self.ours = ours
      self.theirs = theirs
      self.markerSize = markerSize
    }
  }

  private let labels: Labels

  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8], labels: Labels) {
    self.labels = labels
    let base = LineChange.lines(of: base)
    let ours = Side(base, LineChange.lines(of: ours))
    let theirs = Side(base, LineChange.lines(of: theirs))
    var at = 0
    for region in Self.regions(ours, theirs) {
      append(base[at..<region.base.lowerBound])
      at = region.base.upperBound
      switch (region.ours.isEmpty, region.theirs.isEmpty) {
      case (_, true): append(ours.lines(region.ours, over: region.base))
      case (true, false): append(theirs.lines(region.theirs, over: region.base))
      default: merge(ours.lines(region.ours, over: region.base), theirs.lines(region.theirs, over: region.base))
      }
    }
    append(base[at...])
  }

  // MARK: Sides

  private struct Side {
    let text: [ArraySlice<UInt8>]
    /// A run of lines that became as many others is one change a line.
    let changes: [LineChange]

    init(_ base: [ArraySlice<UInt8>], _ text: [ArraySlice<UInt8>]) {
      self.text = text
      changes = LineChange.between(base, text).flatMap { change in
        guard change.old.count == change.new.count else { return [change] }
        return zip(change.old, change.new).map { LineChange(old: $0..<($0 + 1), new: $1..<($1 + 1)) }
      }
    }

    /// What this side has in place of a range of the base that some of its changes lie in.
    func lines(_ indices: Range<Int>, over range: Range<Int>) -> ArraySlice<ArraySlice<UInt8>> {
      let changes = changes[indices]
      guard let first = changes.first, let last = changes.last else { return [] }
      let start = first.new.lowerBound - (first.old.lowerBound - range.lowerBound)
      let end = last.new.upperBound + (range.upperBound - last.old.upperBound)
      return text[start..<end]
    }
  }

  // MARK: Regions

  /// A range of the base, and the changes of each side in it.
  private struct Region {
    var base: Range<Int>
    var ours: Range<Int>
    var theirs: Range<Int>
  }

  /// The changes of both sides, with those together that meet.
  private static func regions(_ ours: Side, _ theirs: Side) -> [Region] {
    var regions: [Region] = []
    var (i, j) = (0, 0)
    while i < ours.changes.count || j < theirs.changes.count {
      var region: Region
      if j == theirs.changes.count
        || (i < ours.changes.count && ours.changes[i].old.lowerBound <= theirs.changes[j].old.lowerBound)
      {
        region = Region(base: ours.changes[i].old, ours: i..<(i + 1), theirs: j..<j)
      } else {
        region = Region(base: theirs.changes[j].old, ours: i..<i, theirs: j..<(j + 1))
      }
      var grows = true
      while grows {
        grows = false
        while let change = next(ours.changes, region.ours, meeting: region, theirs.changes[region.theirs]) {
          region.ours = region.ours.lowerBound..<(region.ours.upperBound + 1)
          region.base = region.base.lowerBound..<max(region.base.upperBound, change.old.upperBound)
          grows = true
        }
        while let change = next(theirs.changes, region.theirs, meeting: region, ours.changes[region.ours]) {
          region.theirs = region.theirs.lowerBound..<(region.theirs.upperBound + 1)
          region.base = region.base.lowerBound..<max(region.base.upperBound, change.old.upperBound)
          grows = true
        }
      }
      (i, j) = (region.ours.upperBound, region.theirs.upperBound)
      regions.append(region)
    }
    return regions
  }

  /// A side's next change, if it belongs to a region: it overlaps it, or touches a change of the other side, and one of
  /// the two does more than to put a line in a line's place. What follows an inserted or removed line may belong to it.
  private static func next(
    _ changes: [LineChange], _ taken: Range<Int>, meeting region: Region, _ others: ArraySlice<LineChange>
  ) -> LineChange? {
    guard taken.upperBound < changes.count else { return nil }
    let change = changes[taken.upperBound]
    if change.old.lowerBound < region.base.upperBound { return change }
    guard change.old.lowerBound == region.base.upperBound,
      let other = others.last(where: { $0.old.upperBound == change.old.lowerBound })
    else { return nil }
    return change.replacesLine && other.replacesLine ? nil : change
  }

  // MARK: Writing

  private mutating func append(_ lines: ArraySlice<ArraySlice<UInt8>>) {
    for line in lines { text += line }
  }

  /// Writes both sides of a region: once what they share, between markers the rest.
  private mutating func merge(_ ours: ArraySlice<ArraySlice<UInt8>>, _ theirs: ArraySlice<ArraySlice<UInt8>>) {
    let start = zip(ours, theirs).prefix { $0 == $1 }.count
    append(ours.prefix(start))
    let (ours, theirs) = (ours.dropFirst(start), theirs.dropFirst(start))
    let end = zip(ours.reversed(), theirs.reversed()).prefix { $0 == $1 }.count
    if ours.count > end || theirs.count > end {
      conflicts += 1
      mark("<", labels.ours)
      append(ours.dropLast(end))
      endLine()
      mark("=", "")
      append(theirs.dropLast(end))
      endLine()
      mark(">", labels.theirs)
    }
    append(ours.suffix(end))
  }

  private mutating func mark(_ sign: String, _ label: String) {
    text += String(repeating: sign, count: labels.markerSize).utf8
    if !label.isEmpty { text += " \(label)".utf8 }
    text.append(UInt8(ascii: "\n"))
  }

  /// A marker begins a line, even after a text whose last line has no end.
  private mutating func endLine() {
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
  }
}

extension LineChange {
  fileprivate var replacesLine: Bool { old.count == 1 && new.count == 1 }
}
