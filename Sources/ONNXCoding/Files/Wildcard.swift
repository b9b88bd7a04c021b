// The patterns of `.gitignore`: what a path has to look like, in time that grows with pattern and path alone.

/// A pattern for paths, read as Git reads it (source: gitignore(5), and Git's wildmatch.c with WM_PATHNAME).
///
/// `*`, `?` and sets such as `[a-z]`, `[!a]`, `[[:digit:]]` match no slash; `**/` matches any number of folders, `/**`
/// everything inside of one; elsewhere `**` is `*`. A backslash takes the next byte as it is.
package struct Wildcard: Sendable {
  private enum Step: Sendable {
    case byte(UInt8)
    case set(ByteSet)
    /// Any bytes but slashes.
    case name
    /// Any bytes.
    case anything
    /// The next so many steps can be left out.
    case optional(Int)
  }

  private var steps: [Step] = []
  /// A malformed pattern matches nothing.
  private var isMalformed = false

  package init(_ pattern: ArraySlice<UInt8>) {
    var scanner = WildcardScanner(pattern)
    while let byte = scanner.next() {
      switch byte {
      case UInt8(ascii: "?"): steps.append(.set(.notSlash))
      case UInt8(ascii: "*"): appendStars(&scanner)
      case UInt8(ascii: "["):
        if let set = scanner.set() { steps.append(.set(set)) } else { isMalformed = true }
      case UInt8(ascii: "\\"):
        if let escaped = scanner.next() { steps.append(.byte(escaped)) } else { isMalformed = true }
      default: steps.append(.byte(byte))
      }
    }
  }

  private mutating func appendStars(_ scanner: inout WildcardScanner) {
    guard scanner.takesStars() else { return steps.append(.name) }
    guard scanner.peek() == UInt8(ascii: "/") else { return steps.append(.anything) }
    _ = scanner.next()
    // A second `**/` right behind the first says nothing new.
    if case .optional? = steps.dropLast(2).last { return }
    steps += [.optional(2), .anything, .byte(UInt8(ascii: "/"))]
  }

  /// Whether the pattern describes the whole path.
  package func matches(_ path: ArraySlice<UInt8>) -> Bool {
    guard !isMalformed else { return false }
    var (now, next) = (Places(count: steps.count), Places(count: steps.count))
    enter(0, &now)
    for byte in path {
      next.removeAll()
      for place in now.list where place < steps.count {
        switch steps[place] {
        case .byte(let wanted): if byte == wanted { enter(place + 1, &next) }
        case .set(let set): if set.contains(byte) { enter(place + 1, &next) }
        case .name: if byte != UInt8(ascii: "/") { enter(place, &next) }
        case .anything: enter(place, &next)
        case .optional: break
        }
      }
      if next.list.isEmpty { return false }
      swap(&now, &next)
    }
    return now.contains(steps.count)
  }

  /// Notes that a path can be at a place of the pattern, and at those that no further byte is needed for.
  private func enter(_ place: Int, _ places: inout Places) {
    guard places.insert(place), place < steps.count else { return }
    switch steps[place] {
    case .name, .anything: enter(place + 1, &places)
    case .optional(let count):
      enter(place + 1, &places)
      enter(place + 1 + count, &places)
    default: break
    }
  }

  /// The places of the pattern that a path can be at, each once.
  private struct Places {
    var list: [Int] = []
    private var round = 1
    /// The round in which each place was last inserted.
    private var inserted: [Int]

    init(count: Int) {
      inserted = Array(repeating: 0, count: count + 1)
    }

    func contains(_ place: Int) -> Bool { inserted[place] == round }

    mutating func insert(_ place: Int) -> Bool {
      if inserted[place] == round { return false }
      inserted[place] = round
      list.append(place)
      return true
    }

    mutating func removeAll() {
      list.removeAll(keepingCapacity: true)
      round += 1
    }
  }
}
