internal import Glibc
internal import ONNXCoding

/// The folder for documents that editors open from disk: `$XDG_CACHE_HOME/graven`, else `~/.cache/graven`.
enum CacheFolder {
  /// The path of a file with this content; it is written unless it is there already. Nil where the folder can't be used.
  static func write(_ text: String, to name: String) -> String? {
    guard let folder else { return nil }
    let path = "\(folder)/\(name)"
    if hasContent(path, text.utf8.count) { return path }
    guard makeFolders(of: path) else { return nil }
    do {
      var file = try AtomicFile.create(path)
      try file.write(Array(text.utf8))
      try file.commit()
      return path
    } catch { return nil }
  }

  private static var folder: String? {
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") { return "\(cache)/graven" }
    return variable("HOME").map { "\($0)/.cache/graven" }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Pages change with the program only; one of the same length is the same.
  private static func hasContent(_ path: String, _ count: Int) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int(status.st_size) == count
  }

  private static func makeFolders(of path: String) -> Bool {
    var at = path.startIndex
    while let slash = path[path.index(after: at)...].firstIndex(of: "/") {
      let folder = String(path[..<slash])
      if mkdir(folder, 0o755) != 0, errno != EEXIST { return false }
      at = slash
    }
    return true
  }
}
