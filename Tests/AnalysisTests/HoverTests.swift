import Analysis
import Operators
import Rules
import TestSupport
import Testing

@Suite struct HoverTests {
  private func hover(_ text: String, meta: [MetaFieldSchema] = []) -> HoverText? {
    let marked = MarkedText(text)
    var project = Project.plain(OperatorCatalog())
    project.meta = meta
    return Snapshot.analyzed(marked.bytes, uri: "file:///m.onnxtxt", project).hover(at: marked.places[1] ?? 0)
  }

  private func body(_ nodes: String) -> String {
    """
    <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
    main (float[N, 3, 8, 8] x) => (float[N, 3, 8, 8] y) <
      float[3] bias = {0.5, -1.0, nan},
      int64[2] axes = {2, 3}
    > {
    \(nodes)
    }
    <domain: "local", opset_import: ["" : 17], doc_string: "min(x, limit)">
    Clipped <limit: float = 6.0> (a) => (c) {
      high = Constant <value_float: float = @limit> ()
      c = Min (a, high)
    }
    """
  }

  private func markdown(_ text: String) -> String { hover(text)?.markup.markdown ?? "" }

  @Test func operatorsWithTheTypesOfTheCall() {
    let text = markdown(body("  y = Sof1️⃣tmax <axis = 1> (x)"))
    #expect(
      text.hasPrefix(
        """
        **`Softmax-13`** ai.onnx, since version 13

        **This call**

        - `input` `x`: `float[N, 3, 8, 8]`
        - → `output` `y`: `float[N, 3, 8, 8]`
        - `axis = 1`

        The operator computes the normalized exponential values
        """))
    #expect(text.contains("- `axis` int = -1: "))
    #expect(markdown(body("  y = Con1️⃣v (x, x)")).contains("by default `auto_pad = \"NOTSET\"`, `group = 1`"))
  }

  @Test func values() {
    #expect(
      markdown(body("  h1️⃣ = Relu (x)\n  y = Add (h, h)")) == """
        ```onnx-text
        float[N, 3, 8, 8] h
        ```

        - output `Y` of `Relu-14` ([line 6](file:///m.onnxtxt#L6))
        - read 2 times: `Add-14` ([line 7](file:///m.onnxtxt#L7)) as `A`, `Add-14` ([line 7](file:///m.onnxtxt#L7)) as `B`
        """)
    #expect(markdown(body("  y = Relu (1️⃣x)")).contains("- input 0 of the graph\n- read once"))
  }

  @Test func initializersWithStatistics() {
    let text = markdown(body("  y = Add (x, bi1️⃣as)"))
    #expect(text.contains("- 3 elements, 12 bytes\n- stored in float_data\n- min -1.0, max 0.5, mean -0.25, **1 NaN**"))
    #expect(markdown(body("  y = Unsqueeze (x, ax1️⃣es)")).contains("- is `[2, 3]`"))
  }

  @Test func attributes() {
    let text = markdown(body("  y = Conv <auto1️⃣_pad = \"VALID\"> (x, x)"))
    #expect(text.hasSuffix("the beginning for SAME_LOWER."))
    #expect(text.contains("`auto_pad` string = \"NOTSET\", of `Conv-11`"))
    #expect(text.contains("one of `NOTSET`, `SAME_UPPER`, `SAME_LOWER`, `VALID`"))
    #expect(markdown(body("  y = Cast <to1️⃣ = 10> (x)")).contains("10 is `float16`"))
  }

  @Test func functionsAndTheirParameters() {
    let call = markdown(body("  y = local.Clip1️⃣ped (x)"))
    #expect(call.contains("local.Clipped <limit: float = 6.0> (a) => (c)") && call.contains("min(x, limit)"))
    let text = body("  y = Relu (x)").replacing("@limit", with: "@lim1️⃣it")
    #expect(markdown(text).hasPrefix("`limit`: float = `6.0`"))
  }

  @Test func dimensionsImportsKeysAndTypes() {
    let text = body("  y = Relu (x)")
    #expect(
      markdown(text.replacing("float[N, 3, 8, 8] x", with: "float[N1️⃣, 3, 8, 8] x")) == """
        `N`: a symbolic dimension

        - a size of 2 values
        - dimension 0 of input `x`
        - dimension 0 of output `y`
        """)
    #expect(
      markdown(text.replacing("\"\" : 17, \"local\"", with: "\"\" : 11️⃣7, \"local\"")).hasPrefix("`ai.onnx` version 17"))
    #expect(markdown(text.replacing("ir_version", with: "ir_ver1️⃣sion")).hasPrefix("`ir_version`: the version of"))
    #expect(markdown(text.replacing("float[3] bias", with: "flo1️⃣at[3] bias")).contains("`float`: 32 bits"))
  }

  @Test func metadataOfTheSchema() {
    let meta = [MetaFieldSchema(key: "owner", kind: .enumeration, values: ["a", "b"], requiredFor: ["Conv"])]
    let text = hover(body("  y = Relu (x) @meta [\"own1️⃣er\": \"a\"]"), meta: meta)?.markup.markdown ?? ""
    #expect(text.contains("- one of a, b; required for Conv"))
  }

  @Test func findingsComeFirst() {
    let text = markdown(body("  y = Add (x, mis1️⃣sing)"))
    #expect(text.hasPrefix("**error** `G002 "))
    #expect(text.contains("nothing makes a value of this name"))
  }

  @Test func brokenStatements() {
    let text = body("  h = Relu (x)\n  y = Con1️⃣v <group = (h)")
    #expect(markdown(text).contains("**`Conv-11`**"))
    #expect(markdown(body("  h = Relu (x)\n  y = Conv <group = 1 (1️⃣h)")).contains("float[N, 3, 8, 8] h"))
  }

  @Test func plainTextHasNoMarks() {
    let plain = hover(body("  y = Sof1️⃣tmax (x)"))?.markup.plain ?? ""
    #expect(plain.contains("Softmax-13") && !plain.contains("**"))
  }

  @Test func nothingBetweenThings() {
    #expect(hover(body("  y = Relu (x)\n1️⃣\n")) == nil)
  }
}
