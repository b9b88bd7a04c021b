// Places of a text that lead out of it: files of weights, and lines of source that exporters write into metadata.

internal import Syntax

/// A place that leads to a file.
package struct DocumentLink: Sendable, Hashable {
  package var range: Range<Int>
  /// As the text has it: a path relative to the text's folder, or an absolute one.
  package var path: String
  /// From 1; nil for the whole file.
  package var line: Int?
}

extension Snapshot {
  /// All links, in the order of the text.
  package func documentLinks() -> [DocumentLink] {
    var links: [DocumentLink] = []
    tree.forEachStatement(in: tree.statements.indices) { statement, reader in
      for part in 0..<statement.nodeCount {
        switch reader.kind(part) {
        case .data, .keyValue:
          if let token = reader.fileToken(part) {
            let path = String(decoding: reader.name(token), as: UTF8.self)
            links.append(DocumentLink(range: reader.range(token, token + 1), path: path))
          } else if reader.kind(part) == .keyValue, reader.endToken(part) - reader.firstToken(part) == 3 {
            let token = reader.firstToken(part) + 2
            let start = reader.range(token, token + 1).lowerBound
            for found in SourceLocations.find(in: reader.bytes(token)) {
              links.append(
                DocumentLink(
                  range: start + found.range.lowerBound..<start + found.range.upperBound, path: found.path,
                  line: found.line))
            }
          }
        default: break
        }
      }
      return .goOn
    }
    return links
  }
}
