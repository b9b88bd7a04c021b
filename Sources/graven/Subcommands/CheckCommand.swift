internal import Analysis
internal import ArgumentParser
internal import Configuration
internal import Diagnostics
internal import Glibc
internal import Lowering
internal import ONNXModel
internal import Operators
internal import Reports
internal import Rules
internal import SourceText

/// Says what is wrong in models, where, why and how to mend it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check models, text or binary: what is wrong, where, why and how to mend it.",
    discussion: """
      "graven explain CODE" has the page of a diagnostic. In a text, "# graven: ignore CODE reason" on or above a line \
      silences it there.

      Examples:
        graven check model.onnx
        graven check models/ --format github
        graven check model.onnxtxt --fix
        graven check model.onnx --target onnxruntime --select ALL
      """)

  @Argument(help: "Models in either form, and folders of them; - is standard input.")
  var paths: [String]

  @Flag(help: "Apply safe fixes to the files.")
  var fix = false

  @Flag(help: "Apply fixes that may change what the model means, too.")
  var unsafeFixes = false

  @Flag(help: "Print what fixes would change as a diff of the text, and change nothing.")
  var diff = false

  @Option(help: "Codes, groups (S) or ALL to report; by default errors and warnings.")
  var select: [String] = []

  @Option(help: "Codes or groups not to report.")
  var ignore: [String] = []

  @Option(help: "The mildest severity that makes the exit status 1: error, warning or info.")
  var failOn: Severity?

  @Option(help: "How to print: human, concise, json, sarif, github or junit.")
  var format: ReportFormat = .human

  @Flag(help: "Print how often each code was found, in place of the findings.")
  var statistics = false

  @Option(help: "A runtime that the model is meant for, such as onnxruntime: adds what it refuses.")
  var target: String?

  @Option(help: "How many files to check at once; by default one for each core.")
  var jobs: Int?

  @Flag(help: "Look at no graven.toml.")
  var noConfig = false

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  /// What came of one file.
  private enum Result: Sendable {
    case report(FileReport, failOn: Severity)
    case failure(String)
  }

  func run() throws {
    let catalog = OperatorCatalog()
    try requireTarget(target, catalog)
    let files = try ModelFiles.find(paths, extensions: ModelFiles.extensions, noConfig: noConfig)
    // By the file of the configuration: a folder's models share one.
    var checks: [String?: ModelCheck] = [:]
    let work = try files.map { file in
      let check = try checks[file.configuration.path] ?? modelCheck(file.configuration, catalog)
      checks[file.configuration.path] = check
      return Work(path: file.path, check: check, failOn: failOn(file))
    }
    let (fixes, unsafe, diff) = (fix || unsafeFixes || diff, unsafeFixes, diff)
    let results = ParallelMap.map(work, jobs: jobs ?? ParallelMap.cores) { work -> Result in
      do {
        let content = try work.check.read(work.path)
        guard fixes else { return .report(work.check.check(work.path, content), failOn: work.failOn) }
        let fixed = try FixApplication(check: work.check, includesUnsafe: unsafe).run(work.path, content)
        if fixed.count > 0 { try FixedFile.write(fixed, over: content, work.path, isDryRun: diff) }
        return .report(fixed.report, failOn: work.failOn)
      } catch {
        return .failure("\(error)")
      }
    }
    try show(results)
  }

  private struct Work: Sendable {
    var path: String
    var check: ModelCheck
    var failOn: Severity
  }

  // MARK: Settings

  private func failOn(_ file: ModelFile) -> Severity { failOn ?? file.configuration.check.failOn ?? .error }

  private func modelCheck(_ configuration: Configuration, _ catalog: OperatorCatalog) throws -> ModelCheck {
    let settings = configuration.check
    let selected = select.isEmpty ? settings.select : select.flatMap(RuleSelection.names)
    let selection = try RuleSelection(
      select: selected, ignore: settings.ignore + ignore.flatMap(RuleSelection.names), severity: settings.severity,
      known: RuleCatalogue.all.map { $0.info.code })
    let target = target ?? settings.target
    try requireTarget(target, catalog)
    return ModelCheck(
      catalog: catalog, selection: selection, target: target, meta: configuration.meta.map(MetaFieldSchema.init))
  }

  private func requireTarget(_ target: String?, _ catalog: OperatorCatalog) throws {
    guard let target else { return }
    let known = ["onnxruntime"] + catalog.runtimes.map(\.name)
    guard known.contains(target) else {
      throw Failure("--target \(target) is no runtime that graven knows: \(known.joined(separator: ", "))")
    }
  }

  // MARK: Output

  private func show(_ results: [Result]) throws {
    var (reports, hasFound, hasFailed): ([FileReport], Bool, Bool) = ([], false, false)
    for result in results {
      switch result {
      case .failure(let message):
        Console.error("graven: error: \(message)")
        hasFailed = true
      case .report(let report, let failOn):
        reports.append(report)
        if report.diagnostics.contains(where: { $0.severity <= failOn }) { hasFound = true }
      }
    }
    var output = ByteWriter()
    if statistics {
      StatisticsReport().write(reports, into: &output)
    } else {
      let descriptions = format == .sarif ? RuleCatalogue.all.map(RuleDescription.init) : []
      let options = ReportOptions(
        toolVersion: Graven.version, rules: descriptions, color: color.isOn(for: 1), failOn: failOn ?? .error)
      format.write(reports, options, into: &output)
    }
    try output.withBytes { (bytes) throws in try Console.write(1, UnsafeRawBufferPointer(bytes)) }
    if hasFailed { throw Outcome.failed }
    if hasFound { throw Outcome.found }
  }
}

extension Severity: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

extension RuleDescription {
  init(_ rule: any Rule.Type) {
    let info = rule.info
    self.init(
      code: info.code, severity: info.severity, summary: info.summary, help: "")
  }
}
