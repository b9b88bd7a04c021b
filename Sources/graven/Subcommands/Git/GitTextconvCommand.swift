internal import ArgumentParser
internal import DiskAccess
internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// Prints what `git diff` compares: a model's text, with a digest in the place of each large weight.
struct GitTextconvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textconv",
    abstract: "Print a model for git diff; git runs this.",
    discussion: """
      Weights are shown by type, shape and digest, never in full; external data is not looked at. A file that is no \
      model is described in a line, so that git diff goes on.
      """)

  @Argument(help: "The file.")
  var file: String

  func run() throws {
    let input = try ModelInput(file, color: .never)
    switch input.kind {
    // A pointer and a text are readable as they are.
    case .modelText, .gitLFSPointer: return try print(try input.file.read(0..<input.file.size))
    case .model: break
    default: return try describe(input, as: input.kind.message ?? "no model")
    }
    let model: Model
    do throws(WireError) {
      model = try ModelDecoder.decode(FileSource(input.file)).model
    } catch {
      return try describe(input, as: error.diagnostic(fileSize: input.file.size).message)
    }
    try print(model)
  }

  private func print(_ model: Model) throws {
    var options = PrintOptions()
    let places = try WeightDigests.find(in: model).map { weight in
      // Sixteen digits tell the weights of a project's models apart, and leave the line readable.
      (weight.place, PrintOptions.DataPlace(file: Array("sha256:\(weight.digest.prefix(16))".utf8), name: nil))
    }
    options.weights = .places(Dictionary(uniqueKeysWithValues: places))
    try Output.write(try ModelPrinter.print(model, options: options), of: model, to: nil)
    Graven.keep(model)
  }

  private func print(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try Console.write(1, $0) }
  }

  private func describe(_ input: ModelInput, as what: String) throws {
    let digest = try SHA256.digest(input.file, 0..<input.file.size)
    try print(Array("# no model: \(what)\n# \(input.file.size) bytes, sha256:\(SHA256.hex(digest))\n".utf8))
  }
}
