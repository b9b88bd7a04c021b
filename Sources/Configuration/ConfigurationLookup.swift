// Finds the configuration that counts for a file.

internal import Glibc

/// Looks for `graven.toml` from a file's folder up to the root of its repository, or of the file system. Each folder is
/// looked at once, and each file is read once.
package struct ConfigurationLookup {
  package static let fileName = "graven.toml"

  private let isOff: Bool
  /// By folder without links.
  private var known: [String: Configuration] = [:]
  /// By folder as asked for.
  private var asked: [String: Configuration] = [:]

  /// - Parameter isOff: whether to find none, as `--no-config` asks.
  package init(isOff: Bool = false) {
    self.isOff = isOff
  }

  /// The configuration for the files in a folder; the default one where there is no file.
  package mutating func configuration(forFilesIn folder: String) throws(ConfigurationError) -> Configuration {
    if isOff { return Configuration() }
    if let configuration = asked[folder] { return configuration }
    guard let start = Self.resolved(folder) else { return Configuration() }
    var visited: [String] = []
    var found = Configuration()
    for place in sequence(first: start, next: Self.parent) {
      if let configuration = known[place] {
        found = configuration
        break
      }
      visited.append(place)
      let path = place == "/" ? "/\(Self.fileName)" : "\(place)/\(Self.fileName)"
      if Self.exists(path) {
        found = try Configuration.read(try Self.content(of: path), path: path, name: Self.name(of: path))
        break
      }
      if Self.exists(place == "/" ? "/.git" : "\(place)/.git") { break }
    }
    for place in visited { known[place] = found }
    asked[folder] = found
    return found
  }

  // MARK: The file system

  private static func parent(of folder: String) -> String? {
    guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
    return slash == folder.startIndex ? "/" : String(folder[..<slash])
  }

  private static func resolved(_ folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path from the working folder where it is in that, as people give it.
  private static func name(of path: String) -> String {
    guard let here = resolved("."), path.hasPrefix(here + "/") else { return path }
    return String(path.dropFirst(here.count + 1))
  }

  /// A configuration is short; what is larger is none.
  private static let largest = 1 << 20

  private static func content(of path: String) throws(ConfigurationError) -> [UInt8] {
    func failure(_ message: String, _ remedy: String) -> ConfigurationError {
      ConfigurationError(file: name(of: path), message: message, remedy: remedy)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw failure("can't be read: \(String(cString: strerror(errno)))", "make it readable, or give --no-config")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw failure("can't be read: \(String(cString: strerror(errno)))", "make it a file, or give --no-config")
      }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= largest else { throw failure("is over 1 MiB", "keep to the settings that there are") }
    }
  }
}
