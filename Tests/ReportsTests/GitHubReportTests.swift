import Diagnostics
import Reports
import SourceText
import Testing

@Suite struct GitHubReportTests {
  func text(_ files: [FileReport]) -> String {
    var output = ByteWriter()
    GitHubReport().write(files, into: &output)
    return String(decoding: output.take(), as: UTF8.self)
  }

  @Test func aFindingIsALine() throws {
    #expect(
      text([try Samples.textFile()])
        == "::error file=m.onnxtxt,line=4,col=17,title=T001 type-constraint::"
        + "Clip-11 takes float tensors; input is int64[1]%0AClip-11 allows T: float16, float, double\n")
  }

  @Test func aBinaryHasItsPathInTheMessage() throws {
    let lines = text(try Samples.binaryFiles()).split(separator: "\n")
    #expect(lines[0].hasPrefix("::error file=a.onnx,title=T001 type-constraint::graph.node[1].input[0]: Clip-11"))
    #expect(lines[1] == "::warning file=b.onnx,title=F001 lfs-pointer::a Git LFS pointer")
  }

  @Test func whatWouldEndACommandIsEscaped() {
    let finding = Diagnostic(DiagnosticCode("G018", "n"), .info, "100 %: a, b::c", at: .file)
    let report = text([FileReport(path: "a,b:c%\n.onnx", form: .binary, diagnostics: [finding])])
    #expect(report == "::notice file=a%2Cb%3Ac%25%0A.onnx,title=G018 n::100 %25: a, b::c\n")
  }
}
