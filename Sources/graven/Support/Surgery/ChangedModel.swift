internal import ArgumentParser
internal import Configuration
internal import Diagnostics
internal import DiskAccess
internal import Inference
internal import Lowering
internal import ONNXModel
internal import Operators
internal import Reports
internal import Rules
internal import SourceText

/// Where a changed model goes: options that all commands share which change one.
struct ChangeOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Option(
    name: [.customShort("o"), .long], help: "Write the changed model to this file, as text or binary by its name.")
  var output: String?

  @Flag(help: "Replace the model's file.")
  var inPlace = false

  @Flag(help: "Print the change as a diff of the text, and write nothing.")
  var dryRun = false

  @Option(help: "How to print: human or json.")
  var format: Format = .human

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    if output != nil && inPlace { throw ValidationError("-o and --in-place name two places: give one") }
  }
}

/// A model that a command changes: read in either form, written in it or the other one.
struct ChangedModel {
  let path: String
  let options: ChangeOptions
  let content: ModelCheck.Content
  /// What was changed so far.
  private var current: ModelCheck.Content
  private(set) var inference: Inference
  private let check: ModelCheck

  init(_ path: String, _ options: ChangeOptions) throws {
    self.path = path
    self.options = options
    let catalog = OperatorCatalog()
    let selection = try RuleSelection(
      select: [], ignore: [], severity: [:], known: RuleCatalogue.all.map { $0.info.code })
    check = ModelCheck(catalog: catalog, selection: selection, target: nil, meta: [])
    content = try check.read(path)
    current = content
    switch content {
    case .unreadable(let report):
      Console.show(
        report.diagnostics, path: path, form: report.form, source: report.source?.bytes, color: options.color)
      throw Outcome.failed
    case .binary(let model), .text(_, _, let model):
      inference = Inference(ModelIndex(model, catalog: catalog))
    }
  }

  /// Writes the model after some edits; one that is wrong after them, and was not before, is not written.
  func write(_ edits: [ModelEdit]) throws {
    var changed = self
    changed.current = try check.applying(edits, to: current, path)
    try changed.write()
  }

  /// Makes some edits, after which others are asked for.
  mutating func apply(_ edits: [ModelEdit]) throws {
    current = try check.applying(edits, to: current, path)
    switch current {
    case .unreadable: throw Failure("the change can't be made in this text")
    case .binary(let model), .text(_, _, let model):
      inference = Inference(ModelIndex(model, catalog: check.catalog))
    }
  }

  /// Writes what the changes made.
  func write() throws {
    let changed = current
    let before = errors(check.check(path, content))
    let report = check.check(path, changed)
    let after = errors(report)
    if before.isEmpty, !after.isEmpty {
      Console.show(after, path: path, form: report.form, source: report.source?.bytes, color: options.color)
      throw Failure("the model would be wrong after the change; nothing is written")
    }
    if options.dryRun { return try FixedFile.showDiff(from: content, to: changed, path) }
    if options.inPlace { return try FixedFile.write(changed, path) }
    try FixedFile.write(changed, read: path, to: options.output ?? "-")
  }

  private func errors(_ report: FileReport) -> [Diagnostic] { report.diagnostics.filter { $0.severity == .error } }
}
