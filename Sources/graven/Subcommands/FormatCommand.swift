internal import ArgumentParser
internal import Formatting
internal import ONNXCoding
internal import SourceText
internal import Syntax

/// Formats texts in place.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format texts in place: white space and line breaks only.",
    discussion: """
      Folders are walked for *.onnxtxt and *.onnxtext files, honouring .gitignore and the exclude of graven.toml. A \
      text that does not parse stays as it is.

      Examples:
        graven fmt model.onnxtxt
        graven fmt --check --diff .
        graven fmt - < model.onnxtxt
      """)

  @Argument(help: "Texts or folders; - is standard input.")
  var paths: [String]

  @Flag(help: "Change nothing; exit with 1 if a file would change.")
  var check = false

  @Flag(help: "Change nothing; print the changes as a diff, and exit with 1 if there are any.")
  var diff = false

  @Option(help: "How messages name standard input.")
  var stdinFilename: String?

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Look at no graven.toml.")
  var noConfig = false

  func run() throws {
    var changed = 0
    var failed = false
    for file in try ModelFiles.find(paths, extensions: ModelFiles.textExtensions, noConfig: noConfig) {
      do {
        if try format(file.path) { changed += 1 }
      } catch let outcome as Outcome {
        failed = failed || outcome.status == 2
      } catch {
        Console.error("graven: error: \(error)")
        failed = true
      }
    }
    if failed { throw Outcome.failed }
    if changed > 0, check || diff { throw Outcome.found }
  }

  /// Formats one file; returns whether it changes.
  private func format(_ path: String) throws -> Bool {
    let input = try ModelInput(path, color: color)
    let source = try input.text()
    let name = input.isStandardInput ? stdinFilename ?? input.name : path
    let tree = Parser.parse(source)
    let errors = tree.errors + (tree.errors.isEmpty ? Formatter.checkRuns(tree) : [])
    guard errors.isEmpty, let formatted = Formatter.format(tree) else {
      Console.show(errors.map(\.diagnostic), path: name, form: .text, source: Array(source.bytes), color: color)
      throw Outcome.failed
    }
    let isChanged = !formatted.elementsEqual(source.bytes)
    if diff {
      if isChanged { try showDiff(name, source, formatted) }
    } else if check {
      if isChanged { Console.out("\(name)\n") }
    } else if input.isStandardInput {
      try formatted.withUnsafeBytes { try Console.write(1, $0) }
    } else if isChanged {
      var file = try AtomicFile.create(path)
      try file.write(formatted)
      try file.commit()
    }
    return isChanged
  }

  private func showDiff(_ name: String, _ source: SourceBytes, _ formatted: [UInt8]) throws {
    var output = ByteWriter()
    UnifiedDiff.write(from: Array(source.bytes), named: name, to: formatted, named: name, into: &output)
    try output.withBytes { (bytes) throws in try Console.write(1, UnsafeRawBufferPointer(bytes)) }
  }
}
