internal import LanguageServerProtocol

/// Files that a text names, as URIs.
enum FileLinks {
  /// The URI of a path that is relative to a document's folder, or absolute; nil where the document has no folder.
  static func uri(of path: String, in document: String) -> String? {
    if path.isEmpty { return nil }
    if path.hasPrefix("/") { return DocumentURI.file(normal(path)) }
    guard DocumentURI.path(of: document) != nil else { return nil }
    return DocumentURI.file(normal("\(DocumentURI.folder(of: document))/\(path)"))
  }

  /// An absolute path without `.`, `..` and double slashes.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}

extension TextRange {
  /// The start of a document.
  static let documentStart = TextRange(start: Position(line: 0, character: 0), end: Position(line: 0, character: 0))
}
