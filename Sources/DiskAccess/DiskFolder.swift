internal import Glibc
internal import ONNXCoding
package import Rules

/// The folder of a model on disk, for the rules about external data.
package struct DiskFolder: ModelFolder {
  /// As given.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package func lookUp(_ location: String) -> FolderEntry {
    if location.hasPrefix("/") { return .escapes("the path is absolute") }
    if location.split(separator: "/").contains("..") { return .escapes("the path climbs out of the model's folder") }
    let full = Paths.join(path, location)
    guard let target = WeightStore.realPath(full) else { return .missing }
    if let folder = WeightStore.realPath(path), folder != "/", !target.hasPrefix(folder + "/") {
      return .escapes("a link leads out of the model's folder")
    }
    var status = stat()
    guard stat(full, &status) == 0 else { return .missing }
    guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable("it is no file") }
    guard access(full, R_OK) == 0 else { return .unreadable(String(cString: strerror(errno))) }
    return .file(size: Int(status.st_size))
  }
}
