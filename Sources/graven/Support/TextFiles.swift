internal import ONNXCoding

/// The texts that a command's arguments name.
enum TextFiles {
  static let extensions = [".onnxtxt", ".onnxtext"]

  /// The arguments in their order, with the texts of a folder in its place, sorted by path. Files and `-` stay as they are
  /// given, whether they are there or not: opening them reports that. A path comes once.
  static func find(_ paths: [String]) -> [String] {
    var known = Set<String>()
    return
      paths
      .flatMap { Paths.isFolder($0) ? FolderWalk.files(in: $0, extensions: extensions) : [$0] }
      .filter { known.insert($0).inserted }
  }
}
