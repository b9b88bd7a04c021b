/// Something in a text that parses and still says no model.
package struct LoweringError: Error, Sendable {
  package enum Kind: Sendable {
    case syntax
    /// `@data` that names nothing that is there, or something else than it says.
    case reference
    /// `@data` outside of the text's folder.
    case escapingReference
  }

  package var kind: Kind
  /// The place in the text, in bytes.
  package var range: Range<Int>
  package var message: String
  package var note: String?
}
