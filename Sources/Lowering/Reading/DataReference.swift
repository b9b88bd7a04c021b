package import ONNXModel

/// What an `@data(...)` names.
package struct DataReference: Sendable {
  package enum Target: Sendable {
    /// A tensor of the file by name, or by path where it starts with `#`; nil is the referring tensor's own name.
    case named([UInt8]?)
    /// Bytes of a file without structure.
    case range(offset: Int, count: Int)
  }

  package var file: [UInt8]
  package var target: Target
  /// What the elements must hash to, in hexadecimal.
  package var sha256: [UInt8]?
}

/// The elements of another file.
package struct ProvidedData: Sendable {
  package enum Content: Sendable {
    /// As `raw_data` lays them out.
    case raw(any ByteSource, offset: Int, count: Int)
    /// As the typed field of the element type holds them.
    case typed(any ByteSource, offset: Int, count: Int)
    case strings([[UInt8]])
  }

  package var content: Content
  /// Whether the file says in which field the elements are; otherwise the pragma does.
  package var hasStorage: Bool
  /// Two sources with the same key are the same.
  package var sourceKey: String
  /// Nil for files without structure.
  package var dataType: Int32?
  package var dims: [Int64]?

  package init(content: Content, hasStorage: Bool, sourceKey: String, dataType: Int32?, dims: [Int64]?) {
    self.content = content
    self.hasStorage = hasStorage
    self.sourceKey = sourceKey
    self.dataType = dataType
    self.dims = dims
  }
}

/// Finds the files that a text refers to.
package protocol DataProvider: Sendable {
  /// The elements that a reference names; `name` is the referring tensor's own.
  ///
  /// - Throws: an error whose description is a message for the person who wrote the reference.
  func data(for reference: DataReference, name: [UInt8]) throws -> ProvidedData

  /// The digest of some bytes, as hexadecimal digits.
  func sha256(of source: any ByteSource, offset: Int, count: Int) throws -> String
}

/// Why a reference can't be followed, as a message.
package struct DataReferenceError: Error, Sendable, CustomStringConvertible {
  package var description: String
  /// Whether the reference leaves the text's folder.
  package var escapes: Bool

  package init(_ description: String, escapes: Bool) {
    self.description = description
    self.escapes = escapes
  }
}
