import Analysis
import Operators
import SourceText
import TestSupport
import Testing

@Suite struct CodeActionsTests {
  /// The actions between the places 1 and 2 of a text, or at 1.
  private func actions(
    _ text: String, only: [String]? = nil
  ) -> (snapshot: Snapshot, actions: [CodeActionText]) {
    let marked = MarkedText(text)
    let snapshot = Snapshot.analyzed(marked.bytes, .plain(OperatorCatalog()))
    let start = marked.places[1] ?? 0
    return (snapshot, snapshot.codeActions(in: start..<(marked.places[2] ?? start), only: only))
  }

  /// The text after an action; its lines that are new.
  private func lines(_ text: String, after title: String) throws -> [String] {
    let (snapshot, actions) = actions(text)
    let action = try #require(
      actions.first { $0.title.hasPrefix(title) }, "\(actions.map { "\($0.title) \($0.refusal ?? "")" })")
    #expect(action.refusal == nil)
    let edits = try #require(snapshot.edits(of: action))
    let bytes = snapshot.withBytes { Array($0) }
    let after = try TextEdit.apply(edits, to: bytes)
    #expect(Snapshot.analyzed(after, .plain(OperatorCatalog())).tree.errors.isEmpty)
    let old = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    return String(decoding: after, as: UTF8.self).split(separator: "\n").map(String.init).filter { !old.contains($0) }
  }

  private func refusal(_ text: String, _ title: String) -> String? {
    actions(text).actions.first { $0.title.hasPrefix(title) }?.refusal
  }

  private func model(_ nodes: String, declarations: String = "", opset: Int = 17, functions: String = "") -> String {
    """
    <ir_version: 10, opset_import: ["" : \(opset), "local" : 1]>
    main (float[N, 4] x) => (float[N, 4] y)\(declarations) {
    \(nodes)
    }
    \(functions)
    """
  }

  // MARK: Fixes

  private let upsampled = """
    <ir_version: 10, opset_import: ["" : 13]>
    main (float[1, 1, 2, 2] x, float[4] scales) => (float[] y) {
      y = Up1️⃣sample <mode = "nearest"> (x, scales)
    }
    """

  @Test func fixesWithWhatTheyMend() throws {
    let (_, actions) = actions(upsampled, only: ["quickfix"])
    let action = try #require(actions.first)
    #expect(action.isPreferred)
    #expect(action.diagnostic?.code.code == "M006")
    #expect(
      try lines(upsampled, after: "use Resize") == [
        "  y = Resize <mode = \"nearest\", coordinate_transformation_mode = \"asymmetric\", nearest_mode = \"floor\"> "
          + "(x, \"\", scales)"
      ])
  }

  @Test func allFixesTogether() throws {
    let text = """
      <ir_version: 10, opset_import: ["" : 13]>
      main (float[1, 1, 2, 2] x, float[4] scales) => (float[] y, float[] z) {
        y = Upsample <mode = "nearest"> (x, scales)
        z = Up1️⃣sample <mode = "nearest"> (x, scales)
      }
      """
    #expect(try lines(text, after: "fix all").count { $0.contains("Resize") } == 2)
    #expect(actions(text, only: ["source.fixAll"]).actions.map(\.kind) == [.fixAll])
    #expect(actions(text, only: ["source.organizeImports"]).actions.isEmpty)
  }

  // MARK: Types

  @Test func declaredTypes() throws {
    let text = model("  h1️⃣ = Relu (x)\n  y = Relu (h)")
    #expect(
      try lines(text, after: "declare it") == ["main (float[N, 4] x) => (float[N, 4] y) <", "  float[N, 4] h", "> {"])
    let stale = model("  h1️⃣ = Relu (x)\n  y = Relu (h)", declarations: " <\n  float[N, 5] h\n>")
    #expect(try lines(stale, after: "update the declared type") == ["  float[N, 4] h"])
    #expect(try lines(text, after: "declare the types of all").contains("  float[N, 4] h"))
  }

  // MARK: Constants

  @Test func constantsAndInitializers() throws {
    let node = model("  c1️⃣ = Constant <value_float = 2.0> ()\n  y = Mul (x, c)")
    #expect(
      try lines(node, after: "make it an initializer") == [
        "main (float[N, 4] x) => (float[N, 4] y) <", "  float c = {2.0}", "> {",
      ])
    let initializer = model("  h = Relu (x)\n  y = Mul (h, c1️⃣)", declarations: " <\n  float c = {2.0}\n>")
    #expect(
      try lines(initializer, after: "make it a Constant").contains { $0.hasPrefix("  c = Constant <value = ") })
  }

  // MARK: Functions

  @Test func extractsAFunction() throws {
    let text = model("  a = Relu (x)\n  1️⃣b = Mul (a, x)\n  c = Add (b, a)2️⃣\n  y = Relu (c)")
    #expect(
      try lines(text, after: "extract 2 nodes") == [
        "  c = local.Extracted (a, x)", "<domain: \"local\", opset_import: [\"\" : 17]>", "Extracted (a, x) => (c) {",
      ])
  }

  @Test func refusesCapturingSubgraphs() {
    let text = """
      <ir_version: 10, opset_import: ["" : 17]>
      main (float[4] x, bool p) => (float[4] y) {
        a = Relu (x)
        1️⃣y = If (p) <
          then_branch = then () => (float[4] t) { t = Relu (a) },
          else_branch = other () => (float[4] e) { e = Neg (x) }
        >2️⃣
      }
      """
    #expect(
      refusal(text, "extract") == "a subgraph of If-16 reads \"a\", which is made outside of the selection")
  }

  @Test func inlinesAFunction() throws {
    let function = """
      <domain: "local", opset_import: ["" : 17]>
      Scaled <factor: float = 2.0> (a) => (r) {
        h = Constant <value_float: float = @factor> ()
        r = Mul (a, h)
      }
      """
    let text = model("  h = Relu (x)\n  y = local.Scaled1️⃣ <factor = 3.0> (h)", functions: function)
    #expect(
      try lines(text, after: "inline") == ["  h_2 = Constant <value_float = 3.0> ()", "  y = Mul (h, h_2)"])
    let defaulted = model("  y = local.Scaled1️⃣ (x)", functions: function)
    #expect(
      try lines(defaulted, after: "inline") == ["  h = Constant <value_float = 2.0> ()", "  y = Mul (x, h)"])
  }

  // MARK: Broken texts and evaluation

  @Test func brokenTextsAreNotRewritten() {
    let (_, actions) = actions(model("  h1️⃣ = Relu (x)\n  y = Relu (h"))
    #expect(actions.allSatisfy { $0.kind == .evaluate || $0.refusal != nil })
  }

  @Test func evaluationHoldsTheConeAlone() throws {
    let marked = MarkedText(
      model("  a = Relu (x)\n  b = Neg (x)\n  c = Abs (x)\n  1️⃣d = Add (a, c)\n  y = Mul (d, b)"))
    let snapshot = Snapshot.analyzed(marked.bytes, .plain(OperatorCatalog()))
    let task = try #require(snapshot.evaluationTask(at: marked.places[1] ?? 0))
    #expect(task.request.model.graph?.nodes.count == 3)
    #expect(task.request.wanted.map(\.path.description) == ["graph.node[2].output[0]"])
    #expect(task.title == "Add-14")
    #expect(task.documentPath(of: task.request.wanted.first?.path).description == "graph.node[3].output[0]")
    let value = try #require(snapshot.analysis.flatMap { task.addresses[0].find(in: $0.index) })
    #expect(snapshot.analysis?.index.name(of: value) == "d")
  }

  @Test func picturesShowNodesAndTypes() throws {
    let snapshot = Snapshot.analyzed(MarkedText(model("  y = Relu (x)")).bytes, .plain(OperatorCatalog()))
    let picture = try #require(snapshot.picture(around: nil))
    #expect(picture.contains("label=\"Relu\""))
    #expect(picture.contains("label=\"float[N, 4]\""))
  }
}
