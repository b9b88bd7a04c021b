// Who uses what a name names, and which places of the screen belong together.

/// A place of the text that is shown with others of the same name.
package struct Highlight: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// It says what the name is.
    case text
    case read
    /// It makes the value.
    case write
  }

  package var range: Range<Int>
  package var kind: Kind
}

extension Snapshot {
  /// Every use of what is named at a place, through subgraphs as far as the name means the same; nil where nothing is
  /// named.
  ///
  /// - Parameter includesDeclaration: Whether what defines and declares it belongs to the answer.
  package func references(at offset: Int, includesDeclaration: Bool) -> [Range<Int>]? {
    guard let place = symbol(at: offset) else { return nil }
    return occurrences(of: place.symbol).filter { includesDeclaration || $0.kind == .use }.map(\.range)
  }

  /// The places that name the same as the one at `offset`.
  package func highlights(at offset: Int) -> [Highlight] {
    guard let place = symbol(at: offset) else { return [] }
    return occurrences(of: place.symbol).map { Highlight(range: $0.range, kind: Self.kind($0, place.symbol)) }
  }

  private static func kind(_ occurrence: Occurrence, _ symbol: Symbol) -> Highlight.Kind {
    switch (occurrence.kind, symbol) {
    case (.declaration, _): .text
    case (.definition, .value), (.definition, .parameter), (.definition, .undefined): .write
    case (.definition, _): .text
    case (.use, .operation), (.use, .dimension), (.use, .domain): .text
    case (.use, _): .read
    }
  }
}
