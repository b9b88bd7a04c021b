import Testing

@testable import Syntax

/// The inside of a large tensor literal is one token.
@Suite struct ParserRunTests {
  func kinds(_ literal: String) -> [TokenKind] {
    let tree = parse("float[9] w = {" + literal + "}", as: .tensor)
    #expect(tree.errors.isEmpty)
    return tree.tokens.dropFirst(6).map(\.kind)
  }

  @Test func manyNumbersAreOneToken() {
    let numbers = (0..<2000).map { "\($0).5" }.joined(separator: ", \n")
    #expect(kinds(numbers) == [.leftBrace, .elements, .rightBrace])
  }

  @Test func aFewAreTokensOfTheirOwn() {
    #expect(kinds("1, 2.5") == [.leftBrace, .int, .comma, .float, .rightBrace])
  }

  @Test(arguments: ["\"s\"", "nan(0x7fc00001)", "1 # comment\n", "1 // comment\n"])
  func stringsCommentsAndNaNBitsAreLookedAt(_ element: String) {
    let literal = String(repeating: "1, ", count: 3000) + element
    #expect(kinds(literal).count == 1 + 6001 + 1)
  }

  @Test func theRunTakesTheWholeLiteral() {
    let numbers = String(repeating: "1, ", count: 3000)
    let tree = parse("g () => () <float[9] v = {" + numbers + "2}, float[9] w = {" + numbers + "3}> {}")
    #expect(tree.errors.isEmpty)
    #expect(tree.tokens.filter { $0.kind == .elements }.map { Int($0.length) } == [9001, 9001])
    #expect(tree.statements.filter { $0.kind == .declaration }.count == 2)
  }
}
