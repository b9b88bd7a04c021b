import Testing

@testable import ONNXCoding

struct FileKindTests {
  private func kind(_ bytes: [UInt8], size: Int? = nil) -> FileKind {
    FileKind.of(head: Array(bytes.prefix(FileKind.headLength)), size: size ?? bytes.count)
  }

  private func kind(_ text: String) -> FileKind {
    kind(Array(text.utf8))
  }

  @Test func aGitLFSPointerSaysHowMuchIsMissing() {
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 102442450

      """
    #expect(kind(pointer) == .gitLFSPointer(size: 102_442_450))
    #expect(kind(pointer).message == "a Git LFS pointer (102 442 450 bytes not fetched)")
    #expect(kind(pointer).remedy == "run \"git lfs pull\"")
    #expect(kind(pointer).rule == "F001")
  }

  @Test(
    arguments: [
      ("<!DOCTYPE html>\n<html>", .html(start: "<!DOCTYPE html")),
      ("\n  <HTML lang=\"en\">", .html(start: "<HTML lang=\"en\"")), ("<?xml version=\"1.0\"?><Error>", .xml),
      ("<Error><Code>AccessDenied</Code>", .xml), ("<net name=\"x\">", .xml), ("{\"irVersion\": \"8\"}", .json),
      ("ir_version: 8\nproducer_name: \"x\"\ngraph {\n", .protobufText), ("graph {\n  node {\n", .protobufText),
      ("# proto\nopset_import {\n  version: 9\n}", .protobufText), ("node {\n  name: \"x\"\n", .protobufText),
      ("Entry not found", .text(start: "Entry not found")), ("404: Not Found\n", .text(start: "404: Not Found")),
      (" \n", .text(start: "")),
    ] as [(String, FileKind)])
  func textsThatAreNoModel(text: String, expected: FileKind) {
    #expect(kind(text) == expected)
    #expect(kind(text).rule == "F002")
    #expect(kind(text).message != nil && kind(text).remedy != nil)
  }

  @Test(arguments: [
    "#!onnx-text 1 unset=domain\n<ir_version: 10>", "<ir_version: 8, opset_import: [\"\" : 10]>\nagraph (float[N] x)",
    "<>\n{ }", "< ir_version : 8>", "agraph (float[N] x) => (float[N] y) { }", "// why\n# not\nagraph => () { }",
    "\"odd name\" (float x) => (float y) {}", "(float x) => (float y) {}", "\u{FEFF}<ir_version: 8>",
    "model { ir_version: 8, graph: graph { } }", "graph { name: \"g\", node: [] }",
    "  ir_version: 13,\n  opset_import:",
  ])
  func textsThatAreModels(text: String) {
    #expect(kind(text) == .modelText)
    #expect(kind(text).message == nil && kind(text).rule == nil)
  }

  @Test func binariesThatAreNoModel() {
    #expect(kind([]) == .empty)
    #expect(kind([UInt8](repeating: 0, count: 600)) == .zeros)
    #expect(kind([0x1f, 0x8b, 8, 0]) == .gzip)
    #expect(kind([0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 40)) == .zip)
    let local: [UInt8] = [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 22) + [16, 0, 0, 0]
    #expect(kind(local + Array("archive/data.pkl".utf8) + [0x80, 2]) == .pyTorch)
    #expect(kind([0x93] + Array("NUMPY".utf8) + [1, 0]) == .numpy)
    #expect(kind([0x89] + Array("HDF\r\n".utf8) + [0x1a, 0x0a]) == .hdf5)
    #expect(kind([0x1c, 0, 0, 0] + Array("TFL3".utf8) + [UInt8](repeating: 1, count: 40)) == .tfLite)
    #expect(kind([0x80, 4, 0x95, 3, 0, 0, 0, 0, 0, 0, 0, 0x7d, 0x94, 0x2e]) == .pickle)
    #expect(kind([0x80, 2, 0x7d, 0x71, 0, 0x2e]) == .pickle)
    #expect(kind([2, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)) == .safetensors)
    let node: [UInt8] = [0x0a, 18, 0x0a, 1, 0x78, 0x12, 11] + Array("Placeholder".utf8) + [0x3a, 0]
    #expect(kind(node) == .tensorFlowGraph)
    let saved: [UInt8] = [8, 1, 0x12, 0xc8, 1, 0x0a, 0x40, 0x12, 0x3e] + [UInt8](repeating: 1, count: 200)
    #expect(kind(saved) == .tensorFlowSavedModel)
  }

  @Test(
    arguments: [
      [8, 10, 0x3a, 0], [0x3a, 0], [8, 7, 0x12, 4, 0x54, 0x46, 0x4c, 0x33, 0x3a, 0],
      // A producer's name, a domain and an import that are all letters.
      [0x12, 3, 0x61, 0x62, 0x63], [0x22, 0x20] + [UInt8](repeating: 0x61, count: 32),
      [0x42, 0x28, 0x0a, 0x26] + [UInt8](repeating: 0x61, count: 38), [8, 1, 0x12, 2, 0x0a, 0x61],
      // Damage and what nobody knows is the decoder's business.
      [0xff, 0xff, 0xff], [8, 3, 0x3a, 0xff, 0x7f, 1],
    ] as [[UInt8]])
  func modelsAreNothingElse(bytes: [UInt8]) {
    #expect(kind(bytes) == .model)
  }

  @Test func containersAreToldByContent() {
    func container(_ bytes: [UInt8]) -> ContainerKind { ContainerKind.of(head: bytes, size: bytes.count) }
    #expect(container([8, 10, 0x3a, 0]) == .onnx)
    #expect(container([8, 10, 0x3a, 0x7f]) == .onnx)
    #expect(container([0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18)) == .npz)
    #expect(container([0x3f, 0x80, 0, 0]) == .raw)
    #expect(container(Array("plain".utf8)) == .raw)
    #expect(container([]) == .raw)
  }
}
