package import ONNXModel

/// An open file as a source of payloads; reads leave nothing in memory.
package struct FileSource: ByteSource {
  package let file: DataFile

  package init(_ file: DataFile) {
    self.file = file
  }

  package var count: Int { file.size }
  package var path: String? { file.path }

  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, buffer.count <= count - offset, try file.read(at: offset, into: buffer) == buffer.count else {
      throw PayloadOutOfBounds()
    }
  }

  package func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? { nil }
}
