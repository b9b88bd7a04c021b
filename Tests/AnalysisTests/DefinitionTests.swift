import Analysis
import TestSupport
import Testing

@Suite struct DefinitionTests {
  private func expect(
    _ text: String, _ ask: (Snapshot, Int) -> Definition? = { $0.definition(at: $1) },
    at location: SourceLocation = #_sourceLocation
  ) {
    let text = MarkedSnapshot(text)
    let marks = (ask(text.snapshot, text.place)?.targets ?? []).map { target in
      switch target {
      case .place(let name, _): Mark(name, "here")
      case .file(let path): Mark(text.place..<text.place, "file \(path)")
      case .operatorPage(let page): Mark(text.place..<text.place, "\(page.domain)/\(page.name)@\(page.version)")
      }
    }
    #expect(text.rendered(marks) == text.expected, sourceLocation: location)
  }

  private func target(_ text: String) -> Definition.Target? {
    let text = MarkedSnapshot(text)
    return text.snapshot.definition(at: text.place)?.targets.first
  }

  @Test func valuesOfNodesInputsAndInitializers() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        "h.1" = Relu (x)
        ^^^^^ here
        y = Add (h, "h1️⃣.1")
      }
      """)
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
                  ^ here
        y = Relu (1️⃣x)
      }
      """)
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) <
        float[2] w = {1.0, 2.0}
                 ^ here
      > {
        y = Add (x, w1️⃣)
      }
      """)
  }

  @Test func valuesOfOuterGraphs() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x, bool c) => (float[2] y) {
        h = Relu (x)
        ^ here
        y = If (c) <
          then_branch = a () => (float[2] t) { t = Neg (1️⃣h) },
          else_branch = b () => (float[2] e) { e = Abs (h) }
        >
      }
      """)
  }

  @Test func functionsAndTheirAttributes() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
      g (float[2] x) => (float[2] y) {
        y = local.Fn <k = 2.0> (x)
      }
      <domain: "local", opset_import: ["" : 21]>
      Fn <k: float = 1.0> (a) => (b) {
        c = Constant <value_float: float = @k> ()
        b = Mul (a, c)
      }
      """
    expect(
      text.replacing("local.Fn", "local.F1️⃣n").replacing(
        "\nFn <k: float = 1.0> (a) => (b) {", with: "\nFn <k: float = 1.0> (a) => (b) {\n^^ here"))
    let parameter = "\nFn <k: float = 1.0> (a) => (b) {\n    ^ here"
    expect(text.replacing("@k", "@1️⃣k").replacing("\nFn <k: float = 1.0> (a) => (b) {", with: parameter))
    expect(text.replacing("<k = 2.0>", "<1️⃣k = 2.0>").replacing("\nFn <k: float = 1.0> (a) => (b) {", with: parameter))
  }

  @Test func operatorsHavePages() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21, "com.microsoft" : 1]>
      g (float[2, 2] x) => (float[2, 2] y) {
        h = 1️⃣Relu (x)
        y = com.microsoft.FusedMatMul (h, h)
      }
      """
    #expect(target(text) == .operatorPage(OperatorReference(domain: "", name: "Relu", version: 14)))
    #expect(
      target(text.replacing("1️⃣", "").replacing("FusedMat", "Fused1️⃣Mat"))
        == .operatorPage(OperatorReference(domain: "com.microsoft", name: "FusedMatMul", version: 1)))
  }

  @Test func filesOfWeights() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21]>
      g () => (float[2] w) <
        float[2] w = @data("weights/w.safe1️⃣tensors", "k"),
        float[2] v = ["location": "v.bin"]
      > {}
      """
    #expect(target(text) == .file("weights/w.safetensors"))
    #expect(target(text.replacing("1️⃣", "").replacing("v.bin", "v1️⃣.bin")) == .file("v.bin"))
  }

  @Test func declarationsAndTypes() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[N, 2] x) => (float[N, 2] y) <
        float[N, 2] h
      > {
        h = Relu (x)
        y = Neg (1️⃣h)
      }
      """
    expect(text.replacing("> {", with: "              ^ here\n> {")) { $0.declaration(at: $1) }
    expect(text.replacing("> {", with: "  ^^^^^^^^^^^ here\n> {")) { $0.typeDefinition(at: $1) }
    expect(
      text.replacing("1️⃣", "").replacing("(float[N, 2] y) <", with: "(float[N1️⃣, 2] y) <\n         ^ here")
    ) {
      $0.typeDefinition(at: $1)
    }
  }

  @Test func whatIsBroken() {
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        h = Relu (x)
        ^ here
        y = Add (1️⃣h,
      }
      """)
    expect(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) {
        h = Relu <alpha (x)
        ^ here
        y = Neg (1️⃣h)
      }
      """)
  }
}

extension String {
  func replacing(_ old: String, _ new: String) -> String { replacing(old, with: new) }
}
