import Testing

@testable import ONNXCoding

/// What a `.gitignore` says about one path; a path that ends in `/` is a folder. Expectations are those of git 2.39.
struct GitIgnoreTests {
  private func decision(_ file: String, _ path: String) -> Bool? {
    let isFolder = path.hasSuffix("/")
    return GitIgnore(Array(file.utf8)).decision(
      on: Array(path.utf8)[...].dropLast(isFolder ? 1 : 0), isFolder: isFolder)
  }

  @Test(
    arguments: [
      ("x.txt", "x.txt", true), ("x.txt", "a/x.txt", true), ("/x.txt", "a/x.txt", nil), ("/x.txt", "x.txt", true),
      ("a/x", "a/x", true), ("a/x", "b/a/x", nil), ("a/x/", "a/x", nil), ("a/x/", "a/x/", true), ("x/", "a/x/", true),
      ("x/", "x", nil), ("*.txt", "a/b.txt", true), ("*", "a/b", true), ("a/*", "a/b", true), ("a/*", "a/b/c", nil),
      ("a?c", "abc", true), ("a?c", "a/c", nil), ("a*c/d", "ab/c/d", nil),
    ] as [(String, String, Bool?)])
  func namesAndPaths(file: String, path: String, expected: Bool?) {
    #expect(decision(file, path) == expected)
  }

  @Test(
    arguments: [
      ("**/x", "x", true), ("**/x", "a/b/x", true), ("**/x", "a/bx", nil), ("a/**", "a/b/c", true), ("a/**", "a/", nil),
      ("a/**/x", "a/x", true), ("a/**/x", "a/b/c/x", true), ("a/**/x", "a/bx", nil), ("?**/x", "ab/c/x", nil),
      ("?**/x", "ab/x", true), ("a**/x", "ab/c/x", true), ("**", "a/b", true), ("**/", "a/", true),
      ("**/**/**/x", "a/x", true),
      ("a/**b", "a/cb", true), ("a/**b", "a/c/b", nil),
    ] as [(String, String, Bool?)])
  func twoStarsAreFolders(file: String, path: String, expected: Bool?) {
    #expect(decision(file, path) == expected)
  }

  @Test(
    arguments: [
      ("[ab]c", "ac", true), ("[!ab]c", "ac", nil), ("[^ab]c", "dc", true), ("[a-c]x", "bx", true), ("[]a]", "]", true),
      ("[a-]", "-", true), ("[\\]]", "]", true), ("[[:digit:]]x", "7x", true), ("[[:digit:]]x", "ax", nil),
      ("[[:nothing:]]", "a", nil), ("[ab", "a", nil), ("[ab", "[ab", nil), ("a[/]b/c", "a/b/c", nil),
      ("[z-a]", "m", nil), ("[z-a]", "z", true), ("[[:b]", ":", true),
    ] as [(String, String, Bool?)])
  func sets(file: String, path: String, expected: Bool?) {
    #expect(decision(file, path) == expected)
  }

  @Test(
    arguments: [
      ("# a\n\n", "# a", nil), ("\\# a", "# a", true), ("\\!a", "!a", true), ("a  ", "a", true), ("a\\ ", "a ", true),
      ("a\\ ", "a", nil), ("a\\\\ ", "a\\", true), (" a", "a", nil), (" a", " a", true), ("a\r\nb", "a", true),
      ("\u{FEFF}a", "a", true), ("\\*", "*", true), ("\\*", "a", nil), ("a\\", "a", nil), ("/", "a", nil),
      ("!", "a", nil),
      ("", "a", nil), ("a\n!a", "a", false), ("!a\na", "a", true), ("*\n!*/\n!*.txt", "b.txt", false),
    ] as [(String, String, Bool?)])
  func lines(file: String, path: String, expected: Bool?) {
    #expect(decision(file, path) == expected)
  }

  @Test func manyStarsTakeNoLonger() {
    let pattern = String(repeating: "a*", count: 300) + "b"
    #expect(decision(pattern, String(repeating: "a", count: 1000)) == nil)
    #expect(decision(String(repeating: "**/", count: 2_000) + "x/y", String(repeating: "a/", count: 500)) == nil)
  }
}
