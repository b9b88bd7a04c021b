import Analysis
import SourceText
import TestSupport
import Testing

@Suite struct FormattingEditsTests {
  private func snapshot(_ text: String) -> Snapshot {
    Snapshot(uri: "file:///m.onnxtxt", version: 0, text: Array(text.utf8), project: MarkedSnapshot.project)
  }

  private func apply(_ edits: [TextEdit], to text: String) throws -> String {
    String(decoding: try TextEdit.apply(edits, to: Array(text.utf8)), as: UTF8.self)
  }

  @Test func theWholeTextWithTheSmallestEdits() throws {
    let text = "g (float x)=>(float y) {\n    a = Relu (x)\n  y = Relu (a)\n}\n"
    let edits = snapshot(text).formattingEdits()
    #expect(try apply(edits, to: text) == "g (float x) => (float y) {\n  a = Relu (x)\n  y = Relu (a)\n}\n")
    #expect(edits.count == 3)
    #expect(edits[2].range.count == 2 && edits[2].replacement.isEmpty)
  }

  @Test func statementsWithErrorsStay() throws {
    let text = "g (float x) => (float y) {\na = Relu(x)\n  b   =  Relu ((x)\n  c = Relu(x)\nd = Relu(x)\n}\n"
    let formatted = try apply(snapshot(text).formattingEdits(), to: text)
    #expect(
      formatted
        == "g (float x) => (float y) {\n  a = Relu (x)\n  b   =  Relu ((x)\n  c = Relu (x)\n  d = Relu (x)\n}\n")
  }

  @Test func lineEndsAreTheEditors() throws {
    let text = "g (float x) => (float y) {\r\n    y = Relu (x)\r\n}\r\n"
    #expect(try apply(snapshot(text).formattingEdits(), to: text) == text.replacing("    y", with: "  y"))
  }

  @Test func otherPragmasAreLeftAlone() {
    #expect(snapshot("#!onnx-text 99\ng(float x)=>(float y){}\n").formattingEdits().isEmpty)
  }

  @Test func aPart() throws {
    let text = "g (float x) => (float y) {\n    a = Relu(x)\n    b = Relu(a)\n    y = Relu(b)\n}\n"
    let marked = try #require(text.firstRange(of: "    b = Relu(a)\n"))
    let start = text.utf8.distance(from: text.startIndex, to: marked.lowerBound)
    let edits = snapshot(text).formattingEdits(in: start..<start + 16)
    #expect(try apply(edits, to: text) == text.replacing("    b = Relu(a)", with: "  b = Relu (a)"))
  }

  /// The place of the new line is marked by 1️⃣.
  private func expectNewLine(
    _ text: String, _ wanted: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let marked = MarkedText(text)
    let edits = snapshot(marked.text).newLineEdits(at: marked.places[1] ?? 0)
    #expect(try apply(edits, to: marked.text) == wanted, sourceLocation: location)
  }

  @Test func newLines() throws {
    try expectNewLine("g (float x) => (y) {\n1️⃣\n}", "g (float x) => (y) {\n  \n}")
    try expectNewLine("g (float x) => (y) {\n    y =  Relu(x)\n1️⃣\n}", "g (float x) => (y) {\n  y = Relu (x)\n  \n}")
    try expectNewLine("g (float x) => (y) {\n  y = Elu <\n1️⃣\n}", "g (float x) => (y) {\n  y = Elu <\n    \n}")
    try expectNewLine("g (float x) => (y) {\n  y = Add (x,\n1️⃣\n}", "g (float x) => (y) {\n  y = Add (x,\n      \n}")
    try expectNewLine("g (float x) => (y) {\n1️⃣}", "g (float x) => (y) {\n}")
    try expectNewLine("<\n1️⃣\n>\ng (float x) => (y) {}", "<\n  \n>\ng (float x) => (y) {}")
    try expectNewLine(
      "g (x) => (y) {\n  y = If (c) <\n    b = t () => (r) {\n1️⃣\n",
      "g (x) => (y) {\n  y = If (c) <\n    b = t () => (r) {\n      \n")
    try expectNewLine("g (float x) => (y) {}\n1️⃣", "g (float x) => (y) {\n}\n")
  }
}
