import Diagnostics
import ONNXModel
import Testing

@testable import Rules

/// Rules that need more than a text: a folder, a schema of meta fields, a size; and rules inside of subgraphs and functions.
struct ContextTests {
  private struct Files: ModelFolder {
    var entries: [String: FolderEntry]
    func lookUp(_ location: String) -> FolderEntry { entries[location] ?? .missing }
  }

  private static func model(_ weights: String, _ nodes: String = "y = Relu (x)") -> String {
    "<ir_version: 8, opset_import: [\"\" : 17]>\ng (float[2] x) => (float[2] y) <\n\(weights)\n> {\n\(nodes)\n}\n"
  }

  @Test(arguments: [
    ("a.bin", "0", FolderEntry.file(size: 8), ""),
    ("a.bin", "4096", .file(size: 4104), ""),
    ("a.bin", "4", .file(size: 8), "W006"),
    ("a.bin", "-1", .file(size: 8), "W006"),
    ("a.bin", "x", .file(size: 8), "W006"),
    ("a.bin", "0", .unreadable("it is a folder"), "W006"),
    ("a.bin", "0", .missing, "W004"),
    ("a.bin", "0", .escapes("it is a link to /etc"), "W005"),
    ("/a.bin", "0", .file(size: 8), "W005"),
    ("b/../../a.bin", "0", .file(size: 8), "W005"),
    ("b/../a.bin", "0", .file(size: 8), ""),
  ])
  func externalData(_ location: String, _ offset: String, _ entry: FolderEntry, _ code: String) throws {
    let weight = "float[2] k = [\"location\": \"\(location)\", \"offset\": \"\(offset)\", \"length\": \"8\"]"
    let text = try CheckedText(Self.model(weight, "y = Add (x, k)")) {
      $0.folder = Files(entries: [location: entry])
    }
    let found = text.diagnostics.filter { $0.code.code.hasPrefix("W00") && $0.severity != .info }
    #expect(found.map(\.code.code) == (code.isEmpty ? [] : [code]))
  }

  @Test func overlapsOfExternalData() throws {
    let weight = { (name: String, offset: Int) in
      "float[2] \(name) = [\"location\": \"a.bin\", \"offset\": \"\(offset)\", \"length\": \"8\"]"
    }
    let text = try CheckedText(
      Self.model([weight("k", 0), weight("l", 0), weight("m", 4)].joined(separator: ",\n"), "y = Sum (x, k, l, m)")
    ) { $0.folder = Files(entries: ["a.bin": .file(size: 100)]) }
    let found = text.found("W006").filter { $0.severity == .warning }
    #expect(found.map { $0.place.path?.description } == ["graph.initializer[2]"])
  }

  @Test func stringsAreUTF8() throws {
    let text = try CheckedText(
      "<ir_version: 8, opset_import: [\"\" : 17]>\ng (float[2] x) => (float[2] y) {\n"
        + "[b\"\\xff\"] y = Relu (x)  # F004 graph.node[0]\n}\n")
    text.expect(only: ["F004"])
    try text.expectFixes("F004")
    let right = try CheckedText(
      "<ir_version: 8, opset_import: [\"\" : 17]>\ng (float[2] x) => (float[2] y) {\n"
        + "[\"Слой é\"] y = Relu <s = b\"\\xff\"> (x)\n}\n")
    right.expect(only: ["F004"])
  }

  @Test func unknownFieldsAreKept() throws {
    let text = try CheckedText(
      "#!onnx-text 1\n<ir_version: 8, opset_import: [\"\" : 17]>\ng (float[2] x) => (float[2] y) {\n"
        + "y = Relu (x) @unknown x\"f87f05\"  # F005 graph.node[0]\n}\n")
    text.expect(only: ["F005"])
  }

  @Test func largeFiles() throws {
    let text = Self.model("float[2] k = {1.0, 2.0}", "y = Add (x, k)")
    #expect(try CheckedText(text) { $0.fileSize = 3 << 30 }.found("F006").count == 1)
    #expect(try CheckedText(text) { $0.fileSize = 2_147_483_647 }.found("F006").isEmpty)
  }

  @Test func largeConstants() throws {
    let numbers = Array(repeating: "1.5", count: 300).joined(separator: ", ")
    let text = try CheckedText(
      "<ir_version: 8, opset_import: [\"\" : 17]>\ng (float[300] x) => (float[300] y) {\n"
        + "k = Constant <value = float[300] {\(numbers)}> ()  # W011 graph.node[0]\n"
        + "s = Constant <value = float[1] {1.5}> ()\ny = Sum (x, k, s)\n}\n")
    text.expect(only: ["W011"])
    try text.expectFixes("W011")
  }

  @Test func metaFields() throws {
    let configure = { @Sendable (model: inout CheckedModel) in
      model.metaFields = [
        MetaFieldSchema(
          key: "owner", kind: .enumeration, values: ["vision", "speech"], places: ["node"], requiredFor: ["Relu"]),
        MetaFieldSchema(key: "bits", kind: .int),
      ]
    }
    let text = try CheckedText(
      """
      <ir_version: 8, opset_import: ["" : 17], metadata_props: ["bits": "8"]>
      g (float[2] x @meta ["owner": "vision"]) => (float[2] y) {  # D002 graph.input[0].metadata_props[0]
        a = Relu (x)  # D003 graph.node[0]
        b = Relu (a) @meta ["owner": "visoin"]  # D002 graph.node[1].metadata_props[0]
        c = Neg (b) @meta ["onwer": "speech"]  # D001 graph.node[2].metadata_props[0]
        d = Relu (c) @meta ["owner": "speech"]
        y = Neg (d) @meta ["bits": "many"]  # D002 graph.node[4].metadata_props[0]
      }

      """, configure)
    text.expect(only: ["D001", "D002", "D003"])
    for code in ["D001", "D002", "D003"] { try text.expectFixes(code, configure) }
  }

  @Test func subgraphsAndFunctions() throws {
    let text = try CheckedText(
      """
      <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
      g (float[2] x, bool c) => (float[2] y) <float[2] w = {1.0, 2.0}> {
        y = If (c) <
          then_branch = a () => (float[2] p) <float[2] v = {nan, 1.0}> {  # W007 graph.node[0].attribute[0].g.initializer[0]
            [n] q = Add (x, v)
            [n] p = Add (q, late)  # G002 graph.node[0].attribute[0].g.node[1].input[1]
          },
          else_branch = b () => (float[2] r) <float[2] u = {1.0}> {  # W001 graph.node[0].attribute[1].g.initializer[0]
            r = local.F (x, w)
            s = Add (r, u)  # G011 graph.node[0].attribute[1].g.node[1]
          }
        >
      }

      <domain: "local", opset_import: ["" : 17]>
      F (a, unread) => (b) {  # G012 functions[0].input[1]
        b = Neg (t)  # G003 functions[0].node[0]
        t = Gelu (a)  # M005 functions[0].node[1]
      }

      """)
    text.expect(only: ["W007", "G002", "W001", "G011", "G012", "G003", "M005"])
    #expect(text.found("G006").map { $0.place.path?.description } == ["graph.node[0].attribute[0].g.node[1]"])
    for code in ["G003", "G006", "G011"] { try text.expectFixes(code) }
  }

  @Test func sortsWholeGraphs() throws {
    let text = try CheckedText(
      """
      <ir_version: 8, opset_import: ["" : 17]>
      g (float[2] x) => (float[2] y) {
        y = Add (c, d)  # G003
        d = Neg (b)  # G003
        a = Relu (x)
        c = Abs (b)  # G003
        b = Exp (a)
      }

      """)
    text.expect(only: ["G003", "G004"])
    let fix = try #require(text.found("G003").flatMap(\.fixes).first)
    var model = text.checked.model
    try model.apply(
      fix.edits.compactMap { if case .model(let edit) = $0.change { edit } else { nil } })
    let names = model.graph?.nodes.map { $0.outputs.map { model.strings.string($0) }.joined() }
    #expect(names == ["a", "b", "c", "d", "y"])
  }

  @Test func cyclesAreNamedOnce() throws {
    let text = try CheckedText(
      """
      <ir_version: 8, opset_import: ["" : 17]>
      g (float[2] x) => (float[2] y) {
        a = Add (x, c)  # G004
        b = Relu (a)
        c = Relu (b)
        s = Add (s, x)  # G004
        y = Add (c, s)
      }

      """)
    text.expect(only: ["G003", "G004"])
    #expect(text.found("G004").first?.message == "a cycle: Add -> Relu -> Relu -> Add")
  }
}
