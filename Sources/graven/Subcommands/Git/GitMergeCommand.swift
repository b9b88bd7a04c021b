internal import ArgumentParser
internal import Configuration
internal import Diagnostics
internal import DiskAccess
internal import Glibc
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import Operators
internal import Reports
internal import SourceText

/// Merges two changes of a model, as Git's merge drivers do: the result takes the place of "ours".
///
/// Source: gitattributes(5), "Defining a custom merge driver".
struct GitMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge three versions of a model; git runs this.",
    discussion: """
      What only one side changed is taken over; weights stay as the side has them that changed them. Where both changed \
      the same line, or the result would be a model that check calls wrong, the model stays as ours and the merged text \
      is left beside it, with the conflicts marked. Exit status 1 says so.
      """)

  @Argument(help: "The common ancestor.")
  var base: String

  @Argument(help: "Our version; the result replaces it.")
  var ours: String

  @Argument(help: "Their version.")
  var theirs: String

  @Option(help: "Where the model lies in the work tree.")
  var path: String?

  @Option(help: "How long the conflict markers are.")
  var markerSize: Int = 7

  func run() throws {
    let path = path ?? ours
    let files = try MergedFiles(base: base, ours: ours, theirs: theirs)
    defer { files.removeTemporary() }
    let stem = Paths.stem(of: path)
    let merge: ModelMerge
    do {
      merge = try ModelMerge(
        base: .init(path: files.base, name: "\(stem).base.onnx", model: try Self.model(files.base, isBase: true)),
        ours: .init(path: files.ours, name: Paths.name(of: path), model: try Self.model(files.ours)),
        theirs: .init(path: files.theirs, name: "\(stem).theirs.onnx", model: try Self.model(files.theirs)),
        markerSize: markerSize)
    } catch let problem as NoModel {
      // Git takes any status over 128 for a failure of the driver, and stops in the middle.
      Console.error("\(path): \(problem.message), so it can't be merged: choose one side")
      throw Outcome.found
    }
    let conflicts = merge.result.conflicts
    guard conflicts == 0 else {
      return try leave(merge, files, path, because: conflicts == 1 ? "1 conflict" : "\(conflicts) conflicts")
    }
    let lowered = merge.lower()
    if let error = lowered.errors.first { return try leave(merge, files, path, because: error.diagnostic.message) }
    if let error = try Self.newError(in: lowered.model, path, besides: [files.ours, files.theirs]) {
      return try leave(merge, files, path, because: "\(error.code.code): \(error.message) (\(error.place.path))")
    }
    try files.replaceOurs(with: lowered.model)
  }

  // MARK: Versions

  private struct NoModel: Error {
    var message: String
  }

  /// Reads a version; nil for the empty file that stands for an ancestor that there is none of.
  private static func model(_ path: String, isBase: Bool = false) throws -> Model? {
    let input = try ModelInput(path, color: .never)
    if isBase, input.file.size == 0 { return nil }
    if input.kind == .modelText { throw NoModel(message: "one version is a text under the name of a binary") }
    if let message = input.kind.message { throw NoModel(message: "one version \(message)") }
    do throws(WireError) {
      return try ModelDecoder.decode(FileSource(input.file)).model
    } catch {
      throw NoModel(message: "one version is damaged: \(error.diagnostic(fileSize: input.file.size).message)")
    }
  }

  /// The first error of a merged model that neither side has.
  private static func newError(in model: Model, _ path: String, besides sides: [String]) throws -> Diagnostic? {
    let check = ModelCheck(catalog: OperatorCatalog(), selection: .standard, target: nil, meta: [])
    func errors(_ content: ModelCheck.Content) -> [Diagnostic] {
      check.check(path, content).diagnostics.filter { $0.severity == .error }
    }
    let found = errors(.binary(model))
    guard !found.isEmpty else { return nil }
    let known = Set(try sides.flatMap { errors(try check.read($0)) }.map(\.message))
    return found.first { !known.contains($0.message) }
  }

  // MARK: Conflicts

  /// Leaves the merged text beside the model for a person to finish.
  private func leave(_ merge: ModelMerge, _ files: MergedFiles, _ path: String, because reason: String) throws {
    let folder = Paths.folder(of: path)
    let stem = Paths.stem(of: path)
    let text = Paths.join(folder, "\(stem).merge.onnxtxt")
    let theirs = Paths.join(folder, "\(stem).theirs.onnx")
    try Output.write(to: text) { sink in try merge.result.text.withUnsafeBytes(sink) }
    if merge.needsTheirs { try files.copyTheirs(to: theirs) }
    let finished = merge.needsTheirs ? "\(text) \(theirs)" : text
    Console.error(
      """
      \(path): \(reason). The model stays as ours; the merged text is \(text). Make it right, then:
        graven build \(text) -o \(path) && git add \(path) && rm \(finished)
      """)
    throw Outcome.found
  }
}
