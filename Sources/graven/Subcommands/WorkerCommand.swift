internal import ArgumentParser
internal import LanguageServer
internal import ONNXCoding

/// Computes values for a language server, at the other end of a socket that is its standard input.
struct WorkerCommand: LongLived {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Compute values for a language server, which starts it.", shouldDisplay: false)

  @Option(help: "The most memory to take, in bytes of address space.")
  var memory: Int?

  func run() throws {
    Heap.prepareForService()
    let status = EvaluationWorker.run(memory: memory)
    guard status == 0 else { throw Outcome(status: status) }
  }
}
