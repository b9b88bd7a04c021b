import Analysis
import TestSupport
import Testing

@Suite struct SelectionRangesTests {
  private func selections(_ text: String) -> [String] {
    let marked = MarkedText(text)
    let snapshot = Snapshot(
      uri: "file:///m.onnxtxt", version: 0, text: marked.bytes, project: MarkedSnapshot.project)
    return snapshot.selections(at: marked.places[1] ?? 0).map { snapshot.text($0) }
  }

  @Test func fromATokenToTheFile() {
    let body = "\n  y = Elu <alpha = 1.0> (x)\n"
    let graph = "g (float x) => (float y) {\(body)}"
    #expect(
      selections("<ir_version: 10>\ng (float x) => (float y) {\n  y = Elu <alpha = 1.1️⃣0> (x)\n}\n") == [
        "1.0", "alpha = 1.0", "<alpha = 1.0>", "y = Elu <alpha = 1.0> (x)", body, graph,
        "<ir_version: 10>\n\(graph)\n",
      ])
  }

  @Test func insideOfStringsAndTypes() {
    #expect(
      selections("g (float[N, \"a 1️⃣b\"] x) => () {}").prefix(6) == [
        "a b", "\"a b\"", "[N, \"a b\"]", "float[N, \"a b\"]", "float[N, \"a b\"] x", "(float[N, \"a b\"] x)",
      ])
  }

  @Test func behindAName() {
    #expect(selections("g () => () {\n  y1️⃣ = Relu (x)\n}").prefix(2) == ["y", "y = Relu (x)"])
  }

  @Test func everyPlaceHasRangesInEachOther() {
    let text = """
      # c
      <opset_import: ["" : 21]>
      g (float[N] x) => (float[N] y) <float w = {1.0}> {
        y = If (x) <then_branch = t () => (r) { r = Relu (x) }>
        broken = (
      }
      """
    let snapshot = Snapshot(
      uri: "file:///m.onnxtxt", version: 0, text: Array(text.utf8), project: MarkedSnapshot.project)
    for offset in -1...snapshot.count + 1 {
      let ranges = snapshot.selections(at: offset)
      #expect(ranges.last == 0..<snapshot.count)
      for (inner, outer) in zip(ranges, ranges.dropFirst()) {
        #expect(inner != outer && outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound)
      }
    }
  }
}
