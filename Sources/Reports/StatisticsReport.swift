// How often each diagnostic was found.

internal import Diagnostics
package import SourceText

/// Writes a line for each code, the most frequent first: `12  error    T001 type-constraint, 3 fixable`.
package struct StatisticsReport {
  package init() {}

  private struct Row {
    var code: DiagnosticCode
    /// The worst that was found.
    var severity: Severity
    var count = 0
    /// How many have a safe fix that was not applied.
    var fixable = 0
  }

  package func write(_ files: [FileReport], into output: inout ByteWriter) {
    let rows = Self.rows(files)
    let width = rows.first.map { String($0.count).utf8.count } ?? 0
    for row in rows {
      let count = String(row.count)
      output.append(repeating: UInt8(ascii: " "), count: width - count.utf8.count)
      let severity = row.severity.rawValue
      output.append("\(count)  \(severity)")
      output.append(repeating: UInt8(ascii: " "), count: 8 - severity.utf8.count)
      output.append(row.code.description + (row.fixable > 0 ? ", \(row.fixable) fixable\n" : "\n"))
    }
  }

  private static func rows(_ files: [FileReport]) -> [Row] {
    var rows: [DiagnosticCode: Row] = [:]
    for file in files {
      for diagnostic in file.diagnostics {
        var row = rows[diagnostic.code] ?? Row(code: diagnostic.code, severity: diagnostic.severity)
        row.severity = min(row.severity, diagnostic.severity)
        row.count += 1
        row.fixable += diagnostic.fixes.contains { $0.safety == .safe && !$0.isApplied } ? 1 : 0
        rows[diagnostic.code] = row
      }
    }
    return rows.values.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }
}
