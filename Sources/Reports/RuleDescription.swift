// What a report tells about a rule, beside its findings.

package import Diagnostics

/// A row of the catalogue, as reports need it.
package struct RuleDescription: Sendable {
  package var code: DiagnosticCode
  /// The severity that its findings usually have.
  package var severity: Severity
  /// What it finds, in one line.
  package var summary: String
  /// Its page, as Markdown.
  package var help: String

  package init(code: DiagnosticCode, severity: Severity, summary: String, help: String) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.help = help
  }
}
