// The findings for people: what, where with the line itself, why, and what to do.

package import Diagnostics
package import SourceText

/// Writes findings as modern compilers do.
///
/// ```
/// error[T001]: Clip-11 takes float tensors; input is int64[4]
///  --> m.onnxtxt:3:13
///   |
/// 2 |   shape = Shape (x)
///   |   ----- int64[4], made here
/// 3 |   y = Clip (shape, mn, mx)
///   |             ^^^^^
///   = note: Clip-11 allows T: float16, float, double
///   = help: import ai.onnx 12
/// ```
///
/// What comes from the file can't control the terminal. Lines are cut around what is underlined.
package struct HumanReport {
  private let paint: Paint
  private let width: Int

  /// - Parameter width: the columns that a line of the source may take.
  package init(color: Bool, width: Int = 120) {
    paint = Paint(isOn: color)
    self.width = width
  }

  /// Writes every finding, an empty line behind each.
  package func write(_ files: [FileReport], into output: inout ByteWriter) {
    for file in files {
      for diagnostic in file.diagnostics {
        write(diagnostic, in: file, into: &output)
        output.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// Writes one line: `2 errors, 1 warning in 3 files; 1 fixed`.
  package func write(_ summary: ReportSummary, into output: inout ByteWriter) {
    let counts = [
      (summary.errors, "error", Paint.style(.error)), (summary.warnings, "warning", Paint.style(.warning)),
      (summary.infos, "info", Paint.style(.info)),
    ].filter { $0.0 > 0 }.map { count, noun, style in paint(style, Self.count(count, noun)) }
    output.append(counts.isEmpty ? paint(.green, "nothing to report") : counts.joined(separator: ", "))
    output.append(" in \(Self.count(summary.files, "file"))")
    if summary.fixed > 0 { output.append("; \(summary.fixed) fixed") }
    if summary.suppressed > 0 { output.append("; \(summary.suppressed) ignored") }
    output.append(UInt8(ascii: "\n"))
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Writes one finding.
  package func write(_ diagnostic: Diagnostic, in file: FileReport, into output: inout ByteWriter) {
    let style = Paint.style(diagnostic.severity)
    output.append(paint(style, "\(diagnostic.severity)[\(diagnostic.code.code)]"))
    output.append(paint(.bold, ": \(diagnostic.message.printable)") + "\n")
    let marks = Self.marks(of: diagnostic, in: file)
    let gutter = String(repeating: " ", count: marks.last.map { String($0.line + 1).utf8.count } ?? 1)
    output.append("\(gutter)\(paint(.blue, "-->")) \(ConciseReport.place(diagnostic.place, in: file))\n")
    if let source = file.source, !marks.isEmpty {
      write(marks, of: source, gutter: gutter, style: style, into: &output)
    }
    for (title, text) in remarks(on: diagnostic, in: file) {
      let mark = paint(.blue, "=")
      output.append("\(gutter) \(mark) \(paint(title == "help" ? .green : .bold, "\(title):")) \(text.printable)\n")
    }
  }

  // MARK: The source

  /// Something to underline.
  private struct Mark {
    var line: Int
    var range: Range<Int>
    /// What to say about it; nil for the finding itself.
    var label: String?
  }

  /// The finding and the places related to it that are in the text, by line.
  private static func marks(of diagnostic: Diagnostic, in file: FileReport) -> [Mark] {
    guard let source = file.source else { return [] }
    var marks: [Mark] = []
    for label in diagnostic.related {
      guard let range = label.place.range else { continue }
      marks.append(Mark(line: source.lines.line(at: range.lowerBound), range: range, label: label.message))
    }
    if let range = diagnostic.place.range {
      marks.append(Mark(line: source.lines.line(at: range.lowerBound), range: range, label: nil))
    }
    return marks.sorted { ($0.line, $0.range.lowerBound) < ($1.line, $1.range.lowerBound) }
  }

  private func write(
    _ marks: [Mark], of source: Source, gutter: String, style: Paint.Style, into output: inout ByteWriter
  ) {
    let bar = paint(.blue, "|")
    output.append("\(gutter) \(bar)\n")
    var shown: Int?
    for mark in marks {
      let excerpt = excerpt(of: mark, in: source)
      if let last = shown, mark.line > last + 1 { output.append(paint(.blue, "...") + "\n") }
      // A line that is cut is cut differently for each mark.
      if mark.line != shown || excerpt.isCut {
        let number = String(mark.line + 1)
        let pad = String(repeating: " ", count: max(gutter.utf8.count - number.utf8.count, 0))
        output.append("\(pad)\(paint(.blue, number)) \(bar) \(excerpt.text)\n")
        shown = mark.line
      }
      output.append("\(gutter) \(bar) ")
      output.append(repeating: UInt8(ascii: " "), count: excerpt.mark.lowerBound)
      let line = String(repeating: mark.label == nil ? "^" : "-", count: excerpt.mark.count)
      let label = mark.label.map { " \($0.printable)" } ?? ""
      output.append(paint(mark.label == nil ? style : .blue, line + label) + "\n")
    }
  }

  /// The line in which a mark begins; of a mark over several lines the first is underlined.
  private func excerpt(of mark: Mark, in source: Source) -> Excerpt {
    let content = source.lines.contentRange(ofLine: mark.line, in: source.bytes)
    let part = mark.range.clamped(to: content)
    let start = min(max(mark.range.lowerBound, content.lowerBound), content.upperBound) - content.lowerBound
    return source.withBytes(content) {
      Excerpt(of: $0, marking: start..<(start + part.count), width: width)
    }
  }

  // MARK: Notes

  /// What stands behind `=`, in order.
  private func remarks(on diagnostic: Diagnostic, in file: FileReport) -> [(title: String, text: String)] {
    var remarks: [(title: String, text: String)] = []
    if diagnostic.place.range == nil || file.source == nil, let node = diagnostic.node {
      remarks.append(("node", Self.describe(node)))
    }
    for label in diagnostic.related where label.place.range == nil || file.source == nil {
      let place = ConciseReport.describe(label.place)
      remarks.append(("note", place.isEmpty ? label.message : "\(place): \(label.message)"))
    }
    remarks += diagnostic.notes.map { ("note", $0) }
    for peer in Peer.allCases {
      if let message = diagnostic.peers[peer] { remarks.append((Self.name(peer), message)) }
    }
    for fix in diagnostic.fixes {
      remarks.append(fix.isApplied ? ("fixed", fix.title) : ("help", fix.title + Self.hint(fix.safety)))
    }
    return remarks
  }

  /// `Clip "Clip_2738"`, or `com.example.Clip` without a name.
  private static func describe(_ node: NodeInfo) -> String {
    let domain = node.domain.isEmpty ? "" : String(decoding: node.domain, as: UTF8.self) + "."
    let name = node.name.isEmpty ? "" : " \"\(String(decoding: node.name, as: UTF8.self))\""
    return domain + String(decoding: node.opType, as: UTF8.self) + name
  }

  private static func name(_ peer: Peer) -> String {
    switch peer {
    case .checker: "onnx.checker"
    case .fullCheck: "onnx.checker, full check"
    case .runtime: "ONNX Runtime"
    }
  }

  private static func hint(_ safety: Fix.Safety) -> String {
    switch safety {
    case .safe: ""
    case .unsafe: " (--unsafe-fixes)"
    }
  }
}
