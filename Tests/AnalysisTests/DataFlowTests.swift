import Analysis
import TestSupport
import Testing

@Suite struct DataFlowTests {
  private let text = """
    <ir_version: 10, opset_import: ["" : 21]>
    g (float[2] x, bool c) => (float[2] y) <float[2] w = {1.0, 2.0}> {
      [first] h = Add (x, w)
      k = Neg (h)
      [branch] y = If (c) <
        then_branch = t () => (float[2] p) { [inner] p = Add (k, w) },
        else_branch = e () => (float[2] h) {}
      >
    }
    """

  private func names(_ place: String, _ ask: (Snapshot, Int) -> [FlowEdge]) -> [String] {
    let marked = MarkedSnapshot(text.replacing(place, "1️⃣" + place))
    return ask(marked.snapshot, marked.place).map { edge in
      "\(edge.item.name): \(edge.places.map { marked.snapshot.text($0) }.joined(separator: " "))"
    }
  }

  @Test func whoFeeds() {
    #expect(names("Add (x") { $0.feeders(of: $1) } == ["x: x", "w: w"])
    #expect(names("If (c") { $0.feeders(of: $1) } == ["c: c", "k: k", "w: w", "inner: p", "first: h"])
    #expect(names("x, bool") { $0.feeders(of: $1) } == [])
  }

  @Test func whomItFeeds() {
    #expect(names("Add (x") { $0.readers(of: $1) } == ["k: h", "branch: h"])
    #expect(names("w = {") { $0.readers(of: $1) } == ["first: w", "inner: w"])
    #expect(names("Add (k") { $0.readers(of: $1) } == ["branch: p"])
  }

  @Test func items() {
    let marked = MarkedSnapshot(text.replacing("Neg (h)", "Neg (1️⃣h)"))
    let item = marked.snapshot.flowItem(at: marked.place)
    #expect(item?.name == "first" && item?.detail == "Add-14" && item?.kind == .node)
    #expect(item.map { marked.snapshot.text($0.selection) } == "Add")
    #expect(item.map { marked.snapshot.text($0.range) } == "[first] h = Add (x, w)")
  }
}
