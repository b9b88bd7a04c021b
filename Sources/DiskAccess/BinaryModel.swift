package import Lowering
internal import ONNXCoding
package import ONNXModel

/// Binary models as texts, and back on disk.
package enum BinaryModel {
  /// A model's text, in which large weights stay in the model's own file.
  ///
  /// - Parameter name: the file's, beside the text.
  /// - Throws: what reading small weights throws.
  package static func text(of model: Model, referringTo name: String) throws -> [UInt8] {
    var options = PrintOptions()
    options.weights = .reference(Array(name.utf8))
    return try bytes(of: try ModelPrinter.print(model, options: options), model)
  }

  /// The bytes of a printed model, with the elements of its literals read from where they are.
  package static func bytes(of text: borrowing PrintedText, _ model: Model) throws -> [UInt8] {
    var bytes = text.pragma
    if text.literals.isEmpty {
      text.bytes.withBytes { bytes.append(contentsOf: $0) }
      return bytes
    }
    let collected = Collected()
    try TextWriter.write(text, of: model) { collected.bytes.append(contentsOf: $0) }
    return bytes + collected.bytes
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }

  /// Writes a model; the file is the old one until all of the new one is there.
  package static func write(_ model: Model, to path: String) throws {
    let encoded = ModelEncoder.encode(model)
    guard encoded.count <= Int(Int32.max) else { throw ModelTooLarge(count: encoded.count) }
    var file = try AtomicFile.create(path)
    try ModelFileWriter.write(encoded, to: &file)
    try file.commit()
  }
}

/// A model of more bytes than protobuf reads.
package struct ModelTooLarge: Error, CustomStringConvertible {
  package var count: Int

  package var description: String { "the model has \(count) bytes, and protobuf reads no more than 2 GiB" }
}
