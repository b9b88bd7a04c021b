// The formats of `graven check --format`.

package import Diagnostics
internal import JSON
package import SourceText

/// What reports need to know beside the findings.
package struct ReportOptions: Sendable {
  /// Graven's own version.
  package var toolVersion: String
  /// The whole catalogue.
  package var rules: [RuleDescription]
  /// Whether people's format is coloured.
  package var color: Bool
  /// The mildest severity that fails, which JUnit's readers are told.
  package var failOn: Severity

  package init(toolVersion: String, rules: [RuleDescription], color: Bool = false, failOn: Severity = .error) {
    self.toolVersion = toolVersion
    self.rules = rules
    self.color = color
    self.failOn = failOn
  }
}

/// How findings are written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case human, concise, json, sarif, github, junit

  /// Writes the findings of all files, in the order given.
  package func write(_ files: [FileReport], _ options: ReportOptions, into output: inout ByteWriter) {
    switch self {
    case .human:
      let report = HumanReport(color: options.color)
      report.write(files, into: &output)
      report.write(ReportSummary(files), into: &output)
    case .concise: ConciseReport().write(files, into: &output)
    case .json:
      writeJSON(into: &output) { JSONReport(toolVersion: options.toolVersion).write(files, into: &$0) }
    case .sarif:
      writeJSON(into: &output) {
        SARIFReport(toolVersion: options.toolVersion, rules: options.rules).write(files, into: &$0)
      }
    case .github: GitHubReport().write(files, into: &output)
    case .junit: JUnitReport(failOn: options.failOn).write(files, into: &output)
    }
  }

  private func writeJSON(into output: inout ByteWriter, _ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter(layout: .indented)
    body(&json)
    json.newline()
    output.append(json.bytes)
  }
}
