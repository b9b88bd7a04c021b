import Diagnostics
import ONNXModel
import Reports
import SourceText
import Testing

/// The findings that the tests report.
enum Samples {
  static let text = """
    <ir_version: 8, opset_import: ["": 11]>
    g (float[4] x) => (y) {
      é = Shape (x)
      [c] y = Clip (é, mn, mx)
    }

    """

  static func range(_ part: String, last: Bool = false) throws -> Range<Int> {
    let ranges = text.ranges(of: part)
    let found = try #require(last ? ranges.last : ranges.first)
    return text.utf8.distance(
      from: text.startIndex, to: found.lowerBound)..<text.utf8.distance(from: text.startIndex, to: found.upperBound)
  }

  static func path(_ text: String) throws -> ModelPath { try #require(ModelPath(text)) }

  static func clip() throws -> Diagnostic {
    let made = Place(path: try path("graph.node[0].output[0]"), range: try range("é"))
    let version = TextEdit(range: try range("11"), replacement: "12")
    return Diagnostic(
      DiagnosticCode("T001", "type-constraint"), .error, "Clip-11 takes float tensors; input is int64[1]",
      at: Place(path: try path("graph.node[1].input[0]"), range: try range("é", last: true)),
      node: NodeInfo(name: Array("c".utf8), opType: Array("Clip".utf8), domain: [0xFF], sinceVersion: 11),
      related: [Label(made, "int64[1], made here")],
      notes: ["Clip-11 allows T: float16, float, double"],
      peers: [.runtime: "Type 'tensor(int64)' is invalid"],
      fixes: [
        Fix(
          title: "import ai.onnx 12", safety: .safe,
          edits: [FixEdit(at: try path("opset_import[0].version"), change: .text(version))])
      ])
  }

  static func textFile() throws -> FileReport {
    FileReport(path: "m.onnxtxt", form: .text, source: Source(Array(text.utf8)), diagnostics: [try clip()], fixed: 1)
  }

  static func binaryFiles() throws -> [FileReport] {
    var clip = try clip()
    clip.place.range = nil
    clip.related[0].place.range = nil
    clip.fixes[0].safety = .unsafe
    let truncated = Diagnostic(
      DiagnosticCode("F003", "truncated"), .error, "file ends inside \"fc.w\": 82 bytes announced, 8 left",
      at: Place(path: try path("graph.node[1]"), bytes: 412..<418))
    let pointer = Diagnostic(DiagnosticCode("F001", "lfs-pointer"), .warning, "a Git LFS pointer", at: .file)
    return [
      FileReport(path: "a.onnx", form: .binary, diagnostics: [clip], suppressed: 2),
      FileReport(path: "b.onnx", form: .unreadable, target: "tensorrt", diagnostics: [truncated, pointer]),
    ]
  }
}
