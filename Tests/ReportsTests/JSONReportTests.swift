import Diagnostics
import JSON
import Reports
import Testing

@Suite struct JSONReportTests {
  @Test func aTextsFindingHasEveryKeyInOrder() throws {
    var json = JSONWriter(layout: .compact)
    JSONReport(toolVersion: "0.1.0").write([try Samples.textFile()], into: &json)
    let expected = #"""
      {"version":1,"tool":{"name":"graven","version":"0.1.0"},
      "files":[{"path":"m.onnxtxt","form":"text","target":null,
      "diagnostics":[{
      "code":"T001","name":"type-constraint","severity":"error",
      "message":"Clip-11 takes float tensors; input is int64[1]",
      "at":"graph.node[1].input[0]",
      "range":{"start":{"line":4,"column":17,"offset":97},"end":{"line":4,"column":18,"offset":99}},
      "bytes":null,
      "node":{"name":"c","op_type":"Clip","domain":{"base64":"/w=="},"since_version":11},
      "related":[{"at":"graph.node[0].output[0]",
      "range":{"start":{"line":3,"column":3,"offset":66},"end":{"line":3,"column":4,"offset":68}},
      "message":"int64[1], made here"}],
      "notes":["Clip-11 allows T: float16, float, double"],
      "peers":{"onnx.checker":null,"onnx.checker full":null,"onnxruntime":"Type 'tensor(int64)' is invalid"},
      "fixes":[{"title":"import ai.onnx 12","safety":"safe","applied":false,
      "edits":[{"at":"opset_import[0].version",
      "range":{"start":{"line":1,"column":36,"offset":35},"end":{"line":1,"column":38,"offset":37}},
      "text":"12"}]}]}],
      "suppressed":0,"fixed":1}],
      "summary":{"files":1,"errors":1,"warnings":0,"infos":0,"fixed":1}}
      """#.split(separator: "\n").joined()
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }

  @Test func aBinaryHasBytesInPlaceOfRanges() throws {
    var json = JSONWriter(layout: .indented)
    JSONReport(toolVersion: "0.1.0").write(try Samples.binaryFiles(), into: &json)
    let root = try JSONReader.read(json.bytes).root
    let files = try #require(root["files"]?.array)
    let clip = files[0]["diagnostics"]?.array?.first
    #expect(clip?["range"] == .null)
    #expect(clip?["related"]?.array?.first?["range"] == .null)
    let others = try #require(files[1]["diagnostics"]?.array)
    // The finding about the whole file comes first.
    #expect(others[0]["at"] == .string(""))
    #expect(others[0]["node"] == .null)
    #expect(others[1]["bytes"] == .array([.integer(412), .integer(418)]))
    #expect(files[1]["form"] == .string("unreadable"))
    #expect(files[1]["target"] == .string("tensorrt"))
    #expect(root["summary"]?["warnings"] == .integer(1))
  }
}
