// Paths as the system has them: bytes, which need not be UTF-8.

internal import Glibc

enum SystemPath {
  enum Kind {
    case file, folder
  }

  /// The path as C reads it.
  private static func c(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }

  /// What a path leads to, through links; nil for what is neither file nor folder, and where there is nothing.
  static func kind(of path: [UInt8]) -> Kind? {
    var status = stat()
    guard stat(c(path), &status) == 0 else { return nil }
    return isType(status.st_mode, S_IFREG) ? .file : isType(status.st_mode, S_IFDIR) ? .folder : nil
  }

  /// The path without links, `.` and `..`, from the root; the path itself where the system finds none.
  static func resolved(_ path: [UInt8]) -> [UInt8] {
    guard let resolved = realpath(c(path), nil) else { return path }
    defer { free(resolved) }
    return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// The bytes of a small file; none where it can't be read, is no file, or has more than `limit` bytes.
  static func content(of path: [UInt8], followsLink: Bool = true, limit: Int = 1 << 24) -> [UInt8] {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = retrying { open(c(path), flags) }.value
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, isType(status.st_mode, S_IFREG), status.st_size <= limit else { return [] }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let (read, code) = retrying { Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count) }
        if code != 0 || read == 0 { break }
        count += read
      }
    }
  }

  /// What is in a folder, but `.` and `..`, in no order; nil if the system does not list it.
  static func entries(of folder: [UInt8]) -> [Entry]? {
    guard let listing = opendir(c(folder)) else { return nil }
    defer { closedir(listing) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else { return errno == 0 ? entries : nil }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      entries.append(Entry(name: name, isFolder: isFolder(entry.pointee.d_type, folder, name)))
    }
  }

  struct Entry {
    var name: [UInt8]
    /// Whether it is a folder itself, and no link to one.
    var isFolder: Bool
  }

  /// What the listing says, or where it says nothing, the file system.
  private static func isFolder(_ type: UInt8, _ folder: [UInt8], _ name: [UInt8]) -> Bool {
    guard type == DT_UNKNOWN else { return type == DT_DIR }
    var status = stat()
    return lstat(c(folder + "/".utf8 + name), &status) == 0 && isType(status.st_mode, S_IFDIR)
  }
}
