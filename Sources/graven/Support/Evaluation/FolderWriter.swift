internal import DiskAccess
internal import Glibc
internal import ONNXCoding

/// A folder being written: its files go to a temporary folder beside it, which `commit` puts in its place.
///
/// Dropped without `commit` it leaves nothing. A folder that is there already is replaced where it is empty, or was
/// written by us: it has an `index.json`.
struct FolderWriter: ~Copyable {
  private let target: String
  private let temporary: String
  private var isDone = false

  init(_ path: String) throws {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    target = WeightStore.realPath(trimmed) ?? trimmed
    try Self.checkTarget(target, named: path)
    var template = Array((target + ".XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure("\(path): can't be made: \(String(cString: strerror(errno))); give another folder to --save")
    }
    temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    Interruption.shared.note(folder: temporary)
    let mask = umask(0)
    umask(mask)
    chmod(temporary, 0o777 & ~mask)
  }

  deinit {
    if !isDone {
      Self.remove(temporary)
      Interruption.shared.note(folder: nil)
    }
  }

  private static func checkTarget(_ path: String, named name: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard Paths.isFolder(path) else { throw Failure("\(name): it is a file; give a folder to --save") }
    let names = entries(of: path)
    guard names.isEmpty || names.contains("index.json") else {
      throw Failure("\(name): the folder holds other files; give an empty or a new one to --save")
    }
  }

  /// Makes a folder in the folder.
  func makeFolder(_ name: String) throws {
    guard mkdir(temporary + "/" + name, 0o777) == 0 else {
      throw Failure("\(target)/\(name): can't be made: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes a file.
  func write(_ pieces: [FilePiece], to name: String) throws {
    var file = try AtomicFile.create(temporary + "/" + name)
    for piece in pieces {
      if Interruption.shared.isRequested { Interruption.shared.die() }
      try piece.withBytes { (bytes) throws in try file.write(bytes) }
    }
    try file.commit()
  }

  /// Puts the folder in its place.
  consuming func commit() throws {
    let (temporary, target) = (temporary, target)
    try Interruption.shared.place {
      // An empty folder is replaced by the system; one with files makes room first, and comes back where that was in vain.
      if rename(temporary, target) == 0 { return }
      let old = temporary + ".old"
      if errno == ENOTEMPTY || errno == EEXIST, rename(target, old) == 0 {
        if rename(temporary, target) == 0 { return Self.remove(old) }
        rename(old, target)
      }
      throw Failure("\(target): can't be replaced: \(String(cString: strerror(errno)))")
    }
    isDone = true
    let descriptor = open(Paths.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  // MARK: The file system

  /// The names in a folder.
  static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a folder that we wrote, also while someone still writes to it.
  static func remove(_ path: String) {
    for _ in 0..<3 {
      for name in entries(of: path) {
        let entry = path + "/" + name
        if unlink(entry) != 0, errno == EISDIR || errno == EPERM { remove(entry) }
      }
      if rmdir(path) == 0 || errno == ENOENT { return }
    }
  }
}
