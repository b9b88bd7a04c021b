import Reports
import SourceText
import Testing

@Suite struct ConciseReportTests {
  @Test func everyFindingIsALine() throws {
    var output = ByteWriter()
    ConciseReport().write([try Samples.textFile()] + (try Samples.binaryFiles()), into: &output)
    #expect(
      String(decoding: output.take(), as: UTF8.self) == """
        m.onnxtxt:4:17: error T001 Clip-11 takes float tensors; input is int64[1]
        a.onnx: graph.node[1].input[0]: error T001 Clip-11 takes float tensors; input is int64[1]
        b.onnx: warning F001 a Git LFS pointer
        b.onnx: byte 412, graph.node[1]: error F003 file ends inside "fc.w": 82 bytes announced, 8 left

        """)
  }
}
