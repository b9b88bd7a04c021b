internal import Analysis
internal import Operators
internal import Reports

/// The documentation of operators as documents of their own: `graven-op:Conv@22`, `graven-op:com.microsoft/Gelu@1`.
enum OperatorPages {
  static let scheme = "graven-op"
  /// The width of the pages' lines, in characters.
  private static let width = 100

  /// Where an operator's page is: a document that the client asks us for, or a file in the cache folder; nil where there
  /// is no page or no such folder.
  static func href(_ reference: OperatorReference, _ catalog: OperatorCatalog, hasContent: Bool) -> String? {
    let name = path(of: reference)
    if hasContent { return "\(scheme):\(name)" }
    guard let text = text(of: reference, catalog) else { return nil }
    return CacheFolder.write(text, to: "operators/\(name).txt").map(DocumentURI.file)
  }

  /// The text of a page by its URI; nil where it names none.
  static func text(of uri: String, _ catalog: OperatorCatalog) -> String? {
    reference(of: uri).flatMap { text(of: $0, catalog) }
  }

  /// What a URI names; nil where it is of another form.
  static func reference(of uri: String) -> OperatorReference? {
    guard uri.hasPrefix("\(scheme):") else { return nil }
    let name = DocumentURI.decoded(uri.dropFirst(scheme.count + 1))
    guard let at = name.lastIndex(of: "@"), let version = Int(name[name.index(after: at)...]) else { return nil }
    let parts = name[..<at].split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, !last.isEmpty, parts.count <= 2 else { return nil }
    return OperatorReference(domain: parts.count == 2 ? String(parts[0]) : "", name: String(last), version: version)
  }

  private static func path(of reference: OperatorReference) -> String {
    "\(reference.domain.isEmpty ? "" : "\(reference.domain)/")\(reference.name)@\(reference.version)"
  }

  private static func text(of reference: OperatorReference, _ catalog: OperatorCatalog) -> String? {
    catalog.schema(reference.name, domain: reference.domain, version: reference.version).map {
      OperatorPage.text($0, catalog: catalog, width: width, color: false)
    }
  }
}
