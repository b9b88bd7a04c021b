import Glibc
import ONNXCoding
import ONNXModel
import SourceText
import Syntax
import Testing

@testable import Lowering

/// Edits of a text and the same edits of its model end in the same bytes.
struct EditTests {
  private static let examples = [
    """
    <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
    g (float[N, 3] x, y) => (float[N, 3] z @doc "out") <
      float[2] w = {1.0, 2.0} @doc "weights",
      int64 i = {7},
      float[3] u
    > {
      [first] a = Op <axes = [1, 2], f = 0.5, s = "t", empty: ints = []> (x, , w)
        @doc "doc"
        @meta ["k": "v", "l": "w"]
      b, , c = local.Two:over (a,)
      d = If (b) <
        then_branch = t () => (float q) <float r> { q = A (x) },
        else_branch = <doc_string: "e"> e () => (float q) {
          q = B <list = [1.0, 2.0], t = float[1] name {3.0}> (x)
        }
      >
      z = Sum (a, b, c, d)
    }

    <domain: "local", opset_import: ["" : 21]>
    Two <p, q: int = 1> (x) => (y, z) {
      y = Op <i: int = @q> (x)
      z = Identity (x)
    }

    """,
    """
    <
      ir_version: 8
    >
    <doc_string: "graph", metadata_props: ["a": "b"]>
    "odd name" () => () {
      node {op_type: "Op", input: ["a", "b"], attribute: [{name: "x", ints: [1, 2], type: 7}]}
      = Op <attr {name: "z", i: 1}> ()
    }

    """,
    "g () => () {}\n", "<>\n(x) => (y) { y = Op (x) }\n",
    """
    #!onnx-text 1 unset=domain,opset,zero,tname storage=raw
    <ir_version: 9, opset_import: ["" : 9, {domain: "", version: 2}], metadata_props: ["a": "b"]>
    g (float[2] x = {1.0, 2.0} @doc "d", float y) => (float z) <
      sparse_tensor(float[4]) s = {values: float[1] {1.0}, indices: int64[1] {2}},
      tensor {dims: [2], data_type: 1, name: "t"},
      value {name: "v"},
    > { a, b = .Op <i = 0, t = float[1] {1.0}, s = sparse_tensor(float[2]) {values: float {}, indices: int64 {}}> (x) z = C (a) }
    <domain: "d", opset_import: [:3]> F (float[N] x, y) => (int64 z) <float w> { z = G <k = @q> (x,,) @unknown x"a80601" }

    """,
  ]

  @Test(arguments: examples.indices)
  func writtenTexts(example: Int) throws {
    let text = Array(Self.examples[example].utf8)
    var outcome = Outcome()
    for seed in 0..<UInt64(400) {
      try check(text, model(parsed(text)), seed: seed, &outcome)
    }
    #expect(outcome.refused * 5 < outcome.done, "\(outcome)")
  }

  /// The models of a folder that GRAVEN_CORPUS names, up to 8 KiB each.
  @Test func realModels() throws {
    guard let folder = getenv("GRAVEN_CORPUS").map({ String(cString: $0) }) else { return }
    let all = FolderWalk.files(in: folder, extensions: [".onnx"])
    let step = getenv("GRAVEN_LONG_TESTS") == nil ? max(1, all.count / 400) : 1
    var outcome = Outcome()
    for (number, path) in all.enumerated() where number % step == 0 {
      guard let file = try? DataFile.open(path), file.size <= 8192,
        let model = try? ModelDecoder.decode(MemorySource(file.read(0..<file.size))).model
      else { continue }
      let text = try printed(model)
      for seed in 0..<UInt64(4) { try check(text, model, seed: seed &+ UInt64(number) &* 97, &outcome, path) }
    }
    #expect(outcome.refused * 20 < outcome.done, "\(outcome)")
    print("edits of real models:", outcome)
  }

  struct Outcome {
    var done = 0
    /// Edits that the text can't say.
    var refused = 0
    /// Edits that the model can't say.
    var invalid = 0
  }

  private func check(
    _ original: [UInt8], _ model: Model, seed: UInt64, _ outcome: inout Outcome, _ name: String = ""
  ) throws {
    var random = SeededRandom(state: seed)
    let (text, comments) = try withComments(original, &random)
    var generator = RandomEdits(model, seed: seed)
    let edits = generator.next()
    var expected = model
    do { try expected.apply(edits) } catch {
      outcome.invalid += 1
      return
    }
    let textEdits: [TextEdit]
    do { textEdits = try EditLowering.lower(edits, in: parsed(text)) } catch let error as EditError {
      #expect(
        error.reason == .unsupported || error.reason == .shared,
        "\(name) \(seed): \(error) \(edits.map(describe)) \(String(decoding: text, as: UTF8.self))")
      outcome.refused += 1
      return
    }
    outcome.done += 1
    let result = try TextEdit.apply(textEdits, to: text)
    let tree = Parser.parse(SourceBytes(result))
    let lowered = ModelLowerer.lower(tree)
    let isSame = try tree.errors.isEmpty && lowered.errors.isEmpty && encoded(lowered.model) == encoded(expected)
    #expect(
      isSame,
      "\(name) \(seed): \(edits.map(describe))\n\(tree.errors)\(lowered.errors)\n\(String(decoding: text, as: UTF8.self))\n->\n\(String(decoding: result, as: UTF8.self))"
    )
    if isSame {
      let patch = TextPatch(tree)
      let found = patch.comments(in: 0..<result.count).map { String(decoding: result[$0], as: UTF8.self) }
      #expect(
        found.filter { $0.hasPrefix("# c") }.sorted() == comments.sorted(),
        "\(name) \(seed)\n\(String(decoding: text, as: UTF8.self))\n->\n\(String(decoding: result, as: UTF8.self))")
    }
  }

  private func describe(_ edit: ModelEdit) -> String {
    switch edit {
    case .set(let path, let value): "set \(path) \("\(value)".prefix(80))"
    case .insert(let path, let value): "insert \(path) \("\(value)".prefix(80))"
    case .remove(let path): "remove \(path)"
    }
  }

  /// The text with comments at some places where there is white space.
  private func withComments(
    _ text: [UInt8], _ random: inout SeededRandom
  ) throws -> (text: [UInt8], comments: [String]) {
    let tree = try parsed(text)
    var edits: [TextEdit] = []
    var end = tree.pragma == nil ? 0 : (text.firstIndex(of: 0x0a) ?? 0)
    for statement in tree.statements {
      for token in tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
        let start = statement.start + Int(token.offset)
        if start > end + 1, Int.random(in: 0..<12, using: &random) == 0 {
          edits.append(TextEdit(range: start..<start, replacement: "# c\(edits.count)\n    "))
        } else if start == end + 1, text[end] == 0x20, Int.random(in: 0..<24, using: &random) == 0 {
          edits.append(TextEdit(range: end..<start, replacement: "  # c\(edits.count)\n"))
        }
        end = start + Int(token.length)
      }
    }
    return (try TextEdit.apply(edits, to: text), edits.indices.map { "# c\($0)" })
  }
}
