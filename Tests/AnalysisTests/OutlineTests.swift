import Analysis
import TestSupport
import Testing

@Suite struct OutlineTests {
  private func outline(_ text: String) -> String {
    let snapshot = MarkedSnapshot(text).snapshot
    let roots = snapshot.outline().tree { (item, children: [[String]]) -> [String] in
      let head = "\(item.kind) \(item.name)" + (item.detail.isEmpty ? "" : ": \(item.detail)")
      return [head] + children.flatMap { $0.map { "  " + $0 } }
    }
    return roots.flatMap { $0 }.joined(separator: "\n")
  }

  @Test func graphsScopesNodesAndFunctions() {
    #expect(
      outline(
        """
        <ir_version: 10, opset_import: ["" : 21, "local" : 1]>
        main (float[N, 3] x, bool c) => (y) <
          float[3, 1] "fc.weight" = @data("w.onnx"),
          float[N] unlisted
        > {
          ["/layer1/conv/Conv"] a = Conv (x, "fc.weight")
          ["/layer1/Relu"] b = Relu (a)
          d = Neg (b)
          ["/layer1/conv/Add"] y = If (c) <
            then_branch = t () => (p) { p = local.Fn (d) }
          >
        }
        <domain: "local", opset_import: ["" : 21]>
        Fn (s) => (r) { r = Abs (s) }
        """) == """
          graph main
            input x: float[N, 3]
            input c: bool
            stored fc.weight: float[3, 1]
            scope layer1
              scope conv
                node Conv: Conv
                node Add: If
                  graph then_branch
                    node p: local.Fn
              node Relu: Relu
            node d: Neg
          function Fn
            input s
            node r: Abs
          """)
  }

  @Test func namespacesOfExporters() {
    #expect(
      outline(
        """
        <ir_version: 10, opset_import: ["" : 21]>
        main (x) => (y) {
          [n0] y = Conv (x, x)
            @meta ["pkg.torch.onnx.namespace": ": Net/layer1: Block/conv: Conv2d"]
        }
        """) == """
          graph main
            input x
            scope layer1
              scope conv
                node n0: Conv
          """)
  }

  @Test func rangesHoldTheirNames() {
    let snapshot = MarkedSnapshot(
      """
      <ir_version: 10, opset_import: ["" : 21]>
      main (x) => (y) {
        ["/a/b/n0"] h = Neg (x)
        z = Neg (h)
        ["/a/n1"] y = Neg (z)
      }
      """
    ).snapshot
    let items = snapshot.outline().items
    for item in items {
      #expect(item.range.lowerBound <= item.selection.lowerBound && item.selection.upperBound <= item.range.upperBound)
      guard let parent = item.parent else { continue }
      #expect(items[parent].range.lowerBound <= item.range.lowerBound, "\(item)")
      #expect(items[parent].range.upperBound >= item.range.upperBound, "\(item)")
    }
  }

  @Test func anEmptyText() {
    #expect(outline("") == "")
    #expect(outline("<ir_version: 10>\ng (x) => (y) {\n  y = Neg (") == "graph g\n  input x")
  }
}
