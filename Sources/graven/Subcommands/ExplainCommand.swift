internal import ArgumentParser
internal import Rules
internal import SourceText

/// Prints the page of a diagnostic.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print the page of a diagnostic: what it means, an example, how to mend it, what others say.",
    discussion: """
      Examples:
        graven explain T001
        graven explain type-constraint
      """)

  @Argument(help: "A code such as T001, or its name.")
  var code: String

  func run() throws {
    guard let info = Self.find(code) else { throw Failure(unknown) }
    let page = RuleCatalogue.page(info.code.code) ?? info.summary
    Console.out("# \(info.code)\n\n\(info.severity.rawValue): \(page)\n")
  }

  private static func find(_ text: String) -> RuleInfo? {
    let (code, name) = (text.uppercased(), text.lowercased())
    return RuleCatalogue.all.map { $0.info }.first { $0.code.code == code || $0.code.name == name }
  }

  private var unknown: String {
    let infos = RuleCatalogue.all.map { $0.info }
    let near = NearestName.find(code.lowercased(), among: infos.map { $0.code.name })
    // Of codes those that differ in one sign are near.
    let codes = infos.map { $0.code.code }.filter { known in
      known.count == code.count && zip(known, code.uppercased()).count { $0 != $1 } == 1
    }
    let suggestions = (near.map { [$0] } ?? []) + codes.prefix(5)
    let hint =
      suggestions.isEmpty ? "; graven rules lists all" : "; did you mean \(suggestions.joined(separator: ", "))?"
    return "there is no diagnostic \(code)\(hint)"
  }
}
