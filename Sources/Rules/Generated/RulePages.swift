// swift-format-ignore-file
// Made by generate_pages.py of the rules' documentation comments.

extension RuleCatalogue {
  /// The page of a code as Markdown, without its title; nil for a code that is no rule's.
  package static func page(_ code: String) -> String? { pages[code] }

  private static let pages: [String: String] = [
    :
  ]
}
