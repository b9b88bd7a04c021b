// The name that someone may have meant.

package enum NearestName {
  /// The most similar of `names`, of equally similar ones the first; nil where none is similar enough to be meant.
  ///
  /// Similar: the fewest bytes to insert, remove or replace, at most a third of the longer name.
  package static func find(_ name: [UInt8], among names: [[UInt8]]) -> [UInt8]? {
    var best: [UInt8]?
    var bestDistance = Int.max
    for candidate in names where candidate.count <= 512 && name.count <= 512 {
      let limit = min(bestDistance - 1, max(name.count, candidate.count) / 3)
      guard abs(name.count - candidate.count) <= limit else { continue }
      let distance = distance(name, candidate)
      if distance <= limit {
        best = candidate
        bestDistance = distance
      }
    }
    return best
  }

  /// The same for names that are text.
  package static func find(_ name: String, among names: some Sequence<String>) -> String? {
    find(Array(name.utf8), among: names.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The Levenshtein distance in bytes.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, byte) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
