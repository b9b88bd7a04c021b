// Files that a text names: `@data("w.safetensors")` and the locations of external data.

internal import Syntax

/// A file that the text names.
package struct FileReference: Sendable, Hashable {
  /// The string that names it, with its quotes.
  package var range: Range<Int>
  /// As the text has it: relative to the text's folder.
  package var path: String
}

extension Snapshot {
  /// The file that is named at a place; anywhere in `@data(...)`.
  func fileReference(at offset: Int) -> FileReference? {
    guard let number = tree.statement(at: offset) else { return nil }
    var found: FileReference?
    tree.forEachStatement(in: number..<number + 1) { statement, reader in
      for part in 0..<statement.nodeCount {
        guard let token = reader.fileToken(part) else { continue }
        let isData = reader.kind(part) == .data
        let range = isData ? reader.range(of: part) : reader.range(token, token + 1)
        guard range.lowerBound <= offset, offset <= range.upperBound else { continue }
        found = FileReference(
          range: reader.range(token, token + 1), path: String(decoding: reader.name(token), as: UTF8.self))
      }
      return .stop
    }
    return found
  }
}

extension StatementReader {
  /// The token with a file's path, where a part says one: `@data("file")`, or `"location": "file"` of external data.
  func fileToken(_ part: Int) -> Int? {
    let first = firstToken(part)
    switch kind(part) {
    case .data:
      return endToken(part) > first + 2 && isName(first + 2) ? first + 2 : nil
    case .keyValue:
      // Of all entries only those of a payload say a file: payload, entries, entry.
      guard part >= 2, endToken(part) - first == 3, name(first).elementsEqual("location".utf8), isInPayload(part) else {
        return nil
      }
      return first + 2
    default: return nil
    }
  }

  private func isInPayload(_ entry: Int) -> Bool {
    var part = entry
    while part > 0, kind(part) != .entries || end(part) <= entry { part -= 1 }
    return part > 0 && kind(part - 1) == .payload
  }
}
