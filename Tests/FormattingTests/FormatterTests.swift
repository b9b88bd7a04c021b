import Formatting
import SourceText
import Syntax
import Testing

@Suite struct FormatterTests {
  @Test(arguments: samples) func textsAsTheyShouldBeStay(text: String) {
    #expect(parse(text).errors.isEmpty)
    #expect(format(text) == text)
    #expect(Formatter.edits(parse(text)).isEmpty)
  }

  // MARK: What is left alone

  @Test(arguments: [
    "g () => () { y = }", "#!onnx-text 2\ng () => () {}", "#!onnx-text 1 unset=all\ng () => () {}", "g () => () {",
    "g () => () { y = F <a = - 5> () }",
  ])
  func textsWithErrorsAreLeftAlone(text: String) {
    #expect(format(text) == nil)
    #expect(Formatter.edits(parse(text)).isEmpty)
  }

  // MARK: Files

  @Test func filesEndWithOneNewline() {
    #expect(format("g () => () {\n}") == "g () => () {\n}\n")
    #expect(format("g () => () {\n}\n\n \t\n") == "g () => () {\n}\n")
    #expect(format("") == "")
    #expect(format(" \n\n") == "")
  }

  @Test func byteOrderMarksAndCarriageReturnsGo() {
    #expect(format("\u{feff}#!onnx-text 1 \r\ng () => () {# c\r\n}\r\n") == "#!onnx-text 1 \ng () => () {  # c\n}\n")
    #expect(format("# c\r") == "# c\n")
  }

  @Test func carriageReturnsInStringsStay() {
    #expect(formatBody("y = F <a = \"1\r\n2\">()") == "  y = F <a = \"1\r\n2\"> ()")
  }

  @Test func aCommentThatLooksLikeThePragmaDoesNotBecomeIt() {
    let text = "\n#!onnx-text 1 unset=domain\ng () => () {\n}\n"
    #expect(format("\n" + text) == text)
    #expect(format(text) == text)
    #expect(format(" #!onnx-text 1\ng () => () {\n}\n") == "\n#!onnx-text 1\ng () => () {\n}\n")
  }

  // MARK: Headers

  @Test func theModelsHeaderHasOneKeyALine() {
    #expect(format("<ir_version:10,opset_import:[\"\":1,],>g()=>(){}") == nil)
    #expect(
      format("<ir_version:10,opset_import:[\"\":1],>g()=>(){}")
        == "<\n  ir_version: 10,\n  opset_import: [\"\" : 1],\n>\ng () => () {\n}\n")
    #expect(format("< >\n<doc_string:\n\"d\">g()=>(){}") == "<>\n<doc_string: \"d\">\ng () => () {\n}\n")
  }

  @Test func declarationsHaveOneLineEach() {
    #expect(
      format("g()=>()<float a,float[1]b={1}>{}") == "g () => () <\n  float a,\n  float[1] b = {1}\n> {\n}\n")
    #expect(format("g()=>()< >{}") == "g () => () <> {\n}\n")
    // `=>` here is an empty payload and a closing bracket; it stays together.
    #expect(format("g()=>()<float w =>{}") == "g () => () <\n  float w => {\n}\n")
    #expect(format("g()=>()<float w = >{}") == "g () => () <\n  float w =\n> {\n}\n")
  }

  @Test func functionsStandApart() {
    let text = "g () => () {\n}\n\n<domain: \"d\">\nf () => () {\n}\n\nf () => () {\n}\n"
    #expect(format(text) == text)
    #expect(format("g()=>(){}<domain:\"d\">f()=>(){}f()=>(){}") == text)
    #expect(
      format("g () => () {\n}  # g\n\n\n\n# of f\nf () => () {\n}")
        == "g () => () {\n}  # g\n\n# of f\nf () => () {\n}\n")
  }

  // MARK: Nodes

  @Test func aNodeIsOneLineUnlessItsAuthorBrokeItBehindTheBracket() {
    #expect(formatBody("y\n=F<a=1,\nb=[1,\n2]>\n(x\n,z)") == "  y = F <a = 1, b = [1, 2]> (x, z)")
    #expect(formatBody("y=F<\na=1,b=2>(x)") == "  y = F <\n    a = 1,\n    b = 2\n  > (x)")
  }

  @Test func attributesWithGraphsAreExpanded() {
    #expect(
      formatBody("y=If(c)<then_branch=g()=>(){a=F()},else_branch= =>(){}>")
        == """
          y = If (c) <
            then_branch = g () => () {
              a = F ()
            },
            else_branch = => () {
            }
          >
        """)
  }

  @Test func notesOfNodesHaveOneLineEach() {
    #expect(
      formatBody("y=F<a=1 @doc \"a\">(x)@doc \"d\"\n\n@meta[\"k\":\"v\"]")
        == "  y = F <a = 1 @doc \"a\"> (x)\n    @doc \"d\"\n    @meta [\"k\": \"v\"]")
  }

  @Test func omittedNamesAndOperatorsKeepTheirCommas() {
    #expect(formatBody("a , , = F ( x , , )") == "  a,, = F (x,,)")
    #expect(formatBody(", = ( , )") == "  , = (,)")
    #expect(
      formatBody("y = \"a b\" . c . D : \"o\" ( )\nz = . Relu ()\nu = : o ()") == """
          y = "a b".c.D:"o" ()
          z = .Relu ()
          u = :o ()
        """)
  }

  // MARK: Tokens that must not join or part

  @Test func spacedReferencesStaySpacedWhereTheyWouldBecomeNotes() {
    #expect(
      formatBody("y = F <a=@ doc,b=@doc,c=@ docs,d=@ \"doc\">()")
        == "  y = F <a = @ doc, b = @doc, c = @docs, d = @\"doc\"> ()")
  }

  @Test func namesBeforeStringsKeepTheirSpace() {
    #expect(
      formatBody("y=F<a=float b {1.0},t=float \"n\" {1.0}>()")
        == "  y = F <a = float b {1.0}, t = float \"n\" {1.0}> ()")
    #expect(format("g(type{}\"x\")=>(){}") == "g (type {} \"x\") => () {\n}\n")
  }

  // MARK: Literals

  @Test func literalsKeepTheirLineBreaks() {
    #expect(
      formatBody("y=F<a=float[2]{1.0,2.0},b=float[3]{\n1.0,\n2.0,3.0\n}>()") == """
          y = F <a = float[2] {1.0, 2.0}, b = float[3] {
            1.0,
            2.0, 3.0
          }> ()
        """)
  }

  @Test func longLiteralsStayAsTheyAre() {
    let run = Array(repeating: "1 ,2,\t\n-3.5e1", count: 1000).joined(separator: ",")
    let text = "g () => () <\n  float[3000] w = {\(run)  }\n> {\n}\n"
    #expect(format(text) == text)
    #expect(format(text.replacing("w = ", with: "w=")) == text)
  }
}
