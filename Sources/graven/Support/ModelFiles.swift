internal import Configuration
internal import DiskAccess
internal import ONNXCoding

/// A file that a command's arguments name, or a folder in them holds.
struct ModelFile: Sendable {
  /// As given, or below a folder as given; `-` is standard input.
  var path: String
  /// What counts for the file.
  var configuration: Configuration
}

/// The models that a command's arguments name.
enum ModelFiles {
  static let textExtensions = [".onnxtxt", ".onnxtext"]
  static let extensions = [".onnx"] + textExtensions

  /// The arguments in their order, with the files of a folder in its place, sorted by path. A folder's files are those of
  /// some extensions that neither Git nor the configuration leaves out; files and `-` stay as they are given, whether they
  /// are there or not: opening them reports that. A path comes once.
  static func find(
    _ paths: [String], extensions: [String], noConfig: Bool
  ) throws(ConfigurationError) -> [ModelFile] {
    var lookup = ConfigurationLookup(isOff: noConfig)
    var excludes = ExcludeLists()
    var known = Set<String>()
    var files: [ModelFile] = []
    for argument in paths {
      let found =
        try !Paths.isFolder(argument)
        ? [argument]
        : FolderWalk.files(in: argument, extensions: extensions) {
          (folder, name, isFolder) throws(ConfigurationError) in
          let folder = String(decoding: folder, as: UTF8.self)
          let configuration = try lookup.configuration(forFilesIn: folder)
          return excludes.exclude(name, isFolder: isFolder, in: folder, configuration)
        }
      for path in found where known.insert(path).inserted {
        let folder = path == "-" ? "." : Paths.folder(of: path)
        files.append(ModelFile(path: path, configuration: try lookup.configuration(forFilesIn: folder)))
      }
    }
    return files
  }
}
