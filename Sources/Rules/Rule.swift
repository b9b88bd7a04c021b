// What a rule is: a row of the catalogue with a function from a model to diagnostics.

package import Diagnostics

/// A rule of the catalogue. Its type's documentation comment is the page that `graven explain` prints.
package protocol Rule: Sendable {
  static var info: RuleInfo { get }
  /// Finds what the rule is about; the order does not matter.
  static func check(_ model: CheckedModel) -> [Diagnostic]
}

/// A row of the catalogue.
package struct RuleInfo: Sendable {
  /// What the catalogue promises by way of mending.
  package enum FixKind: String, Sendable {
    case safe, manual, none
  }

  package var code: DiagnosticCode
  /// The severity of most of its findings; some rules have findings of another one.
  package var severity: Severity
  package var fix: FixKind
  /// One line.
  package var summary: String

  package init(_ code: String, _ name: String, _ severity: Severity, fix: FixKind = .none, _ summary: String) {
    self.code = DiagnosticCode(code, name)
    self.severity = severity
    self.fix = fix
    self.summary = summary
  }
}
