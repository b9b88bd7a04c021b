// What can be wrong with a container of weights, in words a user can act on.

internal import SourceText

/// A container that can't be read, or has not what was asked for.
package enum ContainerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file itself can't be read or written.
  case file(FileError)
  /// The file breaks its format at a byte offset.
  case damaged(path: String, offset: Int, what: String)
  /// The file is sound, and has something that ONNX or Graven has not.
  case unsupported(path: String, what: String, remedy: String)
  /// No tensor of this name; `nearest` is the most similar one there is.
  case missing(path: String, name: [UInt8], nearest: [UInt8]?)

  /// One line that names the file.
  package var description: String {
    switch self {
    case .file(let error):
      return error.description
    case .damaged(let path, let offset, let what):
      return "\(path): damaged at byte \(offset): \(what); fetch or save the file again"
    case .unsupported(let path, let what, let remedy):
      return "\(path): \(what); \(remedy)"
    case .missing(let path, let name, let nearest):
      let start = "\(path): has no tensor \(Self.quoted(name))"
      guard let nearest else { return start }
      return start + "; the nearest name is \(Self.quoted(nearest))"
    }
  }

  static func missing(_ name: [UInt8], among names: [[UInt8]], path: String) -> ContainerError {
    .missing(path: path, name: name, nearest: NearestName.find(name, among: names))
  }

  private static func quoted(_ name: [UInt8]) -> String {
    "\"" + String(decoding: name, as: UTF8.self) + "\""
  }
}

extension DataFile {
  /// Reads a range and reports a failure as the container's.
  func bytes(_ range: Range<Int>) throws(ContainerError) -> [UInt8] {
    do {
      return try read(range)
    } catch {
      throw .file(error)
    }
  }

  func damaged(at offset: Int, _ what: String) -> ContainerError {
    .damaged(path: path, offset: offset, what: what)
  }
}
