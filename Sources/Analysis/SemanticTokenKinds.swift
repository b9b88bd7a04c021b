// What semantic tokens can be, in the words of the language server protocol.

/// What a token is.
package enum SemanticKind: UInt8, Sendable, CaseIterable {
  case comment, keyword, string, number, type
  /// The name of a symbolic size.
  case dimension
  /// An operator, or a function of the model.
  case operation
  case value
  /// An input of a graph or function, or a parameter of a function.
  case input
  /// The name of an attribute, a header's key, a field of an object.
  case attribute
  case domain
  /// A node's own name.
  case label
  case metaKey
  /// `@meta`, `@doc`, `@data` and the like.
  case note

  /// The standard type of the protocol that comes nearest.
  package var name: String { Self.names[Int(rawValue)] }

  private static let names = [
    "comment", "keyword", "string", "number", "type", "typeParameter", "function", "variable", "parameter", "property",
    "namespace", "label", "enumMember", "decorator",
  ]
}

/// What is special about a token.
package struct SemanticModifiers: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Where a name is given to something.
  package static let declaration = SemanticModifiers(rawValue: 1)
  /// Its elements are the same in every run.
  package static let constant = SemanticModifiers(rawValue: 2)
  /// Stored in the model: an initializer.
  package static let stored = SemanticModifiers(rawValue: 4)
  package static let deprecated = SemanticModifiers(rawValue: 8)
  /// An operator that the catalogue knows.
  package static let standard = SemanticModifiers(rawValue: 16)
  /// Nothing reads it.
  package static let unused = SemanticModifiers(rawValue: 32)

  /// By bit; all but the last are standard.
  package static let names = ["declaration", "readonly", "static", "deprecated", "defaultLibrary", "unused"]
}

/// A token in bytes of the text.
package struct SemanticToken: Sendable, Hashable {
  package var offset: Int
  package var length: Int32
  package var kind: SemanticKind
  package var modifiers: SemanticModifiers

  package init(_ range: Range<Int>, _ kind: SemanticKind, _ modifiers: SemanticModifiers = []) {
    offset = range.lowerBound
    length = Int32(clamping: range.count)
    self.kind = kind
    self.modifiers = modifiers
  }

  package var range: Range<Int> { offset..<offset + Int(length) }
}
