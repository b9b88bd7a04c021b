internal import ArgumentParser
internal import Diagnostics
internal import DiskAccess
internal import Inference
internal import JSON
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import Operators
internal import Reports
internal import Rewriting
internal import Rules
internal import SourceText
internal import Syntax

/// Shows the types and shapes of all values.
struct InferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "infer",
    abstract: "Infer all types and shapes: a table, JSON, or the model annotated with them.",
    discussion: """
      Sizes may be expressions over the names of dimensions, such as 2*N + 1; what depends on data is unknown (?).

      Examples:
        graven infer model.onnx
        graven infer model.onnxtxt --format json
        graven infer model.onnx -o annotated.onnx
        graven infer models/*.onnx --format json    # an object for each, one a line
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Argument(help: "Models in either form; - is standard input.")
  var models: [String]

  @Option(name: [.customShort("o"), .long], help: "Write the model with a type for every value to this file.")
  var output: String?

  @Option(help: "How to print the types: human or json.")
  var format: Format = .human

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    if let output {
      guard models.count == 1 else { throw Failure("-o takes one model: \(models.count) are given") }
      return try annotate(try ModelInput(models[0], color: color), output)
    }
    let catalog = OperatorCatalog()
    for path in models {
      let input = try ModelInput(path, color: color)
      let inference = Inference(ModelIndex(try input.model().model, catalog: catalog))
      let report = InferenceReport(inference)
      if format == .json {
        try printJSON(report, path)
      } else {
        Console.out((models.count > 1 ? "\(path):\n" : "") + report.table())
      }
      if models.count == 1 { Graven.keep(inference) }
    }
  }

  private func printJSON(_ report: InferenceReport, _ path: String) throws {
    var failure: (any Error)?
    let sink: (UnsafeRawBufferPointer) -> Void = { bytes in
      do { try Console.write(1, bytes) } catch { failure = error }
    }
    var json = JSONWriter(layout: .compact, capacity: 1 << 19)
    json.object { json in
      json.member("version", 1)
      json.member("path", path)
      report.write(into: &json, sink)
      json.member("diagnostics", each: findings(report.inference)) {
        JSONReport.write($1, in: FileReport(path: path, form: .binary, diagnostics: []), into: &$0)
      }
    }
    json.newline()
    json.drain(over: 0, sink)
    if let failure { throw failure }
  }

  /// What inference finds wrong, as `check` says it.
  private func findings(_ inference: Inference) -> [Diagnostic] {
    guard !inference.problems.isEmpty || !inference.conflicts.isEmpty else { return [] }
    let codes = Set(inference.problems.values.joined().map(\.code))
    return RuleCatalogue.check(CheckedModel(inference.index, inference)) { codes.contains($0.code.code) }
  }

  /// Writes the model with the types that it lacks, in the form that it has, or that the name of the file says.
  private func annotate(_ input: ModelInput, _ output: String) throws {
    let wantsText = ModelFiles.textExtensions.contains { output.hasSuffix($0) }
    if try input.isText() {
      let source = try input.text()
      let (_, model) = try input.lower(source, base: input.folder)
      let edits = TypeAnnotation.edits(for: Inference(ModelIndex(model, catalog: OperatorCatalog())))
      guard wantsText else { return try writeBinary(model, edits, output) }
      let changes = try EditLowering.lower(edits, in: Parser.parse(source))
      let text = try TextEdit.apply(changes, to: Array(source.bytes))
      return try Output.write(to: output) { sink in try text.withUnsafeBytes(sink) }
    }
    var model = try input.decode().model
    let edits = TypeAnnotation.edits(for: Inference(ModelIndex(model, catalog: OperatorCatalog())))
    guard wantsText else { return try writeBinary(model, edits, output) }
    try model.apply(edits)
    var options = PrintOptions()
    let folder = Paths.folder(of: output)
    options.weights = Paths.relative(input.path, to: folder).map { .reference(Array($0.utf8)) } ?? .inline
    try Output.write(try ModelPrinter.print(model, options: options), of: model, to: output)
  }

  private func writeBinary(_ model: Model, _ edits: [ModelEdit], _ output: String) throws {
    var model = model
    try model.apply(edits)
    try BinaryModel.write(model, to: output)
  }
}
