import Analysis
import TestSupport
import Testing

@Suite struct InlayHintsTests {
  private func expect(
    _ text: String, _ choice: HintChoice = HintChoice(), at location: SourceLocation = #_sourceLocation
  ) {
    let marked = MarkedText(text)
    let snapshot = Snapshot.analyzed(marked.bytes, MarkedSnapshot.project)
    let range = (marked.places[1] ?? 0)..<(marked.places[2] ?? snapshot.count)
    let marks = snapshot.hints(in: range, choice).map { Mark($0.offset..<$0.offset + 1, $0.label) }
    let plain = MarkedText(text.replacing("1️⃣", with: "").replacing("2️⃣", with: ""))
    #expect(
      MarkedText.render(plain.text, marks) == MarkedText.render(plain.text, plain.marks), sourceLocation: location)
  }

  @Test func typesAsTheTextWritesThem() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[N, 64, "a b", 7] x, float[] u) => (float[?, 64, ?, ?] y) <float[N, 64, "a b", 7] d> {
        a = Relu (x)
         ^ float[N, 64, "a b", 7]
        d = Relu (a)
        s = Size (x)
         ^ int64
        r = Relu (u)
         ^ float[]
        c = Concat <axis = 0> (x, x)
         ^ float[2*N, 64, "a b", 7]
        q = SequenceConstruct (x, x)
         ^ seq(float[N, 64, "a b", 7])
        y = Relu (c)
         ^ float[2*N, 64, "a b", 7]
      }
      """, HintChoice(constants: false))
  }

  @Test func constantsAndParameterNames() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[4, 6] x) => (float[2, 12] y) <int64[2] shape = {2, 12}, float e = {0.5}> {
        k = Constant <value_int = 3> ()
        n = Size (x)
         ^ = 24
        z = Add (x, e)
                 ^ A:
                    ^ B:
                     ^ = 0.5
        y = Reshape (x, shape)
                     ^ data:
                        ^ shape:
                             ^ = [2, 12]
      }
      """.replacing("n = Size (x)\n   ^ = 24", with: "n = Size (x)\n   ^ = 24\n            ^ data:"),
      HintChoice(types: false, parameterNames: true))
  }

  @Test func onlyTheAskedPart() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        a = Relu (x)
      1️⃣  b = Relu (a)
         ^ float[2]
      2️⃣  c = Relu (b)
        y = Relu (c)
      }
      """)
  }

  @Test func nodesOfSubgraphs() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (bool c, float[3] x) => (float[3] y) {
        y = If (c) <
          then_branch = t () => (r) { r = Relu (x) },
                                       ^ float[3]
          else_branch = e () => (s) { s = Neg (x) }
                                       ^ float[3]
        >
      }
      """)
  }

  @Test func noneWhileTheAnalysisIsOfAnotherVersion() {
    var snapshot = Snapshot.analyzed(
      Array("<opset_import: [\"\" : 21]> g (float x) => (y) { y = Relu (x) }".utf8), MarkedSnapshot.project)
    #expect(!snapshot.hints(in: 0..<100).isEmpty)
    snapshot.version += 1
    #expect(snapshot.hints(in: 0..<100).isEmpty)
  }
}
