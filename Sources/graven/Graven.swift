internal import ArgumentParser
internal import Glibc
internal import ONNXCoding

/// The command line.
@main
struct Graven: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "graven",
    abstract: "ONNX models as text: read, edit, diff, format and build them without losing anything.",
    version: version,
    subcommands: [
      TextCommand.self, BuildCommand.self, FormatCommand.self, VerifyCommand.self, EditCommand.self,
      OperatorCommand.self,
      CheckCommand.self, InferCommand.self, EvalCommand.self, OpsetCommand.self,
      ExtractCommand.self, RenameCommand.self, DeleteCommand.self,
      ExplainCommand.self, RulesCommand.self, GitCommand.self, LSPCommand.self, WorkerCommand.self,
    ])

  /// Exits with 0 (nothing to report), 1 (something was found) or 2 (the work could not be done), and nothing else.
  static func main() {
    TemporaryFiles.removeOnSignals()
    do {
      var command = try parseAsRoot()
      if !(command is any LongLived) { Heap.prepare() }
      try command.run()
      Glibc.exit(0)
    } catch let outcome as Outcome {
      Glibc.exit(outcome.status)
    } catch {
      let text = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Console.out(text + "\n")
        Glibc.exit(0)
      }
      // A usage error comes with the command's usage; any other is a message of ours.
      Console.error(exitCode(for: error) == .validationFailure ? text : "graven: error: \(error)")
      Glibc.exit(2)
    }
  }
}

/// A command that runs for hours: it gives memory back, where the others save the time of doing so.
protocol LongLived: ParsableCommand {}

extension Graven {
  /// Keeps a value until the process ends: taking a large model apart piece by piece takes longer than printing it.
  static func keep<Value: Sendable>(_ value: Value) {
    _ = Unmanaged.passRetained(Kept(value))
  }

  private final class Kept<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }
}

/// How a command ends when it does not end with 0; what there was to say has been said.
struct Outcome: Error {
  var status: Int32

  static let found = Outcome(status: 1)
  static let failed = Outcome(status: 2)
}

/// A failure with its message.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
