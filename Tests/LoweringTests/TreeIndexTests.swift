import ONNXModel
import SourceText
import Syntax
import Testing

@testable import Lowering

struct TreeIndexTests {
  private let text = """
    <ir_version: 10, opset_import: ["" : 21, "a" : 1], metadata_props: ["k": "v"]>
    main (float[N, 3] x, float[3] b = {1.0, 2.0, 3.0}) => (y) <
      float[3] w = {0.0, 0.5, 1.0},
      seq(map(int64, float[M])) t @doc "middle"
    > {
      [n] y, = ai.Op:over <axes = [1, 2], g = inner () => (z) { z = Relu (q) }> (x,, w)
        @meta ["a": "b"]
      node {input: ["p"], attribute: [{name: "t", t: tensor float tn {1}}]}
    }

    <domain: "d">
    f <p, q: int = 1> (u) => (v) { v = Op <r: int = @p> (u) }

    """

  @Test(arguments: [
    ("ir_version", "10"), ("opset_import[1].domain", "\"a\""), ("opset_import[1].version", "1"),
    ("metadata_props[0].value", "\"v\""), ("graph.name", "main"), ("graph.input[0].name", "x"),
    ("graph.input[0].type", "float[N, 3]"), ("graph.input[0].type.tensor_type.shape.dim[0].dim_param", "N"),
    ("graph.input[1].name", "b"), ("graph.initializer[0].name", "b"), ("graph.initializer[0].dims[0]", "3"),
    ("graph.initializer[1].name", "w"), ("graph.initializer[1].raw_data", "{0.0, 0.5, 1.0}"),
    ("graph.value_info[0].type.sequence_type.elem_type.map_type.value_type.tensor_type.shape.dim[0].dim_param", "M"),
    ("graph.value_info[0].doc_string", "\"middle\""), ("graph.node[0].name", "n"), ("graph.node[0].output[0]", "y"),
    ("graph.node[0].op_type", "Op"), ("graph.node[0].domain", "ai"), ("graph.node[0].overload", "over"),
    ("graph.node[0].attribute[0]", "axes = [1, 2]"), ("graph.node[0].attribute[0].ints[1]", "2"),
    ("graph.node[0].attribute[1].g.name", "inner"), ("graph.node[0].attribute[1].g.node[0].input[0]", "q"),
    ("graph.node[0].input[0]", "x"), ("graph.node[0].input[1]", ""), ("graph.node[0].input[2]", "w"),
    ("graph.node[0].metadata_props[0].key", "\"a\""), ("graph.node[1].input[0]", "\"p\""),
    ("graph.node[1].attribute[0].t.name", "tn"), ("functions[0].name", "f"), ("functions[0].domain", "\"d\""),
    ("functions[0].attribute[0]", "p"), ("functions[0].attribute_proto[0].i", "1"), ("functions[0].input[0]", "u"),
    ("functions[0].node[0].attribute[0].ref_attr_name", "p"),
  ])
  func placesOfPaths(path: String, expected: String) throws {
    let bytes = Array(text.utf8)
    let index = TreeIndex(try parsed(bytes))
    let place = try #require(ModelPath(path))
    let range = try #require(index.range(of: place))
    #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
    // The way back, unless two parts of the model stand there.
    guard !expected.isEmpty, !path.hasPrefix("graph.initializer[0]"), !path.hasSuffix("raw_data") else { return }
    #expect(index.path(at: range.lowerBound).description.hasPrefix(path))
  }

  @Test func whatTheTextDoesNotSayHasNoPlace() throws {
    let index = TreeIndex(try parsed(Array(text.utf8)))
    for path in [
      "producer_name", "graph.node[1].name", "graph.node[2]", "graph.doc_string", "graph.node[0].nothing",
      "functions[1]",
    ] {
      let place = try #require(ModelPath(path))
      #expect(index.range(of: place) == nil)
    }
    let inside = try #require(ModelPath("graph.node[1].domain"))
    let node = try #require(ModelPath("graph.node[1]"))
    #expect(index.nearestRange(of: inside) == index.range(of: node))
  }

  /// Any bytes have an index, and every place in them a path.
  @Test func brokenTextsHaveAnIndexToo() throws {
    let bytes = Array(text.utf8)
    for cut in stride(from: 0, to: bytes.count, by: 3) {
      for broken in [
        Array(bytes[..<cut]), Array(bytes[cut...]), Array(bytes[..<cut] + bytes[min(bytes.count, cut + 5)...]),
      ] {
        let index = TreeIndex(Parser.parse(SourceBytes(broken)))
        for offset in stride(from: 0, through: broken.count, by: 7) {
          let path = index.path(at: offset)
          #expect(path.steps.isEmpty || index.range(of: path) != nil)
        }
      }
    }
  }
}
