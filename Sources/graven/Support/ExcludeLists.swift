internal import Configuration
internal import ONNXCoding

/// What configurations leave out of walks; each list is read once.
struct ExcludeLists {
  private var lists: [String: GitIgnore] = [:]
  /// The folder that was asked about last, and its path from the configuration's folder, with a slash behind it.
  private var last: (folder: String, prefix: [UInt8]?)?

  /// Whether a configuration leaves out what is in a folder under a name.
  mutating func exclude(
    _ name: [UInt8], isFolder: Bool, in folder: String, _ configuration: Configuration
  ) -> Bool {
    guard let file = configuration.path, let root = configuration.folder, !configuration.exclude.isEmpty else {
      return false
    }
    if last?.folder != folder { last = (folder, Self.prefix(of: folder, in: root)) }
    guard let prefix = last?.prefix else { return false }
    let list = lists[file] ?? GitIgnore(Array(configuration.exclude.joined(separator: "\n").utf8))
    lists[file] = list
    return list.decision(on: (prefix + name)[...], isFolder: isFolder) ?? false
  }

  private static func prefix(of folder: String, in root: String) -> [UInt8]? {
    guard let folder = WeightStore.realPath(folder) else { return nil }
    if folder == root { return [] }
    let start = root == "/" ? root : root + "/"
    guard folder.hasPrefix(start) else { return nil }
    return Array(folder.utf8.dropFirst(start.utf8.count)) + "/".utf8
  }
}
