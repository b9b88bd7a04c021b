/// Where the value of an input comes from, as people write it: `cat.npy`, `random:7`, `zeros`, `{1, 2}`, `3`.
package enum FeedSource: Sendable, Equatable {
  /// A path as given.
  case file(String)
  /// Numbers that a seed makes: the same ones for the same seed, input and shape.
  case random(seed: UInt64)
  case zeros
  /// Elements as a text writes them, in braces; one element without braces fills the whole tensor.
  case literal(String)

  /// Reads a specification. A file whose name reads as something else is given with its folder: `./zeros`.
  ///
  /// - Throws: `FeedError` where the seed is no number, or there is nothing.
  package init(_ specification: String) throws(FeedError) {
    if specification == "zeros" {
      self = .zeros
    } else if specification == "random" {
      self = .random(seed: 0)
    } else if specification.hasPrefix("random:") {
      let text = String(specification.dropFirst("random:".count))
      guard let seed = UInt64(text) else {
        throw FeedError("\"\(text)\" is no seed", remedy: "give a whole number of 0 or more: random:7")
      }
      self = .random(seed: seed)
    } else if Self.isLiteral(specification) {
      self = .literal(specification)
    } else {
      guard !specification.isEmpty else {
        throw FeedError("nothing is given", remedy: "give a file, random, zeros or a literal such as {1, 2}")
      }
      self = .file(specification)
    }
  }

  private static let words: Set<String> = ["nan", "inf", "true", "false"]

  private static func isLiteral(_ text: String) -> Bool {
    guard let first = text.first else { return false }
    if first == "{" || first == "\"" { return true }
    let number = first == "-" ? String(text.dropFirst()) : text
    if words.contains(number.lowercased()) { return true }
    // Swift reads more than a text has, such as 0x10 and "infinity".
    return number.first?.isNumber == true && number.allSatisfy { $0.isASCII && ($0.isNumber || "eE+-.".contains($0)) }
      && Double(number) != nil
  }
}

extension FeedSource: CustomStringConvertible {
  /// `file:cat.npy`, `random:7`, `zeros`, `literal`.
  package var description: String {
    switch self {
    case .file(let path): "file:\(path)"
    case .random(let seed): "random:\(seed)"
    case .zeros: "zeros"
    case .literal: "literal"
    }
  }
}
