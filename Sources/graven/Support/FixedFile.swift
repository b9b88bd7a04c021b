internal import DiskAccess
internal import Lowering
internal import ONNXModel
internal import SourceText

/// Writes a file back after its fixes, or shows what would change.
enum FixedFile {
  /// - Parameter isDryRun: whether to print a diff of the text in place of writing.
  static func write(
    _ fixed: FixApplication.Fixed, over before: ModelCheck.Content, _ path: String, isDryRun: Bool
  ) throws {
    isDryRun ? try showDiff(from: before, to: fixed.content, path) : try write(fixed.content, path)
  }

  /// Prints what is different as a diff of the text.
  static func showDiff(from before: ModelCheck.Content, to after: ModelCheck.Content, _ path: String) throws {
    var diff = ByteWriter()
    UnifiedDiff.write(
      from: try text(before, path), named: path, to: try text(after, path), named: path, into: &diff)
    try diff.withBytes { (bytes) throws in try Console.write(1, UnsafeRawBufferPointer(bytes)) }
  }

  /// Replaces a file, in the form that it has.
  static func write(_ content: ModelCheck.Content, _ path: String) throws {
    switch content {
    case .text(let source, _, _):
      try Output.write(to: path) { sink in try source.bytes.withUnsafeBytes(sink) }
    case .binary(let model) where path != "-": try BinaryModel.write(model, to: path)
    default: throw Failure("standard input can't be changed in its place: give a file")
    }
  }

  /// Writes a file anew, as text or binary by its name; standard output gets a text.
  static func write(_ content: ModelCheck.Content, read path: String, to output: String) throws {
    let wantsText = output == "-" || ModelFiles.textExtensions.contains { output.hasSuffix($0) }
    switch content {
    case .text(let source, _, _) where wantsText && Paths.folder(of: output) == Paths.folder(of: path):
      try Output.write(to: output) { sink in try source.bytes.withUnsafeBytes(sink) }
    case .text(_, _, let model), .binary(let model):
      guard wantsText else { return try BinaryModel.write(model, to: output) }
      var options = PrintOptions()
      let folder = output == "-" ? "." : Paths.folder(of: output)
      options.weights = Paths.relative(path, to: folder).map { .reference(Array($0.utf8)) } ?? .inline
      try Output.write(try ModelPrinter.print(model, options: options), of: model, to: output)
    case .unreadable: throw Failure("\(path) can't be read")
    }
  }

  private static func text(_ content: ModelCheck.Content, _ path: String) throws -> [UInt8] {
    switch content {
    case .text(let source, _, _): return source.bytes
    case .unreadable: return []
    case .binary(let model): return try BinaryModel.text(of: model, referringTo: Paths.name(of: path))
    }
  }
}
