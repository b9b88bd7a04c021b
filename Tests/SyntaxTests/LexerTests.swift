import SourceText
import Testing

@testable import Syntax

@Suite struct LexerTests {
  /// Kinds and bytes of all tokens, as `kind text`.
  func tokens(_ text: String) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes)
      var tokens: [String] = []
      while true {
        _ = lexer.skipTrivia()
        let start = lexer.position
        let kind = lexer.next()
        if kind == .endOfFile { return tokens }
        tokens.append("\(kind) " + String(decoding: bytes[start..<lexer.position], as: UTF8.self))
      }
    }
  }

  @Test(arguments: [
    ("a _b9 A.b", ["identifier a", "identifier _b9", "identifier A", "dot .", "identifier b"]),
    ("0 -12 007", ["int 0", "int -12", "int 007"]),
    ("1. -1.5 1e5 1.5E-3 2e+7", ["float 1.", "float -1.5", "float 1e5", "float 1.5E-3", "float 2e+7"]),
    ("-nan -INF -Infinity inf", ["float -nan", "float -INF", "float -Infinity", "identifier inf"]),
    ("nan(0x7fc00001) nan (", ["nanBits nan(0x7fc00001)", "identifier nan", "leftParen ("]),
    ("1...", ["int 1", "ellipsis ..."]),
    ("@doc @doctor @ x", ["atDoc @doc", "at @", "identifier doctor", "at @", "identifier x"]),
    ("=> = >", ["equals =", "greater >", "equals =", "greater >"]),
    (#""a\"b" "" "a\\""#, [#"string "a\"b""#, #"string """#, #"string "a\\""#]),
    (
      #"b"a\x00" b "a" x"0 0" b64"AA==""#,
      [
        #"byteString b"a\x00""#, "identifier b", #"string "a""#, #"hexBytes x"0 0""#, #"base64Bytes b64"AA==""#,
      ]
    ),
    ("a # b\n// c\nd", ["identifier a", "identifier d"]),
    ("\u{feff}a", ["identifier a"]),
  ])
  func tokensAre(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test func aTextBlockEndsWhereALineBeginsWithQuotes() {
    let block = "\"\"\"\n  a \"\"\" b\n    \"\"\""
    #expect(tokens("x = " + block + " y") == ["identifier x", "equals =", "textBlock " + block, "identifier y"])
  }

  @Test(arguments: [
    ("- 5", ["invalid -", "int 5"]),
    ("-x", ["invalid -x"]),
    ("1e", ["invalid 1e"]),
    ("/ a", ["invalid /", "identifier a"]),
    ("ü€a", ["invalid ü€", "identifier a"]),
    ("nan(0xzz", ["invalid nan(0xzz"]),
    ("\"a b\nc", ["invalid \"a b", "identifier c"]),
    ("b\"a\nc", ["invalid b\"a", "identifier c"]),
    ("x\"00", ["invalid x\"00"]),
    ("\"\"\" a", ["invalid \"\"\"", "identifier a"]),
    ("\"\"\"\na", ["invalid \"\"\"\na"]),
    ("\0\u{1}", ["invalid \0", "invalid \u{1}"]),
  ])
  func whatBeginsNoTokenIsInvalid(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test func lineEndsAreSeenInWhiteSpaceAndBehindComments() {
    let bytes = Array("a b # c\nd".utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes)
      var newlines: [Bool] = []
      repeat { newlines.append(lexer.skipTrivia()) } while lexer.next() != .endOfFile
      #expect(newlines == [false, false, true, false])
    }
  }
}
