internal import ArgumentParser
internal import LanguageServer
internal import ONNXCoding

/// Makes an editor an ONNX editor.
struct LSPCommand: LongLived {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: the language server protocol on standard input and output.",
    discussion: """
      Editors start it; its documents have the language id "onnx-text".
      """)

  @Flag(help: "For editors that say so; standard input and output are all there is.")
  var stdio = false

  func run() throws {
    Heap.prepareForService()
    let status = LanguageServer(version: Graven.version).run()
    guard status == 0 else { throw Outcome(status: status) }
  }
}
