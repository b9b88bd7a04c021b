internal import ONNXCoding
internal import Synchronization

/// Versions of binary models that clients have open as text: they grow when the file is another one.
final class ModelVersions: Sendable {
  private let known = Mutex<[String: (identity: FileIdentity, version: Int)]>([:])

  func version(of file: DataFile) -> Int {
    known.withLock { known in
      let before = known[file.path]
      if let before, before.identity == file.identity { return before.version }
      let version = (before?.version ?? 0) + 1
      known[file.path] = (file.identity, version)
      return version
    }
  }
}
