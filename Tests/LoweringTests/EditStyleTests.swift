import Lowering
import ONNXModel
import SourceText
import Syntax
import Testing

/// What edits put into a text looks like the rest of it.
@Suite struct EditStyleTests {
  private func text(_ text: String, after edits: [ModelEdit]) throws -> String {
    let tree = Parser.parse(SourceBytes(Array(text.utf8)))
    let changes = try EditLowering.lower(EditStyle.adapted(edits, to: tree), in: tree)
    return String(decoding: try TextEdit.apply(changes, to: Array(text.utf8)), as: UTF8.self)
  }

  private let model = """
    <ir_version: 10, opset_import: ["" : 17]>
    main (float[2] x) => (float[2] y) {
      y = Relu (x)
    } # the end
    """

  @Test func nodesHaveTheDomainThatTheTextMeans() throws {
    var strings = StringPool()
    var node = Node()
    node.opType = strings.add("Neg")
    node.outputs = [strings.add("n")]
    node.inputs = [strings.add("x")]
    let edit = ModelEdit.insert(ModelPath("graph.node[0]") ?? ModelPath(), .node(node, strings))
    #expect(try text(model, after: [edit]).contains("\n  n = Neg (x)\n  y = Relu (x)\n"))
  }

  @Test func smallTensorsArePlainNumbers() throws {
    var strings = StringPool()
    var tensor = Tensor()
    tensor.name = strings.add("c")
    tensor.dataType = DataType.int64.rawValue
    tensor.dims = [2]
    tensor.rawData = Payload(strings.add([1, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 255, count: 8)))
    let edit = ModelEdit.insert(ModelPath("graph.initializer[0]") ?? ModelPath(), .tensor(tensor, strings))
    #expect(try text(model, after: [edit]).contains("  int64[2] c = {1, -1}\n"))
  }

  @Test func functionsComeBehindEverything() throws {
    var strings = StringPool()
    var node = Node()
    node.opType = strings.add("Neg")
    node.outputs = [strings.add("b")]
    node.inputs = [strings.add("a")]
    var function = Function()
    function.name = strings.add("Minus")
    function.domain = strings.add("local")
    function.inputs = node.inputs
    function.outputs = node.outputs
    function.nodes = [node]
    let edit = ModelEdit.insert(ModelPath("functions[0]") ?? ModelPath(), .function(function, strings))
    #expect(
      try text(model, after: [edit]) == model + """


        <domain: "local">
        Minus (a) => (b) {
          b = Neg (a)
        }
        """)
  }
}
