internal import Glibc
internal import ONNXCoding

/// Paths of files as text, and what they lead to.
package enum Paths {
  /// The folder of a file.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The name without its last extension.
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  package static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
  }

  /// A file's path as a text in `folder` has to write it; nil if the file is not in that folder or below.
  package static func relative(_ path: String, to folder: String) -> String? {
    guard let file = WeightStore.realPath(self.folder(of: path)), let base = WeightStore.realPath(folder) else {
      return nil
    }
    let name = name(of: path)
    // A link to a file elsewhere leaves the folder.
    guard let target = WeightStore.realPath(path), target.hasPrefix(base == "/" ? "/" : base + "/") else { return nil }
    if file == base { return name }
    guard file.hasPrefix(base == "/" ? "/" : base + "/") else { return nil }
    return file.dropFirst(base == "/" ? 1 : base.utf8.count + 1) + "/" + name
  }

  package static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  package static func isSame(_ a: String, _ b: String) -> Bool {
    guard let one = WeightStore.realPath(a), let other = WeightStore.realPath(b) else { return false }
    return one == other
  }
}
