internal import ArgumentParser
internal import JSON
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText
internal import Syntax

/// Proves that models survive the way to text and back.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that models come back from their text byte for byte.",
    discussion: """
      Each model is printed, read and built in memory, and compared with its file: identical, equal (the same fields, \
      in another order or encoding) or differs, and where.

      Example:
        graven verify models/*.onnx
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Argument(help: "Binary models.")
  var models: [String]

  @Option(help: "How to print the result: human or json.")
  var format: Format = .human

  @Option(help: "Colour messages: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    var results: [(path: String, verdict: RoundTrip)] = []
    for path in models {
      let verdict = try verify(path)
      results.append((path, verdict))
      if format == .human { Console.out("\(path): \(verdict.description)\n") }
    }
    if format == .json { printJSON(results) }
    if results.contains(where: { $0.verdict.name == "unreadable" }) { throw Outcome.failed }
    if results.contains(where: { $0.verdict.name != "identical" }) { throw Outcome.found }
  }

  private func verify(_ path: String) throws -> RoundTrip {
    do {
      let input = try ModelInput(path, color: color)
      if try input.isText() { return .unreadable("it is a text; verify takes binary models") }
      return try RoundTrip.of(input)
    } catch let outcome as Outcome {
      _ = outcome
      return .unreadable("it is no model that can be read")
    } catch {
      Console.error("graven: error: \(error)")
      return .unreadable("\(error)")
    }
  }

  private func printJSON(_ results: [(path: String, verdict: RoundTrip)]) {
    var json = JSONWriter(layout: .indented)
    json.object { json in
      json.member("version", 1)
      json.member("files", each: results) { json, result in
        json.object { json in
          json.member("path", result.path)
          json.member("verdict", result.verdict.name)
          json.member("detail", result.verdict.detail)
        }
      }
    }
    json.newline()
    Console.out(String(decoding: json.bytes, as: UTF8.self))
  }
}
