import Glibc
import Testing

@testable import ONNXCoding

struct FolderWalkTests {
  private let tree = FolderTree()

  /// The texts that a walk finds, from the tree's root.
  private func found(in folder: String = "") -> [String] {
    FolderWalk.files(in: tree.path + folder, extensions: [".onnxtxt", ".onnxtext"])
      .map { String($0.dropFirst(tree.path.utf8.count + 1)) }
  }

  @Test func textsComeSortedByPath() {
    tree.add("b/x.onnxtxt", "b.onnxtext", "a.onnxtxt", "b-x.onnxtxt", "no.onnx", "b/.hidden/y.onnxtxt", "onnxtxt")
    #expect(found() == ["a.onnxtxt", "b-x.onnxtxt", "b.onnxtext", "b/.hidden/y.onnxtxt", "b/x.onnxtxt"])
    #expect(found(in: "/b//") == ["b/.hidden/y.onnxtxt", "b/x.onnxtxt"])
  }

  @Test func ignoreFilesCountFromTheRepositorysRootDown() {
    tree.add("p/x.onnxtxt", "p/q/x.onnxtxt", "p/q/y.onnxtxt", "p/q/z.onnxtxt", "p/w.onnxtxt", "p/out/v.onnxtxt")
    tree.write(".gitignore", "x.onnxtxt\nout/\n/p/w.onnxtxt\n")
    tree.write("p/q/.gitignore", "!x.onnxtxt\n/y.onnxtxt\n")
    #expect(
      found(in: "/p") == ["p/q/x.onnxtxt", "p/q/z.onnxtxt", "p/w.onnxtxt", "p/out/v.onnxtxt", "p/x.onnxtxt"].sorted())
    tree.write(".git/info/exclude", "z.*\n")
    tree.add(".git/t.onnxtxt")
    #expect(found(in: "/p") == ["p/q/x.onnxtxt"])
    #expect(found() == ["p/q/x.onnxtxt"])
  }

  @Test func anInnerRepositoryKnowsOnlyItsOwnRules() {
    tree.write(".git/HEAD", "")
    tree.write(".gitignore", "x.onnxtxt\n")
    tree.write("real/info/exclude", "z.onnxtxt\n")
    tree.write("m/.git", "gitdir: ../real\n")
    tree.add("m/x.onnxtxt", "m/z.onnxtxt", "x.onnxtxt")
    #expect(found() == ["m/x.onnxtxt"])
  }

  @Test func linksToFoldersAreNotFollowed() {
    tree.add("a/x.onnxtxt")
    symlink("a", tree.path + "/b")
    symlink("a/x.onnxtxt", tree.path + "/c.onnxtxt")
    symlink("nowhere", tree.path + "/d.onnxtxt")
    symlink("..", tree.path + "/a/up")
    #expect(found() == ["a/x.onnxtxt", "c.onnxtxt"])
    #expect(found(in: "/b") == ["b/x.onnxtxt"])
  }

  @Test func aFolderThatIsNotThereIsLeftForTheReader() {
    #expect(found(in: "/gone") == ["gone"])
  }
}

/// A tree of files for one test, gone with it.
private final class FolderTree {
  let path: String

  init() {
    var template = Array("/tmp/graven-tests-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else { return "." }
      return String(cString: made)
    }
  }

  deinit {
    if path != "." { Self.removeAll(Array(path.utf8)) }
  }

  private static func removeAll(_ folder: [UInt8]) {
    for entry in SystemPath.entries(of: folder) ?? [] {
      let path = folder + "/".utf8 + entry.name
      if entry.isFolder { removeAll(path) } else { unlink(String(decoding: path, as: UTF8.self)) }
    }
    rmdir(String(decoding: folder, as: UTF8.self))
  }

  func add(_ names: String...) {
    for name in names { write(name, "") }
  }

  func write(_ name: String, _ content: String) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    guard let file = fopen(path + "/" + name, "w") else { return }
    fputs(content, file)
    fclose(file)
  }
}
