import Analysis
import TestSupport
import Testing

@Suite struct ReferencesTests {
  private func expect(_ text: String, at location: SourceLocation = #_sourceLocation) {
    let text = MarkedSnapshot(text)
    let marks = text.snapshot.highlights(at: text.place).map { Mark($0.range, "\($0.kind)") }
    #expect(text.rendered(marks) == text.expected, sourceLocation: location)
    let references = text.snapshot.references(at: text.place, includesDeclaration: true) ?? []
    #expect(references == marks.map(\.range), sourceLocation: location)
  }

  @Test func valuesThroughSubgraphs() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x, bool c) => (float[2] y) <
        float[2] h
                 ^ text
      > {
        1️⃣h = Relu (x)
        ^ write
        y = If (c) <
          then_branch = a () => (float[2] t) { t = Neg (h) },
                                                        ^ read
          else_branch = b () => (float[2] h) {}
                                          ^ read
        >
      }
      """)
  }

  @Test func anInnerValueOfTheSameNameIsAnother() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x, bool c) => (float[2] y) {
        1️⃣h = Relu (x)
        ^ write
        y = If (c) <
          then_branch = a () => (float[2] h) { h = Neg (x) },
          else_branch = b () => (float[2] e) { e = Abs (h) }
                                                        ^ read
        >
      }
      """)
  }

  @Test func inputsWithDefaultsAndOutputs() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] 1️⃣x = {1.0, 2.0}, float[2] z) => (float[2] x, float[2] y) {
                  ^ write
                                                           ^ read
        y = Add (x, z)
                 ^ read
      }
      """)
  }

  @Test func functionsAndCalls() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
      g (float[2] x) => (float[2] y) {
        h = local.Fn (x)
                  ^^ read
        y = local.1️⃣Fn (h)
                  ^^ read
      }
      <domain: "local", opset_import: ["" : 21]>
      Fn (a) => (b) {
      ^^ text
        b = Neg (a)
      }
      """)
  }

  @Test func dimensionsOfOneGraph() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
      g (float[1️⃣N, M] x) => (float[N, "M"] y) <
               ^ text
                                  ^ text
        seq(float["N"]) s
                  ^^^ text
      > {
        y = local.Fn (x)
      }
      <domain: "local", opset_import: ["" : 21]>
      Fn (float[N] a) => (b) {
        b = Neg (a)
      }
      """)
  }

  @Test func domains() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21, "local.ops" : 1]>
                                               ^^^^^^^^^^^ text
      g (float[2] x) => (float[2] y) {
        y = loc1️⃣al.ops.Fn (x)
            ^^^^^^^^^ text
      }
      <domain: "local.ops", opset_import: ["" : 21]>
               ^^^^^^^^^^^ text
      Fn (a) => (b) {
        b = Neg (a)
      }
      """)
  }

  @Test func usesAlone() {
    let text = MarkedSnapshot(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        1️⃣h = Relu (x)
        y = Add (h, h)
      }
      """)
    #expect(text.snapshot.references(at: text.place, includesDeclaration: false)?.count == 2)
    #expect(text.snapshot.references(at: 0, includesDeclaration: true) == nil)
  }

  @Test func namesInBrokenStatements() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        1️⃣h = Relu (x)
        ^ write
        y = Add (h, x
                 ^ read
      }
      """)
  }
}
