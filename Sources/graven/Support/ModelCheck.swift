internal import Analysis
internal import Configuration
internal import Diagnostics
internal import DiskAccess
internal import Inference
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import Operators
internal import Reports
internal import Rules
internal import SourceText
internal import Syntax

/// Checks one file: opens it in either form, infers, runs the rules, and leaves out what is ignored.
struct ModelCheck: Sendable {
  let catalog: OperatorCatalog
  let selection: RuleSelection
  /// The runtime whose limits count too.
  let target: String?
  let meta: [MetaFieldSchema]

  /// A model that was read, in the form that it has.
  enum Content {
    case text(source: Source, tree: SyntaxTree, model: Model)
    case binary(Model)
    /// No model: what is reported in its place.
    case unreadable(FileReport)
  }

  /// Models of more nodes are not taken apart when they are done with; the memory of smaller ones serves the next file.
  private static let manyNodes = 5000

  // MARK: Reading

  /// Reads a file; throws where it can't be opened.
  func read(_ path: String) throws -> Content {
    let input = try ModelInput(path, color: .never)
    if let refusal = input.refusal { return .unreadable(report(input, .unreadable, [refusal])) }
    if input.kind == .modelText {
      let text = try input.text()
      return read(text: withExtendedLifetime(text) { Array(text.bytes) }, input)
    }
    do throws(WireError) {
      return .binary(try ModelDecoder.decode(FileSource(input.file)).model)
    } catch {
      return .unreadable(report(input, .unreadable, [error.diagnostic(fileSize: input.file.size)]))
    }
  }

  /// Reads a text whose bytes are in memory.
  func read(text: [UInt8], _ input: ModelInput) -> Content {
    let source = Source(text)
    let tree = Parser.parse(SourceBytes(text))
    if !tree.errors.isEmpty {
      return .unreadable(report(input, .text, tree.errors.map(\.diagnostic), source))
    }
    let lowered = ModelLowerer.lower(tree, provider: TextWeights(WeightStore(base: input.folder)))
    if !lowered.errors.isEmpty {
      return .unreadable(report(input, .text, lowered.errors.map(\.diagnostic), source))
    }
    return .text(source: source, tree: tree, model: lowered.model)
  }

  private func report(
    _ input: ModelInput, _ form: FileReport.Form, _ diagnostics: [Diagnostic], _ source: Source? = nil
  ) -> FileReport {
    FileReport(
      path: input.path, form: form, target: target, source: source, diagnostics: selection.apply(to: diagnostics))
  }

  // MARK: Checking

  /// The report of a file.
  func check(_ path: String, _ content: Content) -> FileReport {
    switch content {
    case .unreadable(let report): return report
    case .binary(let model):
      return FileReport(path: path, form: .binary, target: target, diagnostics: findings(in: model, path))
    case .text(let source, let tree, let model): return check(path, source, tree, model)
    }
  }

  /// What the rules find in a model, without places in a text.
  private func findings(in model: Model, _ path: String) -> [Diagnostic] {
    let index = ModelIndex(model, catalog: catalog)
    let inference = Inference(index)
    var checked = CheckedModel(index, inference)
    checked.target = target
    checked.folder = DiskFolder(path: path == "-" ? "." : Paths.folder(of: path))
    checked.metaFields = meta
    let found = RuleCatalogue.check(checked) { selection.needs($0.code, worst: $0.severity) }
    if index.nodes.count > Self.manyNodes { Graven.keep(inference) }
    return selection.apply(to: found)
  }

  private func check(_ path: String, _ source: Source, _ tree: SyntaxTree, _ model: Model) -> FileReport {
    let project = Project(catalog: catalog, selection: selection, target: target, meta: meta)
    let findings = TextFindings(
      findings(in: model, path), in: tree, places: TreeIndex(tree), lines: source.lines, project)
    return FileReport(
      path: path, form: .text, target: target, source: source, diagnostics: findings.diagnostics,
      suppressed: findings.suppressed)
  }
}
