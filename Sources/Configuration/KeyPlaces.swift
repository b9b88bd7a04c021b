// Where the keys of a TOML file stand, which its parser does not tell.

/// The line and column of keys, by their path: `["check", "select"]`, `["meta", "0", "key"]`.
///
/// Reads headers and the keys at the start of lines. A key in an inline table has its line's place; of a line in a string
/// of several lines that looks like a key, a wrong place is the worst that comes.
struct KeyPlaces {
  private var places: [[String]: ConfigurationError.Place] = [:]
  /// How many `[[name]]` there were, by name.
  private var counts: [[String]: Int] = [:]

  init(_ text: String) {
    var table: [String] = []
    for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var scanner = KeyScanner(line)
      scanner.skipSpaces()
      let brackets = scanner.take("[") ? (scanner.take("[") ? 2 : 1) : 0
      scanner.skipSpaces()
      let place = ConfigurationError.Place(line: index + 1, column: scanner.column)
      guard let path = scanner.path(), scanner.take(brackets == 0 ? "=" : "]") else { continue }
      switch brackets {
      case 0: note(table + path, place)
      case 1:
        table = path
        note(table, place)
      default:
        counts[path, default: 0] += 1
        table = path + [String(counts[path, default: 1] - 1)]
        note(path, place)
        note(table, place)
      }
    }
  }

  /// The place of a key, or of the nearest one around it.
  func place(of path: [String]) -> ConfigurationError.Place? {
    var path = path[...]
    while !path.isEmpty {
      if let place = places[Array(path)] { return place }
      path.removeLast()
    }
    return nil
  }

  private mutating func note(_ path: [String], _ place: ConfigurationError.Place) {
    if places[path] == nil { places[path] = place }
  }
}

/// Reads dotted keys of a line (source: TOML 1.0.0, "Keys").
private struct KeyScanner {
  private let line: [Unicode.Scalar]
  private var at = 0

  init(_ line: some Sequence<Unicode.Scalar>) {
    self.line = Array(line)
  }

  var column: Int { at + 1 }

  mutating func skipSpaces() {
    while at < line.count, line[at] == " " || line[at] == "\t" { at += 1 }
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard at < line.count, line[at] == scalar else { return false }
    at += 1
    return true
  }

  mutating func path() -> [String]? {
    var path: [String] = []
    repeat {
      skipSpaces()
      guard let key = key() else { return nil }
      path.append(key)
      skipSpaces()
    } while take(".")
    return path
  }

  private mutating func key() -> String? {
    for quote in ["\"", "'"] as [Unicode.Scalar] where take(quote) {
      let start = at
      while at < line.count, line[at] != quote { at += quote == "\"" && line[at] == "\\" ? 2 : 1 }
      guard at < line.count else { return nil }
      at += 1
      return text(start..<(at - 1))
    }
    let start = at
    while at < line.count, line[at].properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(line[at]) {
      at += 1
    }
    return at > start ? text(start..<at) : nil
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: line[range])
    return text
  }
}
