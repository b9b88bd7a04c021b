import Diagnostics
import JSON
import Reports
import SourceText
import Testing

@Suite struct SARIFReportTests {
  /// The run of a report, read back.
  func run(_ files: [FileReport]) throws -> JSONValue {
    let rule = RuleDescription(
      code: DiagnosticCode("T001", "type-constraint"), severity: .error, summary: "types", help: "page")
    var json = JSONWriter()
    SARIFReport(toolVersion: "0.1.0", rules: [rule]).write(files, into: &json)
    let root = try JSONReader.read(json.bytes).root
    #expect(root["version"] == .string("2.1.0"))
    return try #require(root["runs"]?.array?.first)
  }

  func compact(_ value: JSONValue?) throws -> String {
    var json = JSONWriter()
    json.write(try #require(value))
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func aTextsFindingHasItsRegion() throws {
    let result = try #require(run([try Samples.textFile()])["results"]?.array?.first)
    #expect(result["ruleId"] == .string("T001"))
    #expect(result["ruleIndex"] == .integer(0))
    #expect(result["level"] == .string("error"))
    #expect(
      try compact(result["locations"])
        == #"[{"physicalLocation":{"artifactLocation":{"uri":"m.onnxtxt","index":0},"#
        + #""region":{"startLine":4,"startColumn":17,"endLine":4,"endColumn":18}},"#
        + #""logicalLocations":[{"fullyQualifiedName":"graph.node[1].input[0]"}]}]"#)
    #expect(
      try compact(result["fixes"])
        == #"[{"description":{"text":"import ai.onnx 12"},"artifactChanges":[{"artifactLocation":"#
        + #"{"uri":"m.onnxtxt","index":0},"replacements":[{"deletedRegion":{"startLine":1,"startColumn":36,"#
        + #""endLine":1,"endColumn":38},"insertedContent":{"text":"12"}}]}]}]"#)
  }

  @Test func aBinarysFindingHasBytesOrAPath() throws {
    let run = try run(try Samples.binaryFiles())
    let results = try #require(run["results"]?.array)
    #expect(results.map { $0["level"] } == [.string("error"), .string("warning"), .string("error")])
    #expect(results[0]["locations"]?.array?.first?["physicalLocation"]?["region"] == nil)
    #expect(
      try compact(results[2]["locations"]?.array?.first?["physicalLocation"])
        == #"{"artifactLocation":{"uri":"b.onnx","index":1},"region":{"byteOffset":412,"byteLength":6}}"#)
    // Codes that the catalogue lacks come behind it.
    #expect(results[2]["ruleIndex"] == .integer(2))
    #expect(run["columnKind"] == .string("unicodeCodePoints"))
  }

  @Test func pathsAreReferences() throws {
    let paths = ["./a b/ü%.onnx", "/x/y.onnx", "../z:1.onnx"]
    let run = try run(paths.map { FileReport(path: $0, form: .binary, diagnostics: []) })
    let uris = try #require(run["artifacts"]?.array).map { $0["location"]?["uri"] }
    #expect(uris == ["a%20b/%C3%BC%25.onnx", "file:///x/y.onnx", "../z%3A1.onnx"].map { .string($0) })
  }
}
