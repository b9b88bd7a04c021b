import Configuration
import Foundation
import Testing

struct ConfigurationLookupTests {
  /// Makes files in a folder of its own and hands it on.
  private func with(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("graven-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, content) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    try body(root.path)
  }

  @Test func theNearestFileCounts() throws {
    let files = [
      "r/.git/HEAD": "", "r/graven.toml": "exclude = [\"outer\"]", "r/a/graven.toml": "exclude = [\"inner\"]",
      "r/a/b/x": "", "r/c/x": "",
    ]
    try with(files) { (root: String) throws in
      var lookup = ConfigurationLookup()
      #expect(try lookup.configuration(forFilesIn: "\(root)/r/a/b").exclude == ["inner"])
      #expect(try lookup.configuration(forFilesIn: "\(root)/r/c").exclude == ["outer"])
      #expect(try lookup.configuration(forFilesIn: "\(root)/r").exclude == ["outer"])
      #expect(try lookup.configuration(forFilesIn: "\(root)/r/a/b").folder?.hasSuffix("/r/a") == true)
    }
  }

  @Test func theRepositorysRootEndsTheSearch() throws {
    try with(["graven.toml": "exclude = [\"outside\"]", "r/.git": "gitdir: x", "r/a/x": "", "n/x": ""]) {
      (root: String) throws in
      var lookup = ConfigurationLookup()
      #expect(try lookup.configuration(forFilesIn: "\(root)/r/a") == Configuration())
      #expect(try lookup.configuration(forFilesIn: "\(root)/n").exclude == ["outside"])
    }
  }

  @Test func noConfigLooksAtNone() throws {
    try with(["graven.toml": "nonsense"]) { (root: String) throws in
      var off = ConfigurationLookup(isOff: true)
      #expect(try off.configuration(forFilesIn: root) == Configuration())
      var on = ConfigurationLookup()
      do {
        _ = try on.configuration(forFilesIn: root)
        Issue.record("read what is no TOML")
      } catch let error as ConfigurationError { #expect(error.file.hasSuffix("graven.toml")) }
    }
  }
}
