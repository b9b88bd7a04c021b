import Testing

@testable import Syntax

@Suite struct PragmaTests {
  @Test(arguments: [
    "#!onnx-text 1", "#!onnx-text 1 unset=domain,opset,tname,zero storage=raw wire=proto3", "#!onnx-text 1 unset=zero",
  ])
  func pragmasAreWrittenAsTheyAreRead(_ line: String) {
    let tree = parse(line + "\ng () => () {}")
    #expect(tree.errors.isEmpty)
    #expect(tree.pragma?.description == line)
  }

  @Test func flagsComeInAnyOrderAndTheLastOneCounts() {
    let pragma = parse("#!onnx-text 1  wire=proto3 storage=raw unset=zero\tunset=domain storage=typed\r\n").pragma
    #expect(pragma?.description == "#!onnx-text 1 unset=domain,zero wire=proto3")
  }

  @Test func onlyTheFirstLineIsOne() {
    #expect(parse("\n#!onnx-text 1\ng () => () {}").pragma == nil)
    #expect(parse("#!onnx\ng () => () {}").pragma == nil)
  }

  @Test func anUnknownVersionOrFlagIsAnErrorThatNamesBoth() {
    check(
      """
      #!onnx-text 2
      ^^^^^^^^^^^^^ the text is in version 2 of the format
      g () => () {}
      """)
    check(
      """
      #!onnx-text
      ^^^^^^^^^^^ the text is in version none of the format
      g () => () {}
      """)
    check(
      """
      #!onnx-text 1 storage=odd
      ^^^^^^^^^^^^^^^^^^^^^^^^^ version 1 of the format has no flag 'storage=odd'
      g () => () {}
      """)
    check(
      """
      #!onnx-text 1 unset=domain,
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ version 1 of the format has no flag 'unset='
      g () => () {}
      """)
    #expect(parse("#!onnx-text 2\ng () => () {}").pragma == nil)
  }
}
