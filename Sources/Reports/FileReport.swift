// What was found in one file: what every report is made from.

package import Diagnostics
package import SourceText

/// The findings of one file.
package struct FileReport: Sendable {
  package enum Form: String, Sendable {
    case text
    case binary
    /// Not a model, or not to be read.
    case unreadable
  }

  /// As the user gave it, with `/`.
  package var path: String
  package var form: Form
  /// The runtime whose limits were checked too.
  package var target: String?
  /// The text that the diagnostics' ranges are in; nil for a binary.
  package var source: Source?
  /// By place, then by code.
  package let diagnostics: [Diagnostic]
  /// How many diagnostics ignore comments silenced.
  package var suppressed: Int
  /// How many were fixed.
  package var fixed: Int

  package init(
    path: String, form: Form, target: String? = nil, source: Source? = nil, diagnostics: [Diagnostic],
    suppressed: Int = 0, fixed: Int = 0
  ) {
    self.path = path
    self.form = form
    self.target = target
    self.source = source
    // Of equals the one found first stays first: the order must not depend on the sorting algorithm.
    self.diagnostics = diagnostics.enumerated().sorted { one, other in
      if Diagnostic.isBefore(one.element, other.element) { return true }
      return one.offset < other.offset && !Diagnostic.isBefore(other.element, one.element)
    }.map(\.element)
    self.suppressed = suppressed
    self.fixed = fixed
  }

  /// A byte offset as people count: line and column from 1, columns in Unicode scalars; nil without a text.
  func position(at offset: Int) -> (line: Int, column: Int)? {
    guard let place = source?.position(at: offset, in: .utf32) else { return nil }
    return (place.line + 1, place.column + 1)
  }
}

/// How much was found in all files.
package struct ReportSummary: Sendable, Equatable {
  package private(set) var files = 0
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var infos = 0
  package private(set) var suppressed = 0
  package private(set) var fixed = 0

  package init(_ reports: [FileReport]) {
    for report in reports {
      files += 1
      suppressed += report.suppressed
      fixed += report.fixed
      for diagnostic in report.diagnostics {
        switch diagnostic.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .info: infos += 1
        }
      }
    }
  }
}
