internal import DiskAccess
internal import ONNXModel
internal import SourceText

/// Writes a file back after its fixes, or shows what would change.
enum FixedFile {
  /// - Parameter isDryRun: whether to print a diff of the text in place of writing.
  static func write(
    _ fixed: FixApplication.Fixed, over before: ModelCheck.Content, _ path: String, isDryRun: Bool
  ) throws {
    if isDryRun {
      var diff = ByteWriter()
      UnifiedDiff.write(
        from: try text(before, path), named: path, to: try text(fixed.content, path), named: path, into: &diff)
      return try diff.withBytes { (bytes) throws in try Console.write(1, UnsafeRawBufferPointer(bytes)) }
    }
    switch fixed.content {
    case .text(let source, _, _):
      try Output.write(to: path) { sink in try source.bytes.withUnsafeBytes(sink) }
    case .binary(let model) where path != "-": try BinaryModel.write(model, to: path)
    default: throw Failure("standard input can't be fixed in its place: give a file")
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
