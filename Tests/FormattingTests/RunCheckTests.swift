import Formatting
import Testing

/// Literals of more than 4096 bytes, which the parser takes without a look at their numbers.
@Suite struct RunCheckTests {
  /// A text whose literal ends with something.
  private func text(_ end: String) -> String {
    let numbers = Array(repeating: "1.5", count: 1200).joined(separator: ", ")
    return "g () => () <float[1200] w = {\(numbers)\(end)}> {\n}\n"
  }

  @Test(arguments: [
    "", ", 1", ", -1.", ", 1e5", ",1E-05", ", 1.e+5", ", nan", ", -INF", ", Infinity", ",\n-0.0 \t\r\n", " ",
  ])
  func numbersWithCommasAreFine(end: String) {
    #expect(Formatter.checkRuns(parse(text(end))).isEmpty)
    #expect(format(text(end)) != nil)
  }

  @Test(arguments: [
    (" 2", "2"), (",,2", ","), (",", "}"), (", - 5", "-"), (", -", "-"), (", .5", ".5"), (", 1..2", ".2"),
    (", 1.2.3", ".3"),
    (", 1e", "1e"), (", 1e+", "1e+"), (", +1", "+1"), (", 1a", "a"), (", nans", "nans"), (", x", "x"), (", 1 = 2", "="),
    (", 0x10", "x10"), (", {", "{"),
  ])
  func anythingElseIsAnErrorAtItsPlace(end: String, found: String) throws {
    let text = text(end)
    let error = try #require(Formatter.checkRuns(parse(text)).first)
    #expect(String(decoding: Array(text.utf8)[error.range], as: UTF8.self) == found)
    #expect(error.message.hasSuffix("found '\(found)'"))
    #expect(format(text) == nil)
  }

  @Test func whiteSpaceAloneIsAnEmptyLiteral() {
    #expect(format("g () => () <float[0] w = {\(String(repeating: " ", count: 5000))}> {}") != nil)
  }
}
