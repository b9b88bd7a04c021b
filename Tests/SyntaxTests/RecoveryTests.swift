import Testing

@testable import Syntax

/// One mistake costs one statement: the errors are those that are marked, and what stands around them is read.
@Suite struct RecoveryTests {
  @Test func anUnknownKeyCostsItsEntry() {
    check(
      #"""
      <ir_version: 8,
        bogus: 1,
        ^^^^^ expected a key of this header, found 'bogus'
        opset_import: ["": 1]>
      g (x) => (y) {
        y = A (x)
      }
      """#)
  }

  @Test func aMissingCommaOfAHeaderCostsAnEntry() {
    check(
      #"""
      <ir_version: 8 producer_name: "p">
                     ^^^^^^^^^^^^^ expected ',' or '>' after an entry, found 'producer_name'
      g (x) => (y) {
        y = A (x)
      }
      """#)
    check(
      #"""
      <ir_version: 8
        producer_name: "p">
        ^^^^^^^^^^^^^ expected ',' or '>' after an entry, found 'producer_name'
      g (x) => (y) {
        y = A (x)
      }
      """#)
  }

  @Test func aHeaderThatDoesNotEndLeavesTheGraphAlone() {
    check(
      #"""
      <ir_version: 8
      g (x) => (y) {
      ^ expected ',' or '>' after an entry, found 'g'
        y = A (x)
      }
      """#)
  }

  @Test func aBrokenSignatureLeavesTheNodesAlone() {
    check(
      #"""
      g (float x => (y) {
                 ^ expected ')' after the last value, found '='
        y = A (x)
      }
      """#)
    check(
      #"""
      g (x) (y) {
            ^ expected '=>' between inputs and outputs, found '('
        y = A (x)
      }
      """#)
  }

  @Test func aMissingBraceIsMissedOnce() {
    check(
      #"""
      g (x) => (y)
        y = A (x)
        ^ expected '{' before the nodes, found 'y'
      }
      """#)
  }

  @Test func aMissingClosingBraceIsMissedAtTheEnd() {
    check(
      #"""
      g (x) => (y) {
        y = A (x)

      ^ expected '}' after the last node, the text ends
      """#)
  }

  @Test func brokenNodesCostThemselves() {
    check(
      #"""
      g (x) => (y) {
        y = Constant <value = float[2] {1, oops, 3}> ()
                                           ^^^^ expected an element of the tensor, found 'oops'
        z = B (x)
        w C (x)
          ^ expected '=' after the node's outputs, found 'C'
        v = D (x)
      }
      """#)
  }

  @Test func brokenDeclarationsCostThemselves() {
    check(
      #"""
      g (x) => (y) <
        float[2 a,
                ^ expected ']' after the last dimension, found 'a'
        float b,
        float c d, float e> {
                ^ expected ',' or '>' after a declaration, found 'd'
        z = B (x)
      }
      """#)
  }

  @Test func aNodeOnSeveralLinesIsSkippedWhole() {
    check(
      #"""
      g (x) => (y) {
        y = If <
          a = ,
              ^ expected a value of the attribute, found ','
          b = 2
        > (c)
        z = B (x)
      }
      """#)
  }

  @Test func aBrokenNodeInAnInnerGraphCostsOnlyItself() {
    check(
      #"""
      g (x) => (y) {
        y = If <
          a = g () => (a) {
            b = C (
          },
          ^ expected ')' after the node's inputs, found '}'
          b = 2
        > (c)
        z = B (x)
      }
      """#)
  }

  @Test func notesOfABrokenNodeAreSkippedWithIt() {
    check(
      #"""
      g (x) => (y) {
        y = A (x
           @doc "d"
           ^^^^ expected ')' after the node's inputs, found '@doc'
          @meta []
        z = B (x)
      }
      """#)
  }

  @Test func strayClosingBracketsAreReportedOnce() {
    check(
      #"""
      g (x) => (y) {
        y = A (x))
                 ^ expected '=' after the node's outputs, found ')'
       z = B (x)
      }
      }
      ^ expected a function here, found '}'
      f (x) => (y) {
       y = A x
             ^ expected '(' before the node's inputs, found 'x'
      }
      h (x) => (y) {}
      """#)
  }

  @Test func aStringThatDoesNotEndCostsItsLine() {
    check(
      #"""
      g (x) => (y) {
        y = A ("x)
               ^^^ expected ')' after the node's inputs, found a string that does not end
        z = B (x)
      }
      """#)
  }

  @Test func aLiteralThatDoesNotEndCostsItsDeclaration() {
    check(
      #"""
      g (x) => (y) <float[2] w = {1, 2> {
                                      ^ expected '}' after the last element, found '>'
        z = B (x)
      }
      """#)
  }

  @Test func theStatementsAroundBrokenOnesAreThere() {
    let tree = parse(
      """
      g (x) => (y) <
        float[2 a,
        float b
      > {
        y = Relu x
        z = Neg (y)
      }
      }
      f (x) => (y) {
        y = Abs (x)
      }
      """)
    #expect(tree.errors.count == 3)
    #expect(
      outline(tree) == """
        signature‹g inputs‹( value‹x› )› = > outputs‹( value‹y› )››
        declarationsOpen‹<›
        error‹float [ 2 a ,›
        declaration‹value‹type‹float› b››
        declarationsClose‹>›
        bodyOpen‹{›
        error‹y = Relu x›
        node‹outputs‹z› = op‹Neg› ( inputs‹y› )›
        bodyClose‹}›
        error‹}›
        functionSignature‹f inputs‹( value‹x› )› = > outputs‹( value‹y› )››
        bodyOpen‹{›
        node‹outputs‹y› = op‹Abs› ( inputs‹x› )›
        bodyClose‹}›
        """)
  }

  @Test func aThousandErrorsAreKept() {
    let text = "g () => () {\n" + String(repeating: "  x y\n", count: 5000) + "  z = A ()\n}\n"
    let tree = parse(text)
    #expect(tree.errors.count == 1000)
    #expect(tree.statements.count == 5004)
    #expect(tree.statements.suffix(2).map(\.kind) == [.node, .bodyClose])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "float a = {,\n", "float a = {1,\n", "float a = \"\\\"\n", "}", "{", "<a\n", "x = If <g = h () => () {\n", "[",
      "f <",
    ])
  func manyMistakesTakeLinearTime(_ piece: String) {
    for head in ["", "g () => () <\n", "g () => () {\n", "model {a: "] {
      let tree = parse(head + String(repeating: piece, count: 400_000 / piece.utf8.count) + "\"}")
      #expect(!tree.errors.isEmpty)
    }
  }
}
