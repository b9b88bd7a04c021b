// What one `.gitignore` says about the files below its folder.

/// The patterns of a `.gitignore` or `info/exclude` file (source: gitignore(5)).
package struct GitIgnore: Sendable {
  private struct Rule: Sendable {
    var wildcard: Wildcard
    /// Begins with `!`: what it matches is not ignored after all.
    var isNegated = false
    /// Ends with `/`.
    var isForFolders = false
    /// Has a `/` elsewhere: it describes the path from the file's folder, not the name alone.
    var isPath = false
  }

  private var rules: [Rule] = []

  /// Reads the file's bytes; a line that is no pattern matches nothing.
  package init(_ bytes: [UInt8]) {
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    for line in content.split(separator: UInt8(ascii: "\n")) {
      if let rule = Self.rule(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) { rules.append(rule) }
    }
  }

  package var isEmpty: Bool { rules.isEmpty }

  /// Whether the file ignores a path, or takes it in again; nil if no pattern of it matches.
  ///
  /// - Parameter path: From the file's folder, without a slash at either end.
  package func decision(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    let nameStart = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    for rule in rules.reversed() where isFolder || !rule.isForFolders {
      if rule.wildcard.matches(rule.isPath ? path : path[nameStart...]) { return !rule.isNegated }
    }
    return nil
  }

  private static func rule(_ line: ArraySlice<UInt8>) -> Rule? {
    guard line.first != UInt8(ascii: "#") else { return nil }
    var pattern = withoutTrailingSpaces(line)
    let isNegated = pattern.first == UInt8(ascii: "!")
    if isNegated { pattern.removeFirst() }
    let isForFolders = pattern.last == UInt8(ascii: "/")
    if isForFolders { pattern.removeLast() }
    let isPath = pattern.contains(UInt8(ascii: "/"))
    if pattern.first == UInt8(ascii: "/") { pattern.removeFirst() }
    guard !pattern.isEmpty else { return nil }
    return Rule(wildcard: Wildcard(pattern), isNegated: isNegated, isForFolders: isForFolders, isPath: isPath)
  }

  /// The line without the spaces at its end that no backslash protects.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (end, index) = (line.startIndex, line.startIndex)
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index = min(index + 2, line.endIndex)
        end = index
      } else {
        index += 1
        if line[index - 1] != UInt8(ascii: " ") { end = index }
      }
    }
    return line[..<end]
  }
}
