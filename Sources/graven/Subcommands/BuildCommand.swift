internal import ArgumentParser
internal import DiskAccess
internal import Glibc
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText
internal import Syntax

/// Builds a binary model from its text.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a binary model from its text.",
    discussion: """
      Examples:
        graven build model.onnxtxt -o model.onnx
        graven text model.onnx | sed 's/old/new/' | graven build - --base . -o new.onnx
        graven build large.onnxtxt -o large.onnx --external large.weights
      """)

  @Argument(help: "The text (or a binary model); - is standard input.")
  var text: String

  @Option(name: [.customShort("o"), .long], help: "Write to this file instead of standard output.")
  var output: String?

  @Option(help: "The folder that @data(...) is relative to; by default the text's own.")
  var base: String?

  @Option(help: "Move weights to this file, beside the model, as ONNX external data.")
  var external: String?

  @Option(help: "Only weights of at least this many bytes are moved.")
  var externalThreshold: Int = 1024

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    guard output != nil || isatty(1) == 0 else {
      throw Failure("a binary model is not for a terminal: give a file with -o")
    }
    let input = try ModelInput(text, color: color)
    if try input.isText() {
      let (tree, model) = try input.lower(try input.text(), base: base ?? input.folder)
      note(tree, input)
      try write(model)
    } else {
      try write(try input.decode().model)
    }
  }

  private func note(_ tree: SyntaxTree, _ input: ModelInput) {
    if tree.hasComments { Console.error("\(input.name): note: comments are not kept in a binary model") }
    if tree.usesExtensions, tree.pragma == nil {
      Console.error(
        "\(input.name): warning[K002]: the text uses extensions without a pragma: presence and storage of fields may "
          + "not be what its author means; write \"#!onnx-text 1\" in its first line")
    }
  }

  private func write(_ model: consuming Model) throws {
    var model = model
    if let external { try moveWeights(&model, to: external) }
    let encoded = ModelEncoder.encode(model)
    if encoded.count > Int(Int32.max), external == nil {
      guard let output, output != "-" else {
        throw Failure(
          "the model has \(encoded.count) bytes, and protobuf reads no more than 2 GiB: "
            + "give a file with -o, so that the weights can go to external data beside it")
      }
      try moveWeights(&model, to: Paths.name(of: output) + ".data")
      return try write(ModelEncoder.encode(model))
    }
    guard encoded.count <= Int(Int32.max) else {
      throw Failure(
        "the model has \(encoded.count) bytes without the weights that were moved, and protobuf reads no more than 2 GiB: "
          + "lower --external-threshold")
    }
    try write(encoded)
    Graven.keep(encoded.model)
  }

  private func moveWeights(_ model: inout Model, to name: String) throws {
    guard let output, output != "-" else { throw Failure("--external needs a file for the model: give it with -o") }
    guard !name.contains("/" as Character), !name.isEmpty else {
      throw Failure("--external \(name): the file lies beside the model; give its name without a folder")
    }
    let path = Paths.join(Paths.folder(of: output), name)
    guard !Paths.isSame(path, output) else { throw Failure("--external \(name) is the model's own file") }
    try ExternalData.move(&model, to: path, name: name, threshold: externalThreshold)
  }

  private func write(_ encoded: borrowing EncodedModel) throws {
    guard let output, output != "-" else {
      return try ModelFileWriter.write(encoded) { bytes in try Console.write(1, bytes) }
    }
    var file = try AtomicFile.create(output)
    try ModelFileWriter.write(encoded, to: &file)
    try file.commit()
  }
}
