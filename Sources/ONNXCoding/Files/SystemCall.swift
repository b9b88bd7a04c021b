// The two things every system call here needs: a path the system can take, and a retry after a signal.

internal import Glibc

/// Calls `body` until no signal interrupts it; its value, or the `errno` of its failure.
@inline(__always)
func retrying<Value: SignedInteger>(_ body: () -> Value) -> (value: Value, code: Int32) {
  while true {
    let value = body()
    if value >= 0 { return (value, 0) }
    let code = errno
    if code != EINTR { return (value, code) }
  }
}

extension FileError {
  /// Refuses the paths that the system would misread: an empty one, and one with a NUL, at which C ends it.
  static func checkPath(_ path: String, _ action: Action) throws(FileError) {
    if path.isEmpty {
      throw FileError(path: "\"\"", action: action, code: ENOENT, reason: "the path is empty", remedy: "name a file")
    }
    if path.utf8.contains(0) {
      throw FileError(
        path: path, action: action, code: EINVAL, reason: "the path contains a NUL byte", remedy: "check the path")
    }
  }

  /// What `fstat` says about an open file.
  static func status(of descriptor: Int32, path: String, _ action: Action) throws(FileError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, action: action, errno: errno) }
    return status
  }
}

/// Whether a file mode is that of `type`, one of the `S_IF` constants.
func isType(_ mode: mode_t, _ type: mode_t) -> Bool {
  mode & S_IFMT == type
}
