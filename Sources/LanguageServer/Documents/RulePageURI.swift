internal import Diagnostics
internal import Rules

/// The pages of diagnostics as documents of their own.
enum RulePageURI {
  static let scheme = "graven-rule"

  /// Where a code's page is: a document that the client asks us for, or a file in the cache folder.
  static func href(_ code: String, hasContent: Bool) -> String? {
    guard let text = text(ofCode: code) else { return nil }
    if hasContent { return "\(scheme):\(code).md" }
    return CacheFolder.write(text, to: "rules/\(code).md").map(DocumentURI.file)
  }

  /// The text of a page by its URI; nil where it names none.
  static func text(of uri: String) -> String? {
    guard uri.hasPrefix("\(scheme):"), uri.hasSuffix(".md") else { return nil }
    return text(ofCode: String(uri.dropFirst(scheme.count + 1).dropLast(3)))
  }

  private static func text(ofCode code: String) -> String? {
    guard let info = RuleCatalogue.info(code), let page = RuleCatalogue.page(code) else { return nil }
    return "# \(info.code)\n\n\(info.severity.rawValue): \(page)\n"
  }
}
