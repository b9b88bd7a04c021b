internal import ArgumentParser
internal import Diagnostics
internal import JSON
internal import Rules

/// Lists the catalogue of diagnostics.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List all diagnostics: code, name, severity, fix, and what they find.",
    discussion: """
      A safe fix is one that `check --fix` applies; an unsafe one is offered, and chosen by a person.

      Examples:
        graven rules
        graven rules --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Option(help: "How to print them: human or json.")
  var format: Format = .human

  func run() throws {
    let infos = RuleCatalogue.all.map { $0.info }.sorted { $0.code < $1.code }
    switch format {
    case .human: Console.out(Self.table(infos))
    case .json: Console.out(String(decoding: Self.json(infos), as: UTF8.self))
    }
  }

  private static func table(_ infos: [RuleInfo]) -> String {
    let width = infos.map { $0.code.name.count }.max() ?? 0
    let pad = { (text: String, width: Int) in text + String(repeating: " ", count: max(0, width - text.count)) }
    return infos.map { info in
      "\(info.code.code)  \(pad(info.code.name, width))  \(pad(info.severity.rawValue, 7))  "
        + "\(pad(word(info.fix), 6))  \(info.summary)\n"
    }.joined()
  }

  private static func word(_ fix: RuleInfo.FixKind) -> String {
    switch fix {
    case .safe: "safe"
    case .manual: "unsafe"
    case .none: "-"
    }
  }

  private static func json(_ infos: [RuleInfo]) -> [UInt8] {
    var json = JSONWriter(layout: .indented)
    json.object { json in
      json.member("version", 1)
      json.member("rules", each: infos) { json, info in
        json.object { json in
          json.member("code", info.code.code)
          json.member("name", info.code.name)
          json.member("severity", info.severity.rawValue)
          json.member("fix", info.fix == .none ? nil : word(info.fix))
          json.member("summary", info.summary)
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
