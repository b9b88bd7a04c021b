internal import Analysis
internal import Diagnostics
internal import DiskAccess
internal import Glibc
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import Reports
internal import SourceText
internal import Syntax

/// A model given on the command line: a file in either form, or standard input.
struct ModelInput {
  /// The path as given; `-` is standard input.
  let path: String
  let file: DataFile
  let kind: FileKind
  let color: ColorChoice

  /// Opens a file and looks at its first bytes.
  init(_ path: String, color: ColorChoice) throws {
    self.path = path
    self.color = color
    file = try path == "-" ? DataFile.spool(descriptor: 0, name: "standard input") : DataFile.open(path)
    kind = try FileKind.of(file)
  }

  var isStandardInput: Bool { path == "-" }

  /// How messages name it.
  var name: String { isStandardInput ? "standard input" : path }

  /// The folder that the file is in.
  var folder: String { isStandardInput ? "." : Paths.folder(of: path) }

  /// Why the file is no model, if it is none (F001, F002).
  var refusal: Diagnostic? {
    guard let message = kind.message else { return nil }
    let code = DiagnosticCode(kind.rule ?? "F002", kind.rule == "F001" ? "lfs-pointer" : "not-onnx")
    return Diagnostic(code, .error, message, at: .file, notes: kind.remedy.map { [$0] } ?? [])
  }

  /// Whether the file is a model's text; anything that is neither that nor a model is reported and ends the command.
  func isText() throws -> Bool {
    guard let refusal else { return kind == .modelText }
    report([refusal], .unreadable)
    throw Outcome.failed
  }

  /// Decodes a binary; damage is reported and ends the command.
  func decode() throws -> DecodedModel {
    do throws(WireError) {
      return try ModelDecoder.decode(FileSource(file))
    } catch {
      report([error.diagnostic(fileSize: file.size)], .unreadable)
      throw Outcome.failed
    }
  }

  /// The text's bytes; large ones are mapped.
  func text() throws -> SourceBytes {
    if file.size > 1 << 16, let mapped = SourceBytes(mapping: file.descriptor, count: file.size) { return mapped }
    return SourceBytes(try file.read(0..<file.size))
  }

  /// Reads a text; its errors are reported and end the command.
  ///
  /// - Parameter base: The folder that the text's references are relative to.
  func lower(_ source: SourceBytes, base: String) throws -> (tree: SyntaxTree, model: Model) {
    let (tree, lowered) = ModelLowerer.read(source, provider: TextWeights(WeightStore(base: base)))
    if !tree.errors.isEmpty { throw fail(tree.errors.map(\.diagnostic), source) }
    if !lowered.errors.isEmpty { throw fail(lowered.errors.map(\.diagnostic), source) }
    return (tree, lowered.model)
  }

  private func fail(_ diagnostics: [Diagnostic], _ source: SourceBytes) -> Outcome {
    report(diagnostics, .text, source)
    return .failed
  }

  func report(_ diagnostics: [Diagnostic], _ form: FileReport.Form, _ source: SourceBytes? = nil) {
    Console.show(diagnostics, path: name, form: form, source: source.map { Array($0.bytes) }, color: color)
  }

  /// Reads the model in either form.
  func model() throws -> (model: Model, isCanonical: Bool) {
    if try isText() { return (try lower(try text(), base: folder).model, true) }
    let decoded = try decode()
    return (decoded.model, decoded.isCanonical)
  }
}

extension WireError {
  /// The error as F003, with the field path and the place in the file.
  func diagnostic(fileSize: Int) -> Diagnostic {
    let path = isTruncation ? ModelPath(self.path).innermostPart : ModelPath(self.path)
    let place = path.steps.isEmpty ? "the model" : path.description
    var notes: [String] = []
    let message: String
    switch reason {
    case .truncated: message = "the file ends inside \(place) at byte \(offset)"
    case .pastEnd(let announced, let end):
      let left = max(0, end - offset - 1)
      message =
        "\(end == fileSize ? "the file" : "the message") ends inside \(place) at byte \(offset): \(announced) bytes announced, about \(left) left"
    case .longVarint: message = "\(place) holds a malformed number at byte \(offset)"
    case .badTag: message = "\(place) holds no protobuf field at byte \(offset)"
    case .tooDeep: message = "\(place) nests deeper than \(WireError.deepest) messages at byte \(offset)"
    case .tooLarge: message = "the model's structure without its weights is over 4 GiB"
    case .io(let problem): message = "byte \(offset) can't be read: \(problem)"
    }
    notes.append("the file is damaged or was not fetched whole; fetch or export it again")
    return Diagnostic(
      DiagnosticCode("F003", "truncated"), .error, message,
      at: Place(path: path, bytes: offset..<max(offset, min(offset + 1, fileSize))), notes: notes)
  }
}

extension ModelPath {
  /// The messages that people know by name: what is inside of one is its detail.
  private static let parts: Set<String> = [
    "node", "initializer", "sparse_initializer", "input", "output", "value_info", "attribute", "functions",
    "opset_import", "metadata_props", "training_info", "quantization_annotation",
  ]

  /// The path up to the last node, value, weight or the like; the whole path where there is none.
  fileprivate var innermostPart: ModelPath {
    let last = steps.lastIndex { $0.index != nil && Self.parts.contains($0.field) }
    return last.map { ModelPath(Array(steps[...$0])) } ?? self
  }
}
