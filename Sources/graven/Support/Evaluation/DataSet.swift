internal import DiskAccess
internal import Inference
internal import ONNXModel

/// A folder in the layout of ONNX's tests: input_0.pb and so on in the order of the graph's inputs, output_0.pb and so on.
struct DataSet {
  let folder: String
  private let names: Set<String>

  /// - Parameter path: the folder, or one that holds a single test_data_set_0.
  init(_ path: String) throws {
    guard Paths.isFolder(path) else { throw Failure("\(path): it is no folder; give one with input_0.pb to --data") }
    let inner = Paths.join(path, "test_data_set_0")
    let found = Set(FolderWriter.entries(of: path))
    folder = !found.contains("input_0.pb") && !found.contains("output_0.pb") && Paths.isFolder(inner) ? inner : path
    names = folder == path ? found : Set(FolderWriter.entries(of: folder))
    guard names.contains("input_0.pb") || names.contains("output_0.pb") else {
      throw Failure("\(path): it has neither input_0.pb nor output_0.pb")
    }
  }

  private func files(_ kind: String) -> [String] {
    var files: [String] = []
    while names.contains("\(kind)_\(files.count).pb") { files.append(Paths.join(folder, "\(kind)_\(files.count).pb")) }
    return files
  }

  /// The file of each input that has one.
  ///
  /// Old models list their weights among the inputs: where there are no more files than inputs without a default, those
  /// are meant.
  func inputs(_ index: ModelIndex) throws -> [(ValueID, String)] {
    guard let scope = index.mainScope else { return [] }
    let all = index.scopes[scope].inputs
    let needed = all.filter { index.initializer(of: $0) == nil }
    let files = files("input")
    let inputs = files.count <= needed.count ? needed : all
    guard files.count <= inputs.count else {
      throw Failure("\(folder): it has \(files.count) inputs, and the model takes \(inputs.count)")
    }
    return Array(zip(inputs, files))
  }

  /// The file of each output that has one, by the number of the output.
  var outputs: [String] { files("output") }
}
