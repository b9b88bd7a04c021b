internal import Analysis
internal import Configuration
internal import Diagnostics
internal import DiskAccess
internal import Evaluation
internal import Inference
internal import Lowering
internal import ONNXModel
internal import Operators
internal import Reports
internal import Rules
internal import SourceText
internal import Syntax

/// The model that is evaluated, with its text where it has one: diagnostics are placed in that.
struct EvaluatedModel {
  let input: ModelInput
  let model: Model
  /// The text and its tree.
  let text: SourceBytes?
  private let tree: SyntaxTree?

  init(_ input: ModelInput) throws {
    self.input = input
    guard try input.isText() else {
      (model, text, tree) = (try input.decode().model, nil, nil)
      return
    }
    let source = try input.text()
    (tree, model) = try input.lower(source, base: input.folder)
    text = source
  }

  /// The file, for places in it.
  var report: FileReport {
    let source = text.map { text in Source(withExtendedLifetime(text) { Array(text.bytes) }) }
    return FileReport(path: input.path, form: text == nil ? .binary : .text, source: source, diagnostics: [])
  }

  /// What stopped an evaluation, as V001, in the text where there is one.
  func diagnostic(_ error: EvaluationError, _ index: ModelIndex) -> [Diagnostic] {
    let diagnostic = Diagnostic(
      DiagnosticCode("V001", "evaluation-failed"), .error, error.message, at: Place(path: error.path ?? ModelPath()),
      node: error.path.flatMap { node(at: $0, index) })
    guard let text, let tree else { return [diagnostic] }
    let selection = try? RuleSelection(
      select: ["ALL"], ignore: [], severity: [:], known: [DiagnosticCode("V001", "evaluation-failed")])
    guard let selection else { return [diagnostic] }
    let project = Project(catalog: index.catalog, selection: selection, target: nil, meta: [])
    let source = Source(withExtendedLifetime(text) { Array(text.bytes) })
    let placed = TextFindings([diagnostic], in: tree, places: TreeIndex(tree), lines: source.lines, project).diagnostics
    // A comment that ignores the code does not make the values come.
    return placed.filter { $0.code.code == "V001" }.isEmpty ? [diagnostic] : placed.filter { $0.code.code == "V001" }
  }

  private func node(at path: ModelPath, _ index: ModelIndex) -> NodeInfo? {
    guard let node = ModelLocation(path, in: index).node else { return nil }
    let bytes = { (text: Text?) -> [UInt8] in text.map { Array(index.strings[$0]) } ?? [] }
    let record = index.node(node)
    return NodeInfo(
      name: bytes(record.name), opType: bytes(record.opType), domain: bytes(record.domain),
      sinceVersion: index.operation(node).schema?.sinceVersion)
  }
}
