// The findings as GitHub's workflow commands, which its runner shows beside the lines of a change.

internal import Diagnostics
package import SourceText

/// Writes `::error file=m.onnxtxt,line=3,col=5,title=T001 type-constraint::message` for each finding (source: GitHub
/// Docs, "Workflow commands for GitHub Actions").
package struct GitHubReport {
  package init() {}

  package func write(_ files: [FileReport], into output: inout ByteWriter) {
    for file in files {
      for diagnostic in file.diagnostics { write(diagnostic, in: file, into: &output) }
    }
  }

  private func write(_ diagnostic: Diagnostic, in file: FileReport, into output: inout ByteWriter) {
    output.append("::\(Self.command(diagnostic.severity)) file=\(Self.property(file.path))")
    var message = diagnostic.message.printable
    if let range = diagnostic.place.range, let position = file.position(at: range.lowerBound) {
      output.append(",line=\(position.line),col=\(position.column)")
    } else {
      let place = ConciseReport.describe(diagnostic.place)
      if !place.isEmpty { message = "\(place): \(message)" }
    }
    output.append(",title=\(Self.property(diagnostic.code.description))::")
    output.append(Self.data(([message] + diagnostic.notes.map(\.printable)).joined(separator: "\n")) + "\n")
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  /// A message: what would end it is escaped.
  private static func data(_ text: String) -> String { escape(text, "%\r\n") }

  /// A parameter: what would end it is escaped too.
  private static func property(_ text: String) -> String { escape(text, "%\r\n:,") }

  private static func escape(_ text: String, _ special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.unicodeScalars.contains(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
