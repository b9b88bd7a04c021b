internal import Glibc
internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// Where a command's result goes: a file that is replaced atomically, or standard output.
enum Output {
  /// Hands `body` a function that takes the result's bytes in order.
  static func write(to path: String?, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    guard let path, path != "-" else {
      return try body { bytes in try Console.write(1, bytes) }
    }
    let target = FileTarget(try AtomicFile.create(path))
    try body { bytes in try target.write(bytes) }
    try target.commit()
  }

  /// Writes a printed model, with the elements of its literals read from where they are.
  static func write(_ text: borrowing PrintedText, of model: Model, to path: String?) throws {
    let pragma = text.pragma
    if text.literals.isEmpty {
      return try write(to: path) { sink in
        try pragma.withUnsafeBytes(sink)
        try text.bytes.withBytes { (bytes) throws in try sink(UnsafeRawBufferPointer(bytes)) }
      }
    }
    try write(to: path) { sink in
      try pragma.withUnsafeBytes(sink)
      try withoutActuallyEscaping(sink) { sink in try TextWriter.write(text, of: model, to: sink) }
    }
  }

  /// An atomic file that a closure can write to.
  private final class FileTarget {
    private var file: AtomicFile?

    init(_ file: consuming AtomicFile) {
      self.file = consume file
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
      try file?.write(bytes)
    }

    func commit() throws {
      guard let file = file.take() else { return }
      try file.commit()
    }
  }
}
