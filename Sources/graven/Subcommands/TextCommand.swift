internal import ArgumentParser
internal import DiskAccess
internal import Glibc
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText

/// Prints a model as text.
struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print a model as text.",
    discussion: """
      Weights over the inline limit stay where they are: the text refers to the model's own file. Building the text \
      gives the same bytes again.

      Examples:
        graven text model.onnx -o model.onnxtxt
        graven text model.onnx --weights inline | less
      """)

  enum Weights: String, ExpressibleByArgument, CaseIterable {
    case reference, inline, safetensors
  }

  @Argument(help: "The model, binary or text; - is standard input.")
  var model: String

  @Option(name: [.customShort("o"), .long], help: "Write to this file instead of standard output.")
  var output: String?

  @Option(help: "Where weights over the inline limit go: \(Weights.allCases.map(\.rawValue).joined(separator: ", ")).")
  var weights: Weights?

  @Option(help: "Tensors of up to this many elements stay in the text: a number, or 'max'.")
  var inlineLimit: InlineLimit = InlineLimit(elements: 16)

  @Flag(help: "Print long tensors as numbers instead of base64.")
  var decimal = false

  @Flag(help: "Add the SHA-256 of each referenced tensor.")
  var pin = false

  @Flag(help: "Print only what onnx.parser reads, and list on standard error what that loses.")
  var peer = false

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    let input = try ModelInput(model, color: color)
    let (loaded, isCanonical) = try input.model()
    Graven.keep(loaded)
    if !isCanonical {
      Console.error(
        "\(input.name): the file is not in canonical protobuf order: "
          + "building this text gives an equal model, but other bytes")
    }
    var options = PrintOptions()
    options.inlineLimit = inlineLimit.elements
    options.isDecimal = decimal
    options.isPeer = peer
    options.pins = pin
    options.weights = try printedWeights(loaded, input)
    if pin { options.digest = { payload, model in try Self.digest(payload, model) } }
    let text = try ModelPrinter.print(loaded, options: options)
    for loss in text.losses { Console.error("lost: \(loss.path): \(loss.what)") }
    try Output.write(text, of: loaded, to: output)
    if !isCanonical { throw Outcome.found }
  }

  // MARK: Weights

  private func printedWeights(_ model: Model, _ input: ModelInput) throws -> PrintOptions.Weights {
    if peer { return .inline }
    switch weights {
    case .inline: return .inline
    case .safetensors: return try writeSafetensors(model)
    case .reference: return try reference(input, isRequired: true)
    case nil: return try reference(input, isRequired: false)
    }
  }

  /// References to the model's own file, which must lie in the text's folder or below it.
  private func reference(_ input: ModelInput, isRequired: Bool) throws -> PrintOptions.Weights {
    if input.isStandardInput || input.kind == .modelText {
      if isRequired { throw Failure("\(input.name) is no file that a text could refer to: use --weights inline") }
      return .inline
    }
    let folder = output.map(Paths.folder(of:)) ?? input.folder
    if let output, WeightStore.realPath(folder) == nil {
      throw Failure("\(output): there is no folder \(folder); make it first")
    }
    guard let path = Paths.relative(input.path, to: folder) else {
      throw Failure(
        "\(input.path): the text would have to refer to a file outside of its folder \(folder); "
          + "write the text beside the model, or use --weights inline or --weights safetensors")
    }
    return .reference(Array(path.utf8))
  }

  private func writeSafetensors(_ model: Model) throws -> PrintOptions.Weights {
    guard let output, output != "-" else {
      throw Failure("--weights safetensors writes a file beside the text: give the text's path with -o")
    }
    let path = Paths.join(Paths.folder(of: output), Paths.stem(of: output) + ".safetensors")
    return .places(try SafetensorsExport.write(model, inlineLimit: inlineLimit.elements, to: path))
  }

  private static func digest(_ payload: Payload, _ model: Model) throws -> String {
    var hash = SHA256()
    let source: any ByteSource =
      payload.source == Payload.pool ? MemorySource(model.strings.bytes) : model.sources[Int(payload.source)]
    try ModelFileWriter.forEachPiece(of: payload, in: source) { hash.update($0) }
    return SHA256.hex(hash.finish())
  }
}

/// A number of elements, or `max`.
struct InlineLimit: ExpressibleByArgument {
  var elements: Int

  init(elements: Int) {
    self.elements = elements
  }

  init?(argument: String) {
    if argument == "max" {
      elements = .max
    } else {
      guard let number = Int(argument), number >= 0 else { return nil }
      elements = number
    }
  }

  var defaultValueDescription: String { elements == .max ? "max" : "\(elements)" }
}
