package import Numbers
package import ONNXModel
package import SourceText
package import Syntax

/// A model's text: bytes, and the large literals to splice in, which are made only when they are written.
package struct PrintedText: ~Copyable {
  package var bytes: ByteWriter
  package var literals: [LargeLiteral]
  /// Whether the model's text needs what the reference does not read, so that a pragma stands in its first line.
  package var usesExtensions: Bool
  /// What `--peer` could not say.
  package var losses: [Loss]

  /// The text's first line, or nothing where the reference reads the text as it is.
  package var pragma: [UInt8]
}

/// The inside of a literal that is too large to hold.
package struct LargeLiteral: Sendable {
  package enum Form: Sendable {
    case elements(ElementKind, ElementLayout)
    /// Characters on a line, and the spaces before each line.
    case base64(perLine: Int, indent: Int)
  }

  /// Where in the text's bytes it belongs.
  package var position: Int
  package var payload: Payload
  package var form: Form
}

/// Something of a model that the reference's syntax can't say.
package struct Loss: Sendable {
  package var path: ModelPath
  package var what: String
}

/// How to print a model.
package struct PrintOptions: Sendable {
  /// Where the elements of tensors go that are over the inline limit.
  package enum Weights: Sendable {
    case inline
    /// `@data` of the file with this path, as it is written in the text.
    case reference([UInt8])
    /// `@data` for the tensors of this list, each with its own file and name; others stay in the text.
    case places([ModelPath: DataPlace])
  }

  /// Where a text says that a tensor's elements are.
  package struct DataPlace: Sendable, Equatable {
    package var file: [UInt8]
    /// The tensor's name there; nil where it is the one that it has in the model.
    package var name: [UInt8]?

    package init(file: [UInt8], name: [UInt8]?) {
      self.file = file
      self.name = name
    }
  }

  package var weights = Weights.inline
  /// Tensors of up to this many elements stay in the text.
  package var inlineLimit = 16
  /// Whether long literals are numbers rather than base64.
  package var isDecimal = false
  /// Adds each referenced tensor's digest.
  package var pins = false
  /// Whether to print only what the reference reads.
  package var isPeer = false
  /// What the text's first line says; nil chooses what needs the fewest marks.
  package var pragma: Pragma?
  /// The digest of a tensor's elements, for `pins`.
  package var digest: (@Sendable (Payload, Model) throws -> String)?

  package init() {}
}
