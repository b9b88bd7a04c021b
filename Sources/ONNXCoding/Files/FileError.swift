// What went wrong with a file, in words a user can act on.

internal import Glibc

/// A file operation that failed: which file, what was tried, why it failed, and what to do about it.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried.
  package enum Action: String, Sendable {
    case open, read, create, write, copy, replace
  }

  /// The path as the caller gave it.
  package var path: String
  package var action: Action
  /// The `errno` of the failed call; 0 where the system did not say no.
  package var code: Int32
  /// Why it failed, without the path.
  package var reason: String
  /// What the user can do; a clause without a full stop.
  package var remedy: String

  package init(path: String, action: Action, code: Int32 = 0, reason: String, remedy: String) {
    self.path = path
    self.action = action
    self.code = code
    self.reason = reason
    self.remedy = remedy
  }

  /// The error that the system reports as `code`.
  package init(path: String, action: Action, errno code: Int32) {
    self.init(
      path: path, action: action, code: code, reason: Self.systemText(code),
      remedy: Self.remedy(for: code, action: action))
  }

  /// One line, for instance `m.onnx: cannot write: No space left on device; free some space or ...`.
  package var description: String {
    "\(path): cannot \(action.rawValue): \(reason); \(remedy)"
  }

  /// The system's own text for an `errno`.
  static func systemText(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }

  private static func remedy(for code: Int32, action: Action) -> String {
    let writes = action != .open && action != .read
    switch code {
    case ENOSPC, EDQUOT: return "free some space, or write to another folder"
    case EFBIG: return "raise the file size limit (ulimit -f), or write to another file system"
    case ENOENT: return writes ? "create its folder first" : "check the path"
    case EACCES, EPERM: return writes ? "write to another folder, or change the permissions" : "change its permissions"
    case EROFS: return "write to another folder"
    case ENOTDIR, ELOOP, ENAMETOOLONG, EINVAL: return "check the path"
    case EISDIR: return "name a file in it"
    case EMFILE, ENFILE: return "raise the limit of open files (ulimit -n)"
    case ENOMEM: return "free some memory"
    default: return "check the disk and try again"
    }
  }
}
