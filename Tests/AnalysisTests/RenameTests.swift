import Analysis
import SourceText
import TestSupport
import Testing

@Suite struct RenameTests {
  /// The lines that a rename changes, as they are after it; or why it is refused.
  private func rename(_ text: String, to name: String) -> String {
    let text = MarkedSnapshot(text)
    do {
      let edits = try text.snapshot.rename(at: text.place, to: name)
      let result = String(decoding: try TextEdit.apply(edits, to: text.marked.bytes), as: UTF8.self)
      let old = text.marked.text.split(separator: "\n")
      return zip(result.split(separator: "\n"), old).filter { $0 != $1 }.map { $0.0.drop { $0 == " " } }
        .joined(separator: "\n")
    } catch { return "refused: \(error)" }
  }

  private let graph = """
    <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
    g (float[N, 2] x, bool c) => (float[N, 2] y) <
      float[2] w = @data("w.safetensors"),
      float[2] v = @data("w.safetensors", "key"),
      float[N, 2] h
    > {
      ["n/1"] h = Add (x, w)
      ["n/2"] k = local.Fn <a = 1.0> (h)
      y = If (c) <
        then_branch = t () => (float[N, 2] p) { p = Add (k, v) },
        else_branch = e () => (float[N, 2] q) { q = Neg (h) }
      >
    }
    <domain: "local", opset_import: ["" : 21]>
    Fn <a: float = 2.0> (s) => (r) {
      z = Constant <value_float: float = @a> ()
      r = Mul (s, z)
    }
    """

  private func rename(_ old: String, _ marked: String, to name: String) -> String {
    rename(graph.replacing(old, marked), to: name)
  }

  @Test func values() {
    #expect(
      rename("] h = Add", "] 1️⃣h = Add", to: "hidden.1") == """
        float[N, 2] "hidden.1"
        ["n/1"] "hidden.1" = Add (x, w)
        ["n/2"] k = local.Fn <a = 1.0> ("hidden.1")
        else_branch = e () => (float[N, 2] q) { q = Neg ("hidden.1") }
        """)
    #expect(rename("(s) =>", "(1️⃣s) =>", to: "in") == "Fn <a: float = 2.0> (in) => (r) {\nr = Mul (in, z)")
    #expect(
      rename("2] x,", "2] 1️⃣x,", to: "float") == """
        g (float[N, 2] float, bool c) => (float[N, 2] y) <
        ["n/1"] h = Add (float, w)
        """)
  }

  @Test func keysOfWeightsStay() {
    #expect(
      rename("(x, w)", "(x, 1️⃣w)", to: "weight") == """
        float[2] weight = @data("w.safetensors", "w"),
        ["n/1"] h = Add (x, weight)
        """)
    #expect(
      rename("(k, v)", "(k, 1️⃣v)", to: "b") == """
        float[2] b = @data("w.safetensors", "key"),
        then_branch = t () => (float[N, 2] p) { p = Add (k, b) },
        """)
  }

  @Test func everythingElse() {
    #expect(rename("n/1", "1️⃣n/1", to: "first") == "[first] h = Add (x, w)")
    #expect(
      rename("local.Fn", "local.1️⃣Fn", to: "Scaled") == """
        ["n/2"] k = local.Scaled <a = 1.0> (h)
        Scaled <a: float = 2.0> (s) => (r) {
        """)
    #expect(
      rename("@a", "@1️⃣a", to: "factor") == """
        ["n/2"] k = local.Fn <factor = 1.0> (h)
        Fn <factor: float = 2.0> (s) => (r) {
        z = Constant <value_float: float = @factor> ()
        """)
    #expect(
      rename("local.Fn", "1️⃣local.Fn", to: "my.ops") == """
        <ir_version: 10, opset_import: ["" : 21, "my.ops" : 1]>
        ["n/2"] k = my.ops.Fn <a = 1.0> (h)
        <domain: "my.ops", opset_import: ["" : 21]>
        """)
    #expect(rename("> {\n", "1️⃣> {\n", to: "b") == "refused: nothing at this place has a name of its own")
    #expect(
      rename("(float[N, 2] x", "(float[1️⃣N, 2] x", to: "batch size").hasPrefix(
        "g (float[\"batch size\", 2] x, bool c) => (float[\"batch size\", 2] y) <"))
  }

  @Test func collisionsAreRefused() {
    #expect(rename("(x, w)", "(x, 1️⃣w)", to: "v") == "refused: \"v\" is another value already (line 4)")
    #expect(
      rename("(x, w)", "(x, 1️⃣w)", to: "p")
        == "refused: a subgraph has a value \"p\" (line 10), which would hide this one")
    #expect(
      rename("{ p = Add", "{ 1️⃣p = Add", to: "h")
        == "refused: the graph around has a value \"h\" (line 7), which this one would hide")
    #expect(rename("n/1", "1️⃣n/1", to: "n/2") == "refused: \"n/2\" is another node of the graph already (line 8)")
    #expect(
      rename("local.Fn", "1️⃣local.Fn", to: "com.microsoft")
        == "refused: \"com.microsoft\" is a domain of operators that the model does not define")
    #expect(rename("= Mul", "= 1️⃣Mul", to: "Add") == "refused: Mul is an operator that the model does not define")
    #expect(rename("(x, w)", "(x, 1️⃣w)", to: "\"\"") == "refused: a name can't be empty")
  }

  @Test func whileSomethingElseIsBroken() {
    let broken = graph.replacing("y = If (c) <", "y2 = Add (h, \n  y = If (c) <")
    #expect(rename(broken.replacing("] h = Add", "] 1️⃣h = Add"), to: "a").contains("y2 = Add (a, "))
  }
}
