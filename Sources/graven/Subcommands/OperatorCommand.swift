internal import ArgumentParser
internal import Glibc
internal import Operators
internal import Reports

/// Shows an operator's documentation.
struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "op",
    abstract: "Show an operator: documentation, signature, history, and which runtimes have it.",
    discussion: """
      The version is that of an operator set: Clip@12 is Clip as a model that imports ai.onnx 12 has it; without it, the \
      newest. Operators of other domains are written com.microsoft.FusedConv or com.microsoft::FusedConv.

      Examples:
        graven op Conv
        graven op Clip@11
        graven op com.microsoft.QLinearAdd --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Argument(help: "NAME, NAME@VERSION or DOMAIN::NAME@VERSION.")
  var name: String

  @Option(help: "How to print it: human or json.")
  var format: Format = .human

  @Option(help: "Colour the page: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    let catalog = OperatorCatalog()
    let schema = try OperatorName(name, catalog).schema(catalog)
    switch format {
    case .json: Console.out(String(decoding: OperatorJSON.bytes(schema, catalog: catalog), as: UTF8.self))
    case .human:
      let isColored = color == .auto ? color.isOn && isatty(1) == 1 : color.isOn
      Console.out(OperatorPage.text(schema, catalog: catalog, width: Self.width, color: isColored))
    }
  }

  /// The columns to fill: the terminal's, at most 100.
  private static var width: Int {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return min(100, max(40, Int(size.ws_col)))
  }
}

/// An operator as it is named on the command line.
private struct OperatorName {
  var domain: String
  var name: String
  var version: Int?

  init(_ text: String, _ catalog: OperatorCatalog) throws {
    var rest = text[...]
    if let at = rest.lastIndex(of: "@") {
      guard let number = Int(rest[rest.index(after: at)...]), number > 0 else {
        throw Failure("\(text): a number of a version is expected after @")
      }
      version = number
      rest = rest[..<at]
    }
    if let colons = rest.range(of: "::") {
      (domain, name) = (String(rest[..<colons.lowerBound]), String(rest[colons.upperBound...]))
    } else if let dot = rest.lastIndex(of: ".") {
      (domain, name) = (String(rest[..<dot]), String(rest[rest.index(after: dot)...]))
    } else {
      name = String(rest)
      // A name alone is ONNX's, or else that of the first domain that has it.
      let isStandard = !catalog.versions(of: name, domain: "").isEmpty
      domain = isStandard ? "" : catalog.domains(having: name, otherThan: "").first ?? ""
    }
    domain = OperatorCatalog.domain(domain)
  }

  func schema(_ catalog: OperatorCatalog) throws -> OperatorSchema {
    let title = domain.isEmpty ? "ai.onnx" : domain
    guard let latest = catalog.latestVersion(of: domain) else {
      let known = catalog.domains.map { $0.isEmpty ? "ai.onnx" : $0 }
      throw Failure("the domain \(title) is not known; known are \(known.joined(separator: ", "))")
    }
    let versions = catalog.versions(of: name, domain: domain)
    guard let first = versions.first else { throw Failure(unknown(title, catalog)) }
    if let version, version > latest {
      throw Failure("\(title) has no version \(version); the newest that is known is \(latest)")
    }
    guard let schema = catalog.schema(name, domain: domain, version: version ?? latest) else {
      throw Failure("\(name) comes with version \(first) of \(title)")
    }
    return schema
  }

  private func unknown(_ title: String, _ catalog: OperatorCatalog) -> String {
    let near = catalog.nearestNames(to: name, domain: domain)
    let elsewhere = catalog.domains(having: name, otherThan: domain).map { ($0.isEmpty ? "" : $0 + ".") + name }
    let suggestions = elsewhere + near.map { (domain.isEmpty ? "" : domain + ".") + $0 }
    let hint = suggestions.isEmpty ? "" : "; did you mean \(suggestions.joined(separator: ", "))?"
    return "\(title) has no operator \(name)\(hint)"
  }
}

extension Substring {
  /// The first place of a text.
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
