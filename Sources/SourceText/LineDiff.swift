// Finds which lines two texts have in common: Myers' O(ND) algorithm in its linear-space form.

/// Marks the lines that are only in one of two sequences.
///
/// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, section 4b. Lines that the other side lacks are
/// set aside first, which makes wholly changed texts cheap; where `costLimit` steps from both ends do not meet, the
/// search goes on from the furthest point reached, so the result may not be the shortest, and time stays linear.
struct LineDiff {
  /// For each old line, whether the new text lacks it.
  private(set) var removed: [Bool]
  /// For each new line, whether the old text lacks it.
  private(set) var added: [Bool]

  private let old: [Int32]
  private let new: [Int32]
  /// Positions of `old` and `new` in the whole sequences.
  private let oldPlaces: [Int]
  private let newPlaces: [Int]
  private var forward: [Int]
  private var backward: [Int]
  private let center: Int
  private static let costLimit = 512
  /// Further out of every box than steps can lead back.
  private static let unreached = Int.min / 4

  /// Compares two sequences of line numbers: equal numbers are equal lines.
  init(_ old: [Int32], _ new: [Int32]) {
    removed = Array(repeating: true, count: old.count)
    added = Array(repeating: true, count: new.count)
    let common = Set(old).intersection(new)
    oldPlaces = old.indices.filter { common.contains(old[$0]) }
    newPlaces = new.indices.filter { common.contains(new[$0]) }
    self.old = oldPlaces.map { old[$0] }
    self.new = newPlaces.map { new[$0] }
    // Diagonals run from -newCount to oldCount, with one to spare on each side.
    center = newPlaces.count + 1
    forward = Array(repeating: 0, count: oldPlaces.count + newPlaces.count + 3)
    backward = forward
    compare()
  }

  private struct Box {
    var left: Int, right: Int, top: Int, bottom: Int
    var isEmpty: Bool { left == right || top == bottom }
    func contains(_ x: Int, _ y: Int) -> Bool { x >= left && x <= right && y >= top && y <= bottom }
  }

  private mutating func compare() {
    var open = [Box(left: 0, right: old.count, top: 0, bottom: new.count)]
    while var box = open.popLast() {
      while !box.isEmpty, old[box.left] == new[box.top] {
        keep(box.left, box.top)
        box.left += 1
        box.top += 1
      }
      while !box.isEmpty, old[box.right - 1] == new[box.bottom - 1] {
        box.right -= 1
        box.bottom -= 1
        keep(box.right, box.bottom)
      }
      if box.isEmpty { continue }
      let (x, y) = split(box)
      open.append(Box(left: x, right: box.right, top: y, bottom: box.bottom))
      open.append(Box(left: box.left, right: x, top: box.top, bottom: y))
    }
  }

  private mutating func keep(_ oldIndex: Int, _ newIndex: Int) {
    removed[oldPlaces[oldIndex]] = false
    added[newPlaces[newIndex]] = false
  }

  /// A point on a path through the box that is not the corner where it begins or ends, so that both parts are smaller.
  private mutating func split(_ box: Box) -> (x: Int, y: Int) {
    let delta = (box.right - box.left) - (box.bottom - box.top)
    let first = center + box.left - box.top
    let last = center + box.right - box.bottom
    forward[first] = box.left
    backward[last] = box.right
    var cost = 0
    while true {
      cost += 1
      if let point = stepForward(box, from: first, cost: cost, meeting: last, odd: delta & 1 != 0) { return point }
      if let point = stepBackward(box, from: last, cost: cost, meeting: first, odd: delta & 1 != 0) { return point }
      if cost >= Self.costLimit { return furthest(box, from: first, cost: cost) }
    }
  }

  /// The diagonals that `cost` steps from diagonal `from` reach inside the box, every second one.
  private func diagonals(_ box: Box, from: Int, cost: Int) -> StrideThrough<Int> {
    var low = from - cost
    var high = from + cost
    let least = center + box.left - box.bottom
    let most = center + box.right - box.top
    if low < least { low = least + (least - low) % 2 }
    if high > most { high = most - (high - most) % 2 }
    return stride(from: low, through: high, by: 2)
  }

  private mutating func stepForward(
    _ box: Box, from: Int, cost: Int, meeting: Int, odd: Bool
  ) -> (x: Int, y: Int)? {
    let least = center + box.left - box.bottom
    let most = center + box.right - box.top
    for diagonal in diagonals(box, from: from, cost: cost) {
      // From the diagonal above a line of the new text is added, from the one below one of the old is removed.
      let fromAbove = diagonal < most && diagonal + 1 <= from + cost - 1 ? forward[diagonal + 1] : Self.unreached
      let fromBelow = diagonal > least && diagonal - 1 >= from - cost + 1 ? forward[diagonal - 1] + 1 : Self.unreached
      var x = max(fromAbove, fromBelow)
      var y = x - (diagonal - center)
      guard box.contains(x, y) else {
        forward[diagonal] = Self.unreached
        continue
      }
      let start = (x, y)
      while x < box.right, y < box.bottom, old[x] == new[y] {
        x += 1
        y += 1
      }
      forward[diagonal] = x
      if odd, abs(diagonal - meeting) <= cost - 1, x >= backward[diagonal] { return start }
    }
    return nil
  }

  private mutating func stepBackward(
    _ box: Box, from: Int, cost: Int, meeting: Int, odd: Bool
  ) -> (x: Int, y: Int)? {
    let least = center + box.left - box.bottom
    let most = center + box.right - box.top
    for diagonal in diagonals(box, from: from, cost: cost) {
      let fromAbove = diagonal < most && diagonal + 1 <= from + cost - 1 ? backward[diagonal + 1] - 1 : -Self.unreached
      let fromBelow = diagonal > least && diagonal - 1 >= from - cost + 1 ? backward[diagonal - 1] : -Self.unreached
      var x = min(fromAbove, fromBelow)
      var y = x - (diagonal - center)
      guard box.contains(x, y) else {
        backward[diagonal] = -Self.unreached
        continue
      }
      while x > box.left, y > box.top, old[x - 1] == new[y - 1] {
        x -= 1
        y -= 1
      }
      backward[diagonal] = x
      if !odd, abs(diagonal - meeting) <= cost, x <= forward[diagonal] { return (x, y) }
    }
    return nil
  }

  /// The point furthest from the box's start that `cost` forward steps reach.
  private func furthest(_ box: Box, from: Int, cost: Int) -> (x: Int, y: Int) {
    var best = (x: box.left, y: box.top)
    for diagonal in diagonals(box, from: from, cost: cost) where forward[diagonal] != Self.unreached {
      let x = forward[diagonal]
      let y = x - (diagonal - center)
      if x + y > best.x + best.y { best = (x, y) }
    }
    // Never so, but if it were: everything is removed, then added.
    return best == (box.left, box.top) ? (box.right, box.top) : best
  }
}
