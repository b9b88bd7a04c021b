internal import ArgumentParser
internal import DiskAccess
internal import Glibc
internal import ONNXCoding
internal import SourceText

/// Opens a binary model's text in an editor.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit a binary model as text, in $EDITOR.",
    discussion: """
      The binary is written back only when the text can be built; a text with errors is kept beside the model.

      Example:
        EDITOR=vim graven edit model.onnx
      """)

  @Argument(help: "The binary model.")
  var model: String

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    let input = try ModelInput(model, color: color)
    guard !input.isStandardInput else { throw Failure("standard input can't be edited: give a file") }
    if try input.isText() { throw Failure("\(model) is a text: open it in any editor") }
    let decoded = try input.decode()
    let before = try BinaryModel.text(of: decoded.model, referringTo: Paths.name(of: model))
    // Beside the model, so that the text's references mean the same to everything that looks at it.
    let textPath = Paths.join(input.folder, ".\(Paths.stem(of: model)).\(getpid()).onnxtxt")
    try Output.write(to: textPath) { sink in try before.withUnsafeBytes(sink) }
    do {
      try openEditor(textPath)
      let after = try ModelInput(textPath, color: color)
      let source = SourceBytes(try after.file.read(0..<after.file.size))
      if source.bytes.elementsEqual(before) {
        unlink(textPath)
        return Console.error("\(model): the text has not changed; the model stays as it is")
      }
      let (_, edited) = try after.lower(source, base: input.folder)
      try BinaryModel.write(edited, to: model)
      unlink(textPath)
    } catch {
      keep(textPath, before)
      throw error
    }
  }

  /// A variable that is set to something.
  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private func openEditor(_ path: String) throws {
    let editor = ["VISUAL", "EDITOR"].lazy.compactMap(Self.environment).first ?? "vi"
    // As git does: the variable is a piece of shell, the path its argument.
    let status = Subprocess.run(["/bin/sh", "-c", "\(editor) \"$@\"", editor, path])
    guard status == 0 else { throw Failure("\(editor) ended with status \(status); the model stays as it is") }
  }

  /// Says where the text is that could not be built, or removes it if nothing would be lost.
  private func keep(_ path: String, _ before: [UInt8]) {
    if let file = try? DataFile.open(path), let now = try? file.read(0..<file.size), now == before {
      unlink(path)
      return
    }
    Console.error("\(model): the model stays as it is; your text is kept in \(path)")
  }
}
