// A file without a structure of its own, of which a text names offset and length.

package enum RawRange {
  /// The range as a tensor's data; an error that names both sizes where the file does not reach that far.
  package static func data(offset: Int64, length: Int64, in file: DataFile) throws(ContainerError) -> ContainerData {
    let size = Int64(file.size)
    guard offset >= 0, length >= 0, length <= size, offset <= size - length else {
      throw .unsupported(
        path: file.path, what: "has \(file.size) bytes, and \(length) from byte \(offset) on are asked for",
        remedy: "correct offset and length, or fetch the file again")
    }
    return .range(offset: Int(offset), length: Int(length))
  }
}
