// Where the bytes of an output go: which file a path means once links are followed, and whether it can be replaced.

internal import Glibc

/// The file that writing to a path would replace.
struct WriteTarget: Sendable {
  /// The path with the links at its end followed.
  var path: String
  /// Mode, owner and group of the file that is there; nil where there is none.
  var previous: Owner?
  /// The path names a pipe or a device (`/dev/null`): written to directly, never replaced.
  var isStream: Bool

  struct Owner: Sendable {
    var mode: mode_t
    var user: uid_t
    var group: gid_t
  }

  /// Follows the links at the end of `path`. A folder is refused.
  init(_ path: String) throws(FileError) {
    try FileError.checkPath(path, .write)
    var status = stat()
    if stat(path, &status) == 0 {
      if isType(status.st_mode, S_IFDIR) { throw FileError(path: path, action: .write, errno: EISDIR) }
      previous = Owner(mode: status.st_mode & 0o7777, user: status.st_uid, group: status.st_gid)
      isStream = !isType(status.st_mode, S_IFREG)
    } else {
      let code = errno
      guard code == ENOENT else { throw FileError(path: path, action: .write, errno: code) }
      previous = nil
      isStream = false
    }
    let end = try Self.endOfLinks(path)
    // An open descriptor of some process (`/dev/stdout`) is not ours to replace, even where it is a file.
    if end.throughProc { isStream = true }
    self.path = isStream ? path : end.path
  }

  /// The folder of the target, as a path that can be opened.
  var folder: String {
    Self.split(path).folder
  }

  /// A name for a temporary file beside the target, different every time.
  func temporaryPath() -> String {
    let (_, name) = Self.split(path)
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    let suffix = (0..<10).map { _ in digits[Int.random(in: 0..<digits.count, using: &generator)] }
    // A name may have 255 bytes: of a long one, the first 200 are enough to recognise it by.
    let start = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    return Self.join(folder, "." + start + ".graven-" + String(decoding: suffix, as: UTF8.self))
  }

  private static func endOfLinks(_ path: String) throws(FileError) -> (path: String, throughProc: Bool) {
    var current = path
    for _ in 0..<40 {
      if current.hasPrefix("/proc/") { return (current, true) }
      guard let next = linkTarget(current) else { return (current, false) }
      current = next.hasPrefix("/") ? next : join(split(current).folder, next)
    }
    throw FileError(path: path, action: .write, errno: ELOOP)
  }

  /// What the symbolic link at `path` says; nil where there is none.
  private static func linkTarget(_ path: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      let length = buffer.withMemoryRebound(to: CChar.self) { buffer in
        buffer.baseAddress.map { readlink(path, $0, buffer.count) } ?? 0
      }
      count = max(0, length)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(path[path.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }

  private static func join(_ folder: String, _ name: String) -> String {
    if folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
