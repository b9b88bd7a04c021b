import Lowering
import ONNXCoding
import ONNXModel
import SourceText
import Syntax
import Testing

/// Texts and the models that they build: the text of the built model says the same again.
@Suite struct RoundTripTests {
  /// A text in the printer's own form comes back from its model as it is.
  @Test(arguments: [
    """
    <
      ir_version: 10,
      opset_import: ["" : 21]
    >
    g (float[N, 3] x, int64[2] w) => (seq(optional(float[])) y) {
      [n1] a, "" = a.b.Foo:ov <p = 1, q = 2.0, r = [1.0, 2.0], s = "x", u: ints = @z, v = nan> (x, "", k)
    }

    """,
    """
    #!onnx-text 1 unset=domain
    <
      ir_version: 10,
      opset_import: ["" : 21]
    >
    g (float[N] x @doc "in \\"quotes\\"") => (float[N] y) <
      float[2] w = {1.0, -0.0},
      float16[3] h = {1.0, inf, nan(0x7e01)},
      int4[3] q = @typed {1, -2, 7},
      float[N] t @meta ["range": "0..1"]
    > {
      y = Relu (x)
        @meta ["owner": "vision"]
      z = .Relu (x)
      c = If (cond) <
        then_branch = t () => (z) {
          z = Relu (x)
        }
      >
    }

    """,
  ])
  func printsWhatItReads(_ text: String) throws {
    let model = try built(text)
    #expect(try printed(model) == text)
  }

  /// Names that people write, and how they are printed.
  @Test func quotesNamesThatAreNoIdentifiers() throws {
    let model = try built("g () => () { \"/a/b\", \"float x\" = Op (\"a\\\"b\", b\"\\x01\") }")
    #expect(try printed(model).contains(#""/a/b", "float x" = Op ("a\"b", b"\x01")"#))
  }

  /// The domain of a node is present and empty without a pragma, as the reference has it.
  @Test func keepsPresence() throws {
    #expect(try built("g () => () { y = Op () }").graph?.nodes[0].domain?.isEmpty == true)
    #expect(try built("#!onnx-text 1 unset=domain\ng () => () { y = Op () }").graph?.nodes[0].domain == nil)
  }

  /// What parses and says no model is reported at its place.
  @Test(arguments: [
    ("g () => () { y = Op <a = [1, 2.5]> () }", "the list holds int values, this is float"),
    ("g () => () { y = Op <a = []> () }", "an empty list needs the attribute's type"),
    ("g () => () { y = Op <a: int = 1.5> () }", "the attribute is declared int, but its value is float"),
    ("g () => () <float[2] w = {...}> { }", "expected an element of the tensor"),
    ("g () => () <float[2] w = ...> { }", "the elements are left out: this text can be read, but not built"),
    ("g () => () <float16[1] w = {1e9}> { }", "the number is too large for float16"),
    ("<ir_version: 99999999999999999999> g () => () { }", "the integer does not fit 64 bits"),
  ])
  func reportsWhatIsNoModel(_ text: String, _ message: String) {
    let tree = Parser.parse(SourceBytes(Array(text.utf8)))
    let messages = tree.errors.map(\.message) + ModelLowerer.lower(tree).errors.map(\.message)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }

  private func built(_ text: String) throws -> Model {
    let tree = Parser.parse(SourceBytes(Array(text.utf8)))
    #expect(tree.errors.map(\.message) == [])
    let lowered = ModelLowerer.lower(tree)
    #expect(lowered.errors.map(\.message) == [])
    return lowered.model
  }

  private func printed(_ model: Model) throws -> String {
    let text = try ModelPrinter.print(model, options: PrintOptions())
    var bytes = text.pragma
    try TextWriter.write(text, of: model) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
