import ONNXModel
import Syntax
import Testing

@testable import Lowering

/// Edits of a model as edits of its text: each result is also built and compared with the edited model.
struct EditLoweringTests {
  /// A graph with one node.
  private func graph(_ node: String) -> String {
    """
    <ir_version: 10, opset_import: ["" : 21]>
    g (float[N] x) => (float[N] y) {
      # above
    \(node)
    }

    """
  }

  private func onNode(_ node: String, _ edits: ModelEdit...) throws -> String {
    let text = try edited(graph("  " + node), edits)
    let start = try #require(text.firstRange(of: "# above\n"))
    let end = try #require(text.firstRange(of: "\n}\n"))
    return String(text[start.upperBound..<end.lowerBound].drop { $0 == " " })
  }

  // MARK: Nodes

  @Test func aNameIsOneToken() throws {
    #expect(
      try onNode("y  =  Add (x, x)  # why", .set("graph.node[0].input[1]", .text("z")))
        == "y  =  Add (x, z)  # why")
    #expect(try onNode("y = Relu (x)", .set("graph.node[0].output[0]", .text("/y"))) == "\"/y\" = Relu (x)")
    #expect(try onNode("[a] y = Relu (x)", .set("graph.node[0].name", .text("b c"))) == "[\"b c\"] y = Relu (x)")
    #expect(try onNode("[] y = Relu (x)", .set("graph.node[0].name", .text("b"))) == "[b] y = Relu (x)")
    #expect(try onNode("y = Relu (x)", .set("graph.node[0].name", .text("n"))) == "[n] y = Relu (x)")
    #expect(try onNode("[n] y = Relu (x)", .remove("graph.node[0].name")) == "y = Relu (x)")
  }

  @Test func inputsComeAndGo() throws {
    #expect(try onNode("y = Op (a, b)", .remove("graph.node[0].input[0]")) == "y = Op (b)")
    #expect(try onNode("y = Op (a, b)", .remove("graph.node[0].input[1]")) == "y = Op (a)")
    #expect(try onNode("y = Op (a)", .remove("graph.node[0].input[0]")) == "y = Op ()")
    #expect(try onNode("y = Op ()", .insert("graph.node[0].input[0]", .text("a"))) == "y = Op (a)")
    #expect(try onNode("y = Op (a)", .insert("graph.node[0].input[1]", .text(""))) == "y = Op (a, \"\")")
    #expect(try onNode("y = Op (a,,c)", .set("graph.node[0].input[1]", .text("b"))) == "y = Op (a, b, c)")
    #expect(try onNode("y = Op (a,)", .insert("graph.node[0].input[1]", .text("b"))) == "y = Op (a, b)")
    #expect(try onNode("y = Op (a)", .insert("graph.node[0].output[1]", .text("z"))) == "y, z = Op (a)")
    #expect(try onNode("y = Op (a)", .remove("graph.node[0].output[0]")) == "= Op (a)")
    #expect(try onNode("= Op (a)", .insert("graph.node[0].output[0]", .text("z"))) == "z = Op (a)")
    #expect(
      try onNode(
        "y = Op (a, b, c)", .remove("graph.node[0].input[1]"), .remove("graph.node[0].input[2]"),
        .insert("graph.node[0].input[3]", .text("d")), .set("graph.node[0].input[0]", .text("e"))) == "y = Op (e, d)")
  }

  @Test func anOperatorIsWrittenAsOne() throws {
    #expect(try onNode("y = Relu (x)", .set("graph.node[0].op_type", .text("Elu"))) == "y = Elu (x)")
    #expect(try onNode("y = Relu (x)", .set("graph.node[0].domain", .text("a.b"))) == "y = a.b.Relu (x)")
    #expect(try onNode("y = a.Relu (x)", .set("graph.node[0].domain", .text(""))) == "y = Relu (x)")
    #expect(
      try onNode(
        "y = a.Relu (x)", .set("graph.node[0].overload", .text("f")), .set("graph.node[0].op_type", .text("C")))
        == "y = a.C:f (x)")
    #expect(
      try onNode("y = Relu (x)", .remove("graph.node[0].domain"))
        == "node {input: [\"x\"], output: [\"y\"], op_type: \"Relu\"}")
  }

  @Test func attributesComeAndGo() throws {
    #expect(
      try onNode("y = Op (x)", .insert("graph.node[0].attribute[0]", .attribute("a = 1"))) == "y = Op <a = 1> (x)")
    #expect(
      try onNode("y = Op <a = 1> (x)", .insert("graph.node[0].attribute[1]", .attribute("b: ints = []")))
        == "y = Op <a = 1, b: ints = []> (x)")
    #expect(
      try onNode("y = Op <b = 1> (x)", .insert("graph.node[0].attribute[0]", .attribute("a = \"s\"")))
        == "y = Op <a = \"s\", b = 1> (x)")
    #expect(try onNode("y = Op <a = 1, b = 2> (x)", .remove("graph.node[0].attribute[0]")) == "y = Op <b = 2> (x)")
    #expect(try onNode("y = Op <a = 1, b = 2> (x)", .remove("graph.node[0].attribute[1]")) == "y = Op <a = 1> (x)")
    #expect(try onNode("y = Op <a = 1> (x)", .remove("graph.node[0].attribute[0]")) == "y = Op (x)")
    #expect(
      try onNode(
        "y = Op <a = 1> (x)", .remove("graph.node[0].attribute[0]"),
        .insert("graph.node[0].attribute[0]", .attribute("c = 3"))) == "y = Op <c = 3> (x)")
  }

  @Test func expandedAttributesStayOneALine() throws {
    let node = """
      y = Op <  # here
          a = 1,  # of a
          b = 2  # of b
        > (x)
      """
    #expect(
      try onNode(node, .insert("graph.node[0].attribute[2]", .attribute("c = 3"))) == """
        y = Op <  # here
            a = 1,  # of a
            b = 2,  # of b
            c = 3
          > (x)
        """)
    #expect(
      try onNode(node, .remove("graph.node[0].attribute[0]"), .set("graph.node[0].attribute[1].i", .int(5))) == """
        y = Op <  # here
              # of a
            b = 5  # of b
          > (x)
        """)
  }

  @Test func valuesOfAttributes() throws {
    #expect(try onNode("y = Op <a = 1> (x)", .set("graph.node[0].attribute[0].i", .int(-7))) == "y = Op <a = -7> (x)")
    #expect(
      try onNode("y = Op <a = 1.0> (x)", .set("graph.node[0].attribute[0].f", .float(2))) == "y = Op <a = 2.0> (x)")
    #expect(
      try onNode("y = Op <a = \"s\"> (x)", .set("graph.node[0].attribute[0].s", .text("\n")))
        == "y = Op <a = b\"\\n\"> (x)")
    #expect(
      try onNode("y = Op <a = [1, 2]> (x)", .set("graph.node[0].attribute[0].ints[1]", .int(3)))
        == "y = Op <a = [1, 3]> (x)")
    #expect(
      try onNode("y = Op <a = [1, 2]> (x)", .insert("graph.node[0].attribute[0].ints[1]", .int(3)))
        == "y = Op <a = [1, 3, 2]> (x)")
    #expect(
      try onNode("y = Op <a = [1, 2]> (x)", .insert("graph.node[0].attribute[0].ints[2]", .int(3)))
        == "y = Op <a = [1, 2, 3]> (x)")
    #expect(
      try onNode("y = Op <a = [1, 2]> (x)", .remove("graph.node[0].attribute[0].ints[0]")) == "y = Op <a = [2]> (x)")
    #expect(
      try onNode("y = Op <a = [1]> (x)", .remove("graph.node[0].attribute[0].ints[0]")) == "y = Op <a: ints = []> (x)")
    #expect(
      try onNode(
        "y = Op <a = 1 /* */> (x)".replacing(" /* */", with: ""), .remove("graph.node[0].attribute[0].i"),
        .set("graph.node[0].attribute[0].type", .int(1)), .set("graph.node[0].attribute[0].f", .float(0.5)))
        == "y = Op <a = 0.5> (x)")
    #expect(
      try onNode("y = Op <a = 1> (x)", .set("graph.node[0].attribute[0].name", .text("b"))) == "y = Op <b = 1> (x)")
  }

  @Test func notes() throws {
    #expect(
      try onNode("y = Op (x)  # c", .set("graph.node[0].doc_string", .text("d")))
        == "y = Op (x)\n    @doc \"d\"  # c")
    #expect(
      try onNode(
        "y = Op (x)", .insert("graph.node[0].metadata_props[0]", .entry(key: [0x61], value: [0x62])),
        .set("graph.node[0].doc_string", .text("d"))) == "y = Op (x)\n    @doc \"d\"\n    @meta [\"a\": \"b\"]")
    let both = "y = Op (x)\n    @doc \"d\"\n    @meta [\"a\": \"b\", \"c\": \"d\"]"
    #expect(
      try onNode(both, .remove("graph.node[0].doc_string")) == "y = Op (x)\n    @meta [\"a\": \"b\", \"c\": \"d\"]")
    #expect(
      try onNode(both, .remove("graph.node[0].metadata_props[0]"))
        == "y = Op (x)\n    @doc \"d\"\n    @meta [\"c\": \"d\"]")
    #expect(
      try onNode(both, .remove("graph.node[0].metadata_props[0]"), .remove("graph.node[0].metadata_props[1]"))
        == "y = Op (x)\n    @doc \"d\"")
    #expect(
      try onNode(both, .set("graph.node[0].metadata_props[1].value", .text("e")))
        == "y = Op (x)\n    @doc \"d\"\n    @meta [\"a\": \"b\", \"c\": \"e\"]")
  }

  // MARK: Lines

  private let three = """
    g (float x) => (float y) {  # body
      # about a
      a = A (x)  # of a

      # about b
      b = B (a)
        @doc "b"
      y = C (b)
    }

    """

  @Test func aNewNodeIsALine() throws {
    #expect(
      try edited(three, .insert("graph.node[0]", .node("n = N (x)")))
        == three.replacing("# body\n", with: "# body\n  n = N (x)\n"))
    #expect(
      try edited(three, .insert("graph.node[1]", .node("n = N (x)")), .insert("graph.node[1]", .node("m = M (x)")))
        == three.replacing("# of a\n", with: "# of a\n  n = N (x)\n  m = M (x)\n"))
    #expect(
      try edited(three, .insert("graph.node[3]", .node("n = N (x)")))
        == three.replacing("C (b)\n", with: "C (b)\n  n = N (x)\n"))
    #expect(
      try edited("g () => () {}\n", .insert("graph.node[0]", .node("n = N ()"))) == "g () => () {\n  n = N ()\n}\n")
    #expect(
      try edited("g () => () { n = N () }\n", .insert("graph.node[0]", .node("m = M ()")))
        == "g () => () {\n  m = M ()\n   n = N () }\n")
  }

  @Test func aRemovedNodeLeavesItsComments() throws {
    #expect(try edited(three, .remove("graph.node[0]")) == three.replacing("a = A (x)  ", with: ""))
    #expect(try edited(three, .remove("graph.node[1]")) == three.replacing("  b = B (a)\n    @doc \"b\"\n", with: ""))
    #expect(
      try edited(
        three, .remove("graph.node[1]"), .insert("graph.node[1]", .node("n = N (x)")), .remove("graph.node[2]"))
          == """
          g (float x) => (float y) {  # body
            # about a
            a = A (x)  # of a
            n = N (x)

            # about b
          }

          """)
    #expect(
      try edited("g () => () {\n  y = A <a = 1,  # one\n    b = 2> ()\n}\n", .remove("graph.node[0]"))
        == "g () => () {\n  # one\n  \n}\n")
  }

  // MARK: Graphs

  private let lenet = """
    #!onnx-text 1 unset=domain
    # A licence.
    <
      ir_version: 10,
      opset_import: ["" : 21]  # last
    >
    main (float[N, 3] x, float[3] b = {1.0, 2.0, 3.0}) => (float[N, 3] y) <
      float[3] w = {0.0, 0.5, 1.0},  # weights
      float[N, 3] t @doc "middle"
    > {
      t = Mul (x, w)
      y = Add (t, b)
    }

    """

  @Test func headers() throws {
    #expect(try edited(lenet, .set("ir_version", .int(11))) == lenet.replacing("10,", with: "11,"))
    #expect(try edited(lenet, .set("opset_import[0].version", .int(22))) == lenet.replacing(": 21", with: ": 22"))
    #expect(
      try edited(lenet, .set("producer_name", .text("me")), .set("producer_version", .text("1")))
        == lenet.replacing("10,\n", with: "10,\n  producer_name: \"me\",\n  producer_version: \"1\",\n"))
    #expect(
      try edited(
        lenet, .insert("opset_import[1]", .opset(domain: Array("a.b".utf8), version: 1)),
        .insert("metadata_props[0]", .entry(key: [0x6b], value: [0x76])),
        .insert("metadata_props[0]", .entry(key: [0x6c], value: [0x76])))
        == lenet.replacing(
          "21]  # last", with: "21, \"a.b\" : 1],  # last\n  metadata_props: [\"k\": \"v\", \"l\": \"v\"]"))
    #expect(try edited(lenet, .remove("ir_version")) == lenet.replacing("ir_version: 10,\n  ", with: ""))
    #expect(try edited(lenet, .remove("opset_import[0]")) == lenet.replacing("[\"\" : 21]", with: "[]"))
    #expect(try edited("g () => () {}\n", .set("ir_version", .int(8))) == "<\n  ir_version: 8\n>\ng () => () {}\n")
    #expect(
      try edited("g () => () {}\n", .set("graph.doc_string", .text("d"))) == "<>\n<doc_string: \"d\">\ng () => () {}\n")
    #expect(
      try edited("g () => () {}\n", .set("graph.doc_string", .text("d")), .set("domain", .text("e")))
        == "<\n  domain: \"e\"\n>\n<doc_string: \"d\">\ng () => () {}\n")
  }

  @Test func valuesAndInitializers() throws {
    #expect(
      try edited(lenet, .set("graph.input[0].type.tensor_type.shape.dim[0].dim_param", .text("M")))
        == lenet.replacing("[N, 3] x", with: "[M, 3] x"))
    #expect(
      try edited(lenet, .set("graph.output[0].type.tensor_type.elem_type", .int(10)))
        == lenet.replacing("(float[N, 3] y", with: "(float16[N, 3] y"))
    #expect(
      try edited(lenet, .set("graph.value_info[0].type.tensor_type.shape.dim[0].dim_value", .int(4)))
        == lenet.replacing("[N, 3] t", with: "[4, 3] t"))
    #expect(
      try edited(lenet, .set("graph.value_info[0].doc_string", .text("d")))
        == lenet.replacing("\"middle\"", with: "\"d\""))
    #expect(
      try edited(lenet, .remove("graph.value_info[0].doc_string")) == lenet.replacing(" @doc \"middle\"", with: ""))
    #expect(try edited(lenet, .set("graph.initializer[1].name", .text("v"))) == lenet.replacing("w = {", with: "v = {"))
    #expect(
      try edited(lenet, .set("graph.initializer[1].doc_string", .text("d")))
        == lenet.replacing("1.0},", with: "1.0} @doc \"d\","))
    #expect(
      try edited(
        lenet, .insert("graph.value_info[1]", .value("float u")),
        .insert("graph.initializer[2]", .tensor("float c = {1}")))
        == lenet.replacing("# weights\n", with: "# weights\n  float c = {1.0},\n").replacing(
          "\"middle\"", with: "\"middle\",\n  float u"))
    #expect(try edited(lenet, .insert("graph.output[1]", .value("z"))) == lenet.replacing("3] y)", with: "3] y, z)"))
    #expect(
      try edited(lenet, .remove("graph.initializer[1]"))
        == lenet.replacing("  float[3] w = {0.0, 0.5, 1.0},  # weights", with: "    # weights"))
    #expect(
      try edited(lenet, .remove("graph.value_info[0]"), .remove("graph.initializer[1]"))
        == lenet.replacing(
          " <\n  float[3] w = {0.0, 0.5, 1.0},  # weights\n  float[N, 3] t @doc \"middle\"\n>", with: "  # weights\n"))
    #expect(
      try edited(
        "g () => () {}\n", .insert("graph.value_info[0]", .value("float a")),
        .insert("graph.value_info[0]", .value("b")))
        == "g () => () <\n  float a,\n  b\n> {}\n")
  }

  @Test func anInputWithElementsIsAnInitializerToo() throws {
    #expect(
      try edited(lenet, .set("graph.input[1].name", .text("c")), .set("graph.initializer[0].name", .text("c")))
        == lenet.replacing("] b = ", with: "] c = "))
    #expect(try edited(lenet, .remove("graph.initializer[0]")) == lenet.replacing(" = {1.0, 2.0, 3.0}", with: ""))
    #expect(
      try edited(lenet, .remove("graph.initializer[0]"), .remove("graph.input[1]"))
        == lenet.replacing(", float[3] b = {1.0, 2.0, 3.0}", with: ""))
    #expect(
      throws: EditError(index: 0, path: ModelPath([.init("graph"), .init("input", 1), .init("name")]), reason: .shared)
    ) {
      try edited(lenet, .set("graph.input[1].name", .text("c")))
    }
    #expect(throws: EditError(index: 0, path: ModelPath([.init("graph"), .init("input", 1)]), reason: .shared)) {
      try edited(lenet, .remove("graph.input[1]"))
    }
  }

  @Test func graphsInNodes() throws {
    let text = """
      g (bool c) => (float y) {
        y = If (c) <
          then_branch = t () => (float y) {
            # inner
            y = A ()
          },
          else_branch = e () => (float y) { y = B () }
        >
      }

      """
    #expect(
      try edited(
        text, .set("graph.node[0].attribute[0].g.node[0].output[0]", .text("z")),
        .set("graph.node[0].attribute[0].g.output[0].name", .text("z")))
        == text.replacing("t () => (float y)", with: "t () => (float z)").replacing("y = A", with: "z = A"))
    #expect(
      try edited(text, .insert("graph.node[0].attribute[0].g.node[1]", .node("w = W ()")))
        == text.replacing("y = A ()\n", with: "y = A ()\n      w = W ()\n"))
    #expect(
      try edited(text, .remove("graph.node[0].attribute[0]"), .remove("graph.node[0].attribute[1].g.node[0]"))
        == "g (bool c) => (float y) {\n  y = If (c) <\n    else_branch = e () => (float y) {  }\n  >\n}\n".replacing(
          "<\n", with: "<\n    # inner\n"))
  }

  @Test func functions() throws {
    let text = """
      g () => () {}

      <domain: "d", opset_import: ["" : 21]>
      f <a, b: float = 1.0> (x, y) => (z) {
        z = Op <v: float = @b> (x, y)
      }

      """
    #expect(try edited(text, .set("functions[0].name", .text("h"))) == text.replacing("f <", with: "h <"))
    #expect(
      try edited(text, .set("functions[0].input[1]", .text("w")), .set("functions[0].node[0].input[1]", .text("w")))
        == text.replacing("(x, y)", with: "(x, w)"))
    #expect(
      try edited(text, .insert("functions[0].attribute[1]", .text("c"))) == text.replacing("<a, b", with: "<a, c, b"))
    #expect(
      try edited(text, .remove("functions[0].attribute_proto[0]")) == text.replacing("<a, b: float = 1.0>", with: "<a>")
    )
    #expect(try edited(text, .remove("functions[0]")) == "g () => () {}\n\n\n")
    #expect(
      try edited(text, .set("functions[0].doc_string", .text("s")))
        == text.replacing("21]>", with: "21], doc_string: \"s\">"))
  }

  @Test func objects() throws {
    let node = "node {input: [\"x\"], output: [\"y\"], op_type: \"Relu\"}"
    #expect(
      try onNode(node, .set("graph.node[0].input[0]", .text("z")))
        == "node {input: [\"z\"], output: [\"y\"], op_type: \"Relu\"}")
    #expect(
      try onNode(node, .insert("graph.node[0].input[1]", .text("z")), .set("graph.node[0].op_type", .text("Add")))
        == "node {input: [\"x\", \"z\"], output: [\"y\"], op_type: \"Add\"}")
    #expect(try onNode(node, .set("graph.node[0].domain", .text(""))) == "y = Relu (x)")
  }

  @Test func whatTheTextLeavesOut() throws {
    let text =
      "#!onnx-text 1 unset=domain,opset,zero\n<opset_import: [\"\" : 9]>\ng () => () {\n  y = Op <a = 0> ()\n}\n"
    #expect(
      try edited(text, .set("graph.node[0].attribute[0].i", .int(0)))
        == text.replacing("a = 0", with: "attr {name: \"a\", i: 0, type: 2}"))
    #expect(try edited(text, .set("graph.node[0].domain", .text(""))) == text.replacing("Op <", with: ".Op <"))
    #expect(
      try edited(text, .set("opset_import[0].domain", .text("")))
        == text.replacing("\"\" : 9", with: "{domain: \"\", version: 9}"))
  }

  @Test func editsExcludeEachOther() throws {
    #expect(throws: EditError.self) {
      try edited(three, .remove("graph.node[0]"), .set("graph.node[0].name", .text("n")))
    }
    #expect(throws: EditError.self) {
      try edited(three, .set("graph.name", .text("a")), .set("graph.name", .text("b")))
    }
    #expect(throws: EditError.self) { try edited(three, .set("graph.node[7].name", .text("a"))) }
    #expect(throws: EditError.self) { try edited(three, .set("graph.name", .int(1))) }
  }
}
