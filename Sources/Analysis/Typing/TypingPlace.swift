// What may be typed at a place of a text, told by the tokens before it: it does not matter that the rest is broken.

internal import Syntax

/// A place where something is being typed.
package struct TypingPlace: Sendable {
  /// Whose header a key is in.
  package enum HeaderOwner: Sendable, Hashable { case model, graph, function }

  /// What carries metadata and notes.
  package enum NoteOwner: String, Sendable, Hashable { case model, graph, function, node, value, tensor }

  package enum Role: Sendable, Hashable {
    case nothing
    /// Before a header, a graph or a function.
    case graphStart
    case headerKey(HeaderOwner)
    case headerValue(String)
    case opsetDomain
    case opsetVersion(domain: String)
    case metaKey(NoteOwner)
    case metaValue(NoteOwner, key: String)
    /// Behind something that notes may follow.
    case note(NoteOwner)
    /// Behind a tensor's `=`.
    case payload
    /// Where a declaration or a signature's value begins.
    case valueType(isDeclaration: Bool)
    case valueName(isDeclaration: Bool)
    /// A type inside of another one, or one that has no shape.
    case elementType
    case dimension
    /// Where a node begins: its name or an output.
    case output
    case operation
    case attributeName
    case attributeType
    case attributeValue(String, inList: Bool)
    /// Behind `@` in an attribute's value.
    case reference(String)
    /// An input of a node, by its number.
    case input(Int)
  }

  package var role: Role
  /// What a proposal replaces: the word around the place, or nothing.
  package var word: Range<Int>
  /// The part of the word before the place, without a quote.
  package var prefix: String
  /// Whether the word begins with a quote.
  package var isQuoted: Bool
  /// The innermost node that is being written.
  package var call: CallText?
  /// Names that stand in the list before the place: header keys, attributes, metadata keys, domains.
  package var given: [String]
  /// Names that graphs around the place define inside of this very statement, the nearest last.
  package var locals: [String]
  /// Whether the place is between the parentheses of the innermost node.
  package var isInInputs = false
  /// The statement's place in the tree.
  package var statement: Int
}

/// A node as far as it is written.
package struct CallText: Sendable {
  package var outputs: [Range<Int>] = []
  /// The words between dots.
  package var words: [Range<Int>] = []
  package var overload: Range<Int>?
  /// Names, empty where one is left out.
  package var inputs: [Range<Int>] = []
  package var attributes: [Range<Int>] = []
  /// The commas between the inputs before the place.
  package var commas = 0
  /// Where the node begins.
  package var start = 0
}

extension Snapshot {
  /// What a name's text says, without quotes and escapes.
  package func name(_ range: Range<Int>) -> String { Self.unquoted(text(range)) }

  /// A name without its quotes; the escapes of plain strings are taken off.
  static func unquoted(_ text: String) -> String {
    guard text.hasPrefix("\"") else { return text }
    let inner = text.count > 1 && text.hasSuffix("\"") ? text.dropFirst().dropLast() : text.dropFirst()
    guard inner.contains("\\" as Character) else { return String(inner) }
    var result = ""
    var isEscaped = false
    for character in inner {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      result.append(character)
      isEscaped = false
    }
    return result
  }

  /// The domain and the name of a node's operator as it is written; the domain is `""` for ONNX's own.
  package func operatorName(_ call: CallText) -> (domain: String, name: String, overload: String) {
    let words = call.words.map(name)
    let domain = words.dropLast().joined(separator: ".")
    return (domain == "ai.onnx" ? "" : domain, words.last ?? "", call.overload.map(name) ?? "")
  }
}
