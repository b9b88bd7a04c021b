import Analysis
import TestSupport
import Testing

@Suite struct CodeLensesTests {
  private let text = """
    <ir_version: 10, opset_import: ["" : 21, "l" : 1]>
    g (float[2] x) => (float[2] y, float[2] z) {
      y = l.F (x)
      z = Add (y, y)
    }
    <domain: "l", opset_import: ["" : 21]>
    F (a) => (b) {
      b = Relu (a)
    }
    """

  @Test func lensesOfGraphsFunctionsAndNodes() {
    let snapshot = Snapshot.analyzed(Array(text.utf8), MarkedSnapshot.project)
    let found = snapshot.lenses().map { "\(snapshot.text($0.range)): \($0.action)" }
    #expect(
      found == [
        "g: evaluateAll", "g: showPicture", "y: evaluate", "y: references", "z: evaluate", "z: references",
        "F: evaluate", "F: references", "b: evaluate", "b: references",
      ])
  }

  @Test func usesAreReadersOutputsAndCalls() {
    let snapshot = Snapshot.analyzed(Array(text.utf8), MarkedSnapshot.project)
    let found = snapshot.lenses().filter { $0.action == .references }.map { lens in
      let uses = snapshot.uses(ofLensAt: lens.range.lowerBound) ?? []
      return "\(snapshot.text(lens.range)): " + uses.map { snapshot.text($0) }.joined(separator: " ")
    }
    #expect(found == ["y: y y float[2] y", "z: float[2] z", "F: F", "b: b"])
  }

  @Test func largeModelsHaveNoneAtNodes() {
    let nodes = (0..<2001).map { "  v\($0) = Relu (x)" }.joined(separator: "\n")
    let snapshot = Snapshot(
      uri: "file:///m.onnxtxt", version: 0, text: Array("g (float x) => (float v1) {\n\(nodes)\n}".utf8),
      project: MarkedSnapshot.project)
    #expect(snapshot.lenses().map(\.action) == [.evaluateAll, .showPicture])
  }
}
