import Diagnostics
import Reports
import SourceText
import Testing

@Suite struct JUnitReportTests {
  func text(_ files: [FileReport], failOn: Severity = .error) -> String {
    var output = ByteWriter()
    JUnitReport(failOn: failOn).write(files, into: &output)
    return String(decoding: output.take(), as: UTF8.self)
  }

  @Test func aFileIsASuiteAndAFindingACase() throws {
    let clean = FileReport(path: "c<&>.onnx", form: .binary, diagnostics: [])
    #expect(
      text([try Samples.textFile(), clean] + (try Samples.binaryFiles().suffix(1))) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="graven check" tests="4" failures="1" errors="1">
          <testsuite name="m.onnxtxt" tests="1" failures="1" errors="0">
            <testcase classname="m.onnxtxt" file="m.onnxtxt" line="4" name="T001 type-constraint at 4:17">
              <failure message="Clip-11 takes float tensors; input is int64[1]" type="error">\
        m.onnxtxt:4:17: error T001 Clip-11 takes float tensors; input is int64[1]
        Clip-11 allows T: float16, float, double</failure>
            </testcase>
          </testsuite>
          <testsuite name="c&lt;&amp;&gt;.onnx" tests="1" failures="0" errors="0">
            <testcase classname="c&lt;&amp;&gt;.onnx" name="graven check"/>
          </testsuite>
          <testsuite name="b.onnx" tests="2" failures="0" errors="1">
            <testcase classname="b.onnx" name="F001 lfs-pointer">
              <system-out>b.onnx: warning F001 a Git LFS pointer</system-out>
            </testcase>
            <testcase classname="b.onnx" name="F003 truncated at byte 412, graph.node[1]">
              <error message="file ends inside &quot;fc.w&quot;: 82 bytes announced, 8 left" type="error">\
        b.onnx: byte 412, graph.node[1]: error F003 file ends inside &quot;fc.w&quot;: 82 bytes announced, 8 left</error>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func whatFailsIsTheCallersChoice() throws {
    let report = text(try Samples.binaryFiles(), failOn: .warning)
    #expect(report.contains("<testsuites name=\"graven check\" tests=\"3\" failures=\"1\" errors=\"2\">"))
  }

  @Test func whatXMLCannotHoldIsReplaced() {
    let finding = Diagnostic(DiagnosticCode("G018", "n"), .error, "a\u{1}\u{FFFE}b", at: .file)
    let report = text([FileReport(path: "p\u{2}", form: .binary, diagnostics: [finding])])
    #expect(report.contains("message=\"a\u{FFFD}\u{FFFD}b\""))
    #expect(report.contains("classname=\"p\u{FFFD}\""))
  }
}
