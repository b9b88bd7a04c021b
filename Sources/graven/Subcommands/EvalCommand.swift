internal import ArgumentParser
internal import Configuration
internal import DiskAccess
internal import Evaluation
internal import Inference
internal import Kernels
internal import ONNXModel
internal import Operators

/// Computes values of a model.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate values of a model on the CPU: its outputs, or any others, with only the nodes that they need.",
    discussion: """
      An input comes from a file (.npy, .npz, ONNX .pb, .safetensors, .png, .ppm), random[:SEED], zeros, or a literal as \
      in the text: {1, 2}; one without braces fills the tensor. What is not given comes from [eval] in graven.toml, else \
      it is random:0.

      Examples:
        graven eval model.onnx
        graven eval model.onnx conv1_out relu1_out --input image=cat.png --layout nchw
        graven eval model.onnxtxt --input x=random:7 --dim N=4 --format json
        graven eval model.onnx --data test_data_set_0
        graven eval model.onnx --all --save values --save-as npy
        graven eval model.onnx --repeat 20 --profile
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Argument(help: "A model in either form; - is standard input.")
  var model: String

  @Argument(help: "Names of values; by default the outputs.")
  var values: [String] = []

  @Option(help: "NAME=FILE, NAME=random[:SEED], NAME=zeros or NAME=LITERAL; any value may be given.")
  var input: [String] = []

  @Option(help: "A folder with input_0.pb and so on, and output_0.pb and so on to compare with.")
  var data: String?

  @Option(help: "NAME=SIZE of a symbolic dimension.")
  var dim: [String] = []

  @Option(help: "How images become tensors: nchw or nhwc; by default as the shape says.")
  var layout: ImageLayout?

  @Flag(help: "Evaluate every value of the graph, and show a table.")
  var all = false

  @Option(help: "Write the values to this folder.")
  var save: String?

  @Option(help: "How to write them: pb, npy, npz, or test for ONNX's test layout with the inputs.")
  var saveAs: SavedValues.Form = .pb

  @Option(help: "NAME=FILE that a value has to be like.")
  var expect: [String] = []

  @Option(help: "How far a number may be from the expected one, as a part of that; by default 1e-3, of bfloat16 2^-6.")
  var rtol: Double?

  @Option(help: "How far a number may be from the expected one besides; by default 1e-7.")
  var atol: Double?

  @Option(help: "How many threads compute; by default one for each core.")
  var threads: Int?

  @Option(help: "Run so many times after the first, and tell the median and the best time.")
  var `repeat`: Int?

  @Flag(help: "Tell how long each node took.")
  var profile = false

  @Option(help: "The most memory that values may take, such as 4G; by default half of what is free.")
  var memory: MemorySize?

  @Option(help: "How to print: human or json.")
  var format: Format = .human

  @Flag(help: "Look at no graven.toml.")
  var noConfig = false

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    if all, !values.isEmpty { throw ValidationError("--all is every value: give no names with it") }
    if saveAs == .test, all || !values.isEmpty {
      throw ValidationError("--save-as test writes the graph's outputs: give no names and no --all with it")
    }
    if let threads, threads < 1 { throw ValidationError("--threads \(threads): give 1 or more") }
    if let times = self.repeat, times < 1 { throw ValidationError("--repeat \(times): give 1 or more") }
    guard rtol ?? 0 >= 0, atol ?? 0 >= 0 else { throw ValidationError("--rtol and --atol are 0 or more") }
  }

  func run() throws {
    Interruption.shared.watch()
    let source = try EvaluatedModel(try ModelInput(model, color: color))
    let index = ModelIndex(source.model, catalog: OperatorCatalog())
    var lookup = ConfigurationLookup(isOff: noConfig)
    let configuration = try lookup.configuration(forFilesIn: source.input.folder)
    let session = EvaluationSession(
      index: index, source: source, configuration: configuration, threads: threads ?? ParallelMap.cores,
      memory: memory ?? .halfOfFree, repeats: self.repeat != nil)
    var report = try session.evaluate(try request(index, configuration))
    let isFailed = !report.diagnostics.isEmpty
    if let save, !isFailed {
      let saved = SavedValues(form: saveAs)
      try saved.name(&report)
      try saved.write(report, report.json(index, source.report), index, to: save)
    }
    try show(report, index, source)
    Graven.keep(index)
    if isFailed { throw Outcome.failed }
    if report.values.contains(where: { $0.expected?.isEqual == false }) { throw Outcome.found }
  }

  private func request(_ index: ModelIndex, _ configuration: Configuration) throws -> EvaluationSession.Request {
    var request = EvaluationSession.Request(
      wanted: all ? try WantedValue.all(in: index) : try WantedValue.find(values, in: index))
    request.inputs = input
    request.data = try data.map { try DataSet($0) }
    request.dims = configuration.eval.dims.merging(try sizes()) { $1 }
    request.layout = layout
    request.expected = expect
    request.tolerance = Tolerance(relative: rtol, absolute: atol)
    request.times = self.repeat
    request.isProfiled = profile
    request.feedsAll = saveAs == .test && save != nil
    request.keepsPartial = all
    return request
  }

  /// The sizes that `--dim` gives; the last `=` ends the name.
  private func sizes() throws -> [String: Int] {
    var sizes: [String: Int] = [:]
    for text in dim {
      guard let end = text.lastIndex(of: "="), end > text.startIndex, let size = Int(text[text.index(after: end)...]),
        size >= 0
      else { throw Failure("--dim \(text): write --dim N=4") }
      sizes[String(text[..<end])] = size
    }
    return sizes
  }

  // MARK: Output

  private func show(_ report: EvaluationReport, _ index: ModelIndex, _ source: EvaluatedModel) throws {
    if format == .json {
      let bytes = report.json(index, source.report)
      return try bytes.withUnsafeBytes { (bytes) throws in try Console.write(1, bytes) }
    }
    if all {
      Console.out(ValueWords.table(report.values, index))
      for value in report.values {
        guard let expected = value.expected else { continue }
        Console.out("\(value.wanted.name) \(ValueWords.text(expected))\n")
      }
    } else {
      for value in report.values { Console.out(ValueWords.text(value)) }
    }
    if let timing = report.timing {
      let times = "\(Decimals.text(timing.median * 1e3, 3)) ms, best \(Decimals.text(timing.best * 1e3, 3)) ms"
      Console.out("\(timing.runs) run\(timing.runs == 1 ? "" : "s"): median \(times)\n")
    }
    if let profile = report.profile { Console.out("\n" + profile.table(index)) }
    source.input.report(report.diagnostics, source.report.form, source.text)
  }
}

extension ImageLayout: ExpressibleByArgument {}
extension SavedValues.Form: ExpressibleByArgument {}
