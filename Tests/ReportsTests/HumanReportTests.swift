import Diagnostics
import Reports
import SourceText
import Testing

@Suite struct HumanReportTests {
  func text(_ files: [FileReport], color: Bool = false, width: Int = 120) -> String {
    var output = ByteWriter()
    HumanReport(color: color, width: width).write(files, into: &output)
    return String(decoding: output.take(), as: UTF8.self)
  }

  @Test func aFindingShowsItsLineAndThoseRelated() throws {
    #expect(
      text([try Samples.textFile()]) == """
        error[T001]: Clip-11 takes float tensors; input is int64[1]
         --> m.onnxtxt:4:17
          |
        3 |   é = Shape (x)
          |   - int64[1], made here
        4 |   [c] y = Clip (é, mn, mx)
          |                 ^
          = note: Clip-11 allows T: float16, float, double
          = ONNX Runtime: Type 'tensor(int64)' is invalid
          = help: import ai.onnx 12


        """)
  }

  @Test func aBinaryIsShownByByteAndPath() throws {
    #expect(
      text(try Samples.binaryFiles()) == """
        error[T001]: Clip-11 takes float tensors; input is int64[1]
         --> a.onnx: graph.node[1].input[0]
          = node: \u{FFFD}.Clip "c"
          = note: graph.node[0].output[0]: int64[1], made here
          = note: Clip-11 allows T: float16, float, double
          = ONNX Runtime: Type 'tensor(int64)' is invalid
          = help: import ai.onnx 12 (--unsafe-fixes)

        warning[F001]: a Git LFS pointer
         --> b.onnx

        error[F003]: file ends inside "fc.w": 82 bytes announced, 8 left
         --> b.onnx: byte 412, graph.node[1]


        """)
  }

  /// The line, and what is underlined in it, for a mark between `«` and `»`.
  func excerpt(_ marked: String, width: Int = 120) throws -> String {
    let parts = marked.split(separator: "«", omittingEmptySubsequences: false)
    let rest = try #require(parts.last).split(separator: "»", omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let source = Source(Array((parts[0] + rest.joined()).utf8))
    let finding = Diagnostic(
      DiagnosticCode("K001", "syntax"), .info, "m", at: .text(start..<(start + rest[0].utf8.count)))
    let report = text([FileReport(path: "p", form: .text, source: source, diagnostics: [finding])], width: width)
    return report.split(separator: "\n").dropFirst(3).map { $0.dropFirst(4) }.joined(separator: "\n")
  }

  @Test func tabsAndWideCharactersKeepTheUnderlineInPlace() throws {
    #expect(try excerpt("\ta\t«bc\td»") == "    a    bc    d\n         ^^^^^^^")
    #expect(try excerpt("漢🎈e\u{301}«x»") == "漢🎈e\u{301}x\n     ^")
    #expect(try excerpt("a«漢»b") == "a漢b\n ^^")
  }

  @Test func anEmptyRangeAndTheEndOfALineAreOneColumn() throws {
    #expect(try excerpt("ab«»c") == "abc\n  ^")
    #expect(try excerpt("abc«»\nd") == "abc\n   ^")
    #expect(try excerpt("«»") == "\n^")
    #expect(try excerpt("ab«c\r\nd»ef") == "abc\n  ^")
  }

  @Test func wideLinesAreCutAroundTheMark() throws {
    let wide = String(repeating: "0123456789", count: 100_000)
    #expect(try excerpt(wide + "«ab»" + wide, width: 30) == "...90123456789ab01234567890...\n              ^^")
    #expect(try excerpt("«ab»" + wide, width: 30) == "ab0123456789012345678901...\n^^")
    #expect(try excerpt(wide + "«ab»", width: 30) == "...8901234567890123456789ab\n                         ^^")
    #expect(try excerpt("x«" + wide + "»", width: 30).hasSuffix("\n ^^^^^^^^^^^^^^^^^^^^^^^"))
  }

  @Test func filesCannotControlTheTerminal() throws {
    #expect(try excerpt("a\u{1B}[2J\u{202E}«b»") == "a\u{FFFD}[2J\u{FFFD}b\n      ^")
    let finding = Diagnostic(DiagnosticCode("K001", "syntax"), .error, "x\u{1B}\ny\u{7}", at: .file)
    let report = text([FileReport(path: "p\u{9B}q", form: .text, diagnostics: [finding])])
    #expect(report == "error[K001]: x\u{FFFD} y\u{FFFD}\n --> p\u{FFFD}q\n\n")
  }

  @Test func colorsOnlyAddEscapes() throws {
    let files = [try Samples.textFile()]
    let colored = text(files, color: true)
    #expect(colored.hasPrefix("\u{1B}[1;31merror[T001]\u{1B}[0m\u{1B}[1m: Clip-11"))
    let plain = colored.split(separator: "\u{1B}[").map { $0.drop { $0 != "m" }.dropFirst() }.joined()
    #expect(plain == text(files))
  }

  @Test func theSummaryCounts() throws {
    func summary(_ files: [FileReport]) -> String {
      var output = ByteWriter()
      HumanReport(color: false).write(ReportSummary(files), into: &output)
      return String(decoding: output.take(), as: UTF8.self)
    }
    let files = try Samples.binaryFiles() + [try Samples.textFile()]
    #expect(summary(files) == "3 errors, 1 warning in 3 files; 1 fixed; 2 ignored\n")
    #expect(summary([FileReport(path: "a", form: .text, diagnostics: [])]) == "nothing to report in 1 file\n")
  }
}
