// The findings as test results: JUnit's XML, which most CI systems show.

package import Diagnostics
package import SourceText

/// Writes a `testsuite` for each file, with a `testcase` for each finding, or a passing one where there is none.
///
/// A finding is a `failure` where its severity makes the command fail, and an `error` in a file that is no model; a milder
/// one passes and says what it is in `system-out`. There are no times.
package struct JUnitReport {
  private let failOn: Severity

  /// - Parameter failOn: the mildest severity that fails.
  package init(failOn: Severity = .error) {
    self.failOn = failOn
  }

  package func write(_ files: [FileReport], into output: inout ByteWriter) {
    guard let xml = XMLWriter() else { return }
    let counts = files.map { Counts($0, failOn) }
    xml.element("testsuites", [("name", "graven check")] + counts.reduce(Counts(), +).attributes) {
      for (file, counts) in zip(files, counts) {
        xml.element("testsuite", [("name", file.path)] + counts.attributes) { write(file, to: xml) }
      }
    }
    xml.finish(into: &output)
  }

  private func write(_ file: FileReport, to xml: XMLWriter) {
    if file.diagnostics.isEmpty { xml.element("testcase", [("classname", file.path), ("name", "graven check")]) }
    for diagnostic in file.diagnostics {
      var place = ConciseReport.describe(diagnostic.place)
      var attributes = [("classname", file.path)]
      if let range = diagnostic.place.range, let position = file.position(at: range.lowerBound) {
        place = "\(position.line):\(position.column)"
        attributes += [("file", file.path), ("line", String(position.line))]
      }
      attributes.append(("name", "\(diagnostic.code)\(place.isEmpty ? "" : " at \(place)")"))
      xml.element("testcase", attributes) { write(diagnostic, in: file, to: xml) }
    }
  }

  private func write(_ diagnostic: Diagnostic, in file: FileReport, to xml: XMLWriter) {
    let message = diagnostic.message.printable
    let place = ConciseReport.place(diagnostic.place, in: file)
    let line = "\(place): \(diagnostic.severity) \(diagnostic.code.code) \(message)"
    let text = ([line] + diagnostic.notes.map(\.printable)).joined(separator: "\n")
    guard diagnostic.severity <= failOn else { return xml.element("system-out", []) { xml.text(text) } }
    let type = diagnostic.severity.rawValue
    xml.element(file.form == .unreadable ? "error" : "failure", [("message", message), ("type", type)]) {
      xml.text(text)
    }
  }
}

/// What a suite counts.
private struct Counts {
  var tests = 0
  var failures = 0
  var errors = 0

  init() {}

  init(_ file: FileReport, _ failOn: Severity) {
    tests = max(file.diagnostics.count, 1)
    let failing = file.diagnostics.count { $0.severity <= failOn }
    if file.form == .unreadable { errors = failing } else { failures = failing }
  }

  static func + (left: Counts, right: Counts) -> Counts {
    var sum = left
    sum.tests += right.tests
    sum.failures += right.failures
    sum.errors += right.errors
    return sum
  }

  var attributes: [(String, String)] {
    [("tests", String(tests)), ("failures", String(failures)), ("errors", String(errors))]
  }
}
