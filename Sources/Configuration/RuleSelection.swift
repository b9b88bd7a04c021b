// Which diagnostics are reported, and with which severity.

package import Diagnostics
internal import SourceText

/// What `select`, `ignore` and `severity` say, of the command line or the configuration.
package struct RuleSelection: Sendable {
  private let selected: Set<String>?
  private let ignored: Set<String>
  private let severities: [String: Severity]

  /// Errors and warnings, with the rules' own severities.
  package static let standard = RuleSelection()

  private init() {
    selected = nil
    ignored = []
    severities = [:]
  }

  /// - Parameters:
  ///   - select: codes, groups or `ALL`; nil: what is an error or a warning.
  ///   - ignore: the same; they win.
  ///   - severity: severities in the place of the rules' own, by code.
  ///   - known: all codes of the catalogue.
  package init(
    select: [String]? = nil, ignore: [String] = [], severity: [String: Severity] = [:], known: [DiagnosticCode]
  ) throws(SelectionError) {
    let catalogue = Catalogue(known)
    selected = try select.map { (names) throws(SelectionError) in try catalogue.codes(of: names) }
    ignored = try catalogue.codes(of: ignore)
    for code in severity.keys.sorted() { try catalogue.require(code) }
    severities = severity
  }

  /// The names in `--select S,G007` or `--select "S G007"`.
  package static func names(in list: String) -> [String] {
    list.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }

  /// Whether diagnostics of a code and severity are reported.
  package func reports(_ code: DiagnosticCode, _ severity: Severity) -> Bool {
    if ignored.contains(code.code) { return false }
    if let selected { return selected.contains(code.code) }
    return (severities[code.code] ?? severity) < .info
  }

  /// Whether a rule whose worst finding has this severity needs to run.
  package func needs(_ code: DiagnosticCode, worst: Severity) -> Bool { reports(code, worst) }

  /// The diagnostics that are reported, with their severities.
  package func apply(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.compactMap { diagnostic in
      guard reports(diagnostic.code, diagnostic.severity) else { return nil }
      guard let severity = severities[diagnostic.code.code] else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.severity = severity
      return diagnostic
    }
  }
}

/// A name in a selection that is no code.
package struct SelectionError: Error, Sendable, Equatable, CustomStringConvertible {
  package var name: String
  /// The code that may be meant.
  package var nearest: String?

  package var description: String {
    let remedy = nearest.map { "write \($0)" } ?? "\"graven rules\" lists all"
    return "\"\(name)\" is no code, group of codes or ALL; \(remedy)"
  }
}

/// The codes that there are.
private struct Catalogue {
  private let codes: [DiagnosticCode]
  private let all: Set<String>

  init(_ codes: [DiagnosticCode]) {
    self.codes = codes
    all = Set(codes.map(\.code))
  }

  func codes(of names: [String]) throws(SelectionError) -> Set<String> {
    var result: Set<String> = []
    for name in names {
      if name == "ALL" {
        result.formUnion(all)
      } else if all.contains(name) {
        result.insert(name)
      } else {
        let group = codes.filter { $0.group == name }
        guard !group.isEmpty else { throw unknown(name) }
        result.formUnion(group.map(\.code))
      }
    }
    return result
  }

  func require(_ code: String) throws(SelectionError) {
    guard all.contains(code) else { throw unknown(code) }
  }

  private func unknown(_ name: String) -> SelectionError {
    let named = codes.first { $0.name == name }?.code
    return SelectionError(
      name: name, nearest: named ?? NearestName.find(name, among: all.sorted() + ["ALL"]))
  }
}
