// Finding the files of some kind in a folder and the folders inside it.

package enum FolderWalk {
  /// The files whose names end in one of `extensions` (`.txt`), in the folder and all below, sorted by the bytes of their
  /// paths, which begin with `folder` (unless that is `.`).
  ///
  /// Leaves out what Git ignores there and everything called `.git`. Links to folders are not followed, but for `folder`
  /// itself. A folder that the system does not list is in the result: whoever opens it gets the reason.
  ///
  /// - Parameter isSkipped: whether to leave out something else too: asked for the path of a folder, a name in it, and
  ///   whether that is a folder itself.
  package static func files<Failure: Error>(
    in folder: String, extensions: [String],
    isSkipped: (_ folder: [UInt8], _ name: [UInt8], _ isFolder: Bool) throws(Failure) -> Bool
  ) throws(Failure) -> [String] {
    let root = withoutTrailingSlashes(Array(folder.utf8))
    var walk = Walk(endings: extensions.map { Array($0.utf8) })
    try walk.visit(root, isSkipped)
    return walk.found.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  package static func files(in folder: String, extensions: [String]) -> [String] {
    files(in: folder, extensions: extensions) { _, _, _ in false }
  }

  private static func withoutTrailingSlashes(_ path: [UInt8]) -> [UInt8] {
    var path = path
    while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}

private struct Walk {
  let endings: [[UInt8]]
  var found: [[UInt8]] = []

  init(endings: [[UInt8]]) {
    self.endings = endings
  }

  mutating func visit<Failure: Error>(
    _ root: [UInt8], _ isSkipped: ([UInt8], [UInt8], Bool) throws(Failure) -> Bool
  ) throws(Failure) {
    var waiting = [(path: root, scope: IgnoreScope(startingAt: root))]
    while let (folder, scope) = waiting.popLast() {
      guard let entries = SystemPath.entries(of: folder) else {
        found.append(folder)
        continue
      }
      for entry in entries where entry.name != Array(".git".utf8) {
        let path = Self.join(folder, entry.name)
        if entry.isFolder {
          if scope.ignores(entry.name, isFolder: true) { continue }
          if try isSkipped(folder, entry.name, true) { continue }
          waiting.append((path, scope.entering(entry.name, at: path)))
        } else if isWanted(entry.name), SystemPath.kind(of: path) == .file, !scope.ignores(entry.name, isFolder: false)
        {
          if try !isSkipped(folder, entry.name, false) { found.append(path) }
        }
      }
    }
  }

  private func isWanted(_ name: [UInt8]) -> Bool {
    endings.contains { name.count >= $0.count && name.suffix($0.count).elementsEqual($0) }
  }

  private static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    if folder == Array(".".utf8) { return name }
    return folder.last == UInt8(ascii: "/") ? folder + name : folder + "/".utf8 + name
  }
}
