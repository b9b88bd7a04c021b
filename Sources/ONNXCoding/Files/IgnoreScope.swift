// Which files of a folder Git ignores: by the folder's own rules, those of the folders above it, and the repository's.

internal import Glibc

/// The ignore rules that count in one folder of a walk.
struct IgnoreScope {
  private struct Level {
    var rules: GitIgnore
    /// The length of the path of the folder that the rules are of, with the slash behind it.
    var prefixLength: Int
  }

  /// Later ones win.
  private var levels: [Level] = []
  /// The folder's path from the root of its repository, with a slash behind it unless it is the root.
  private var prefix: [UInt8] = []

  /// The rules for a folder at which a walk begins: of all folders up to the root of its repository, and that one's own.
  /// Outside of a repository only the folder itself counts.
  init(startingAt folder: [UInt8]) {
    let names = SystemPath.resolved(folder).split(separator: UInt8(ascii: "/"))
    func path(_ count: Int) -> [UInt8] { Array(("/".utf8)) + names[..<count].joined(separator: "/".utf8) }
    guard let root = (0...names.count).last(where: { Repository.isRoot(path($0)) }) else {
      addRules(of: folder)
      return
    }
    addRepository(at: path(root))
    for count in root..<names.count {
      prefix += names[count] + "/".utf8
      addRules(of: path(count + 1))
    }
  }

  /// The rules for a folder inside of this one; a repository of its own knows only its own.
  func entering(_ name: [UInt8], at path: [UInt8]) -> IgnoreScope {
    var inner = self
    if Repository.isRoot(path) {
      (inner.levels, inner.prefix) = ([], [])
      inner.addRepository(at: path)
    } else {
      inner.prefix += name + "/".utf8
      inner.addRules(of: path)
    }
    return inner
  }

  /// Whether Git ignores what is in the folder under this name.
  func ignores(_ name: [UInt8], isFolder: Bool) -> Bool {
    if levels.isEmpty { return false }
    let path = prefix + name
    for level in levels.reversed() {
      if let decision = level.rules.decision(on: path[level.prefixLength...], isFolder: isFolder) { return decision }
    }
    return false
  }

  private mutating func addRepository(at root: [UInt8]) {
    add(GitIgnore(Repository.exclude(ofRoot: root)))
    addRules(of: root)
  }

  private mutating func addRules(of folder: [UInt8]) {
    add(GitIgnore(SystemPath.content(of: folder + "/.gitignore".utf8, followsLink: false)))
  }

  private mutating func add(_ rules: GitIgnore) {
    if !rules.isEmpty { levels.append(Level(rules: rules, prefixLength: prefix.count)) }
  }
}

/// What of Git's own folder a walk needs.
private enum Repository {
  /// Whether a folder is the root of a repository or of another work tree of one: it has a `.git`.
  static func isRoot(_ folder: [UInt8]) -> Bool {
    SystemPath.kind(of: folder + "/.git".utf8) != nil
  }

  /// The content of `info/exclude`.
  static func exclude(ofRoot root: [UInt8]) -> [UInt8] {
    var folder = root + "/.git".utf8
    if SystemPath.kind(of: folder) == .file {
      // Of a submodule or a further work tree: the file says where the folder is.
      let link = SystemPath.content(of: folder)
      guard link.starts(with: "gitdir: ".utf8) else { return [] }
      folder = joined(root, line(link.dropFirst(8)))
    }
    let common = SystemPath.content(of: folder + "/commondir".utf8)
    if !common.isEmpty { folder = joined(folder, line(common[...])) }
    return SystemPath.content(of: folder + "/info/exclude".utf8)
  }

  private static func line(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    content.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }

  private static func joined(_ folder: [UInt8], _ path: ArraySlice<UInt8>) -> [UInt8] {
    path.first == UInt8(ascii: "/") ? Array(path) : folder + "/".utf8 + path
  }
}
