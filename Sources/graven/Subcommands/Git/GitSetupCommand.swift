internal import ArgumentParser
internal import DiskAccess
internal import Glibc
internal import ONNXCoding

/// Tells Git to ask `graven` about models.
struct GitSetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Make git diff and git merge understand .onnx files.",
    discussion: """
      Writes a line for *.onnx to the repository's .gitattributes (commit it, for the others) and the commands to \
      .git/config (each clone needs its own: run this there too). With --global both go to your own configuration.

      Example:
        cd my-models && graven git setup && git log -p model.onnx
      """)

  @Flag(help: "For all of your repositories.")
  var global = false

  func run() throws {
    guard Subprocess.capture(["git", "--version"]).status == 0 else { throw Failure("git is not installed") }
    let attributes = try global ? globalAttributes() : repositoryAttributes()
    for (key, value) in Self.settings(program: Self.program()) { try set(key, value) }
    // What an older version made of the models is of no use any more.
    if !global { _ = Subprocess.run(["git", "update-ref", "-d", "refs/notes/textconv/onnx"]) }
    Console.error("\(global ? "your git configuration" : ".git/config"): diff.onnx and merge.onnx run graven")
    try Self.addLine(to: attributes)
  }

  /// The configuration's keys and values.
  ///
  /// Source: gitattributes(5), "Performing text diffs of binary files" and "Defining a custom merge driver".
  private static func settings(program: String) -> [(String, String)] {
    [
      ("diff.onnx.textconv", "\(program) git textconv"),
      ("diff.onnx.cachetextconv", "true"),
      // The line that a graph or a function begins with stands above each hunk.
      ("diff.onnx.xfuncname", "^([^] <>{}#].*)$"),
      ("merge.onnx.name", "ONNX models, as texts"),
      ("merge.onnx.driver", "\(program) git merge --marker-size %L --path %P -- %O %A %B"),
      // A merge of merge bases is nobody's to resolve.
      ("merge.onnx.recursive", "binary"),
    ]
  }

  private static let line = "*.onnx diff=onnx merge=onnx"

  /// How Git's shell calls this program: by its name where that finds it.
  private static func program() -> String {
    guard let path = WeightStore.realPath("/proc/self/exe") else { return "graven" }
    let found = Subprocess.capture(["/bin/sh", "-c", "command -v graven"]).output
    if Paths.isSame(String(found.prefix { $0 != "\n" }), path) { return "graven" }
    return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private func set(_ key: String, _ value: String) throws {
    let arguments = ["git", "config"] + (global ? ["--global"] : []) + [key, value]
    guard Subprocess.run(arguments) == 0 else { throw Failure("git config can't set \(key)") }
  }

  private func repositoryAttributes() throws -> String {
    let top = Subprocess.capture(["git", "rev-parse", "--show-toplevel"])
    guard top.status == 0, let path = top.output.split(separator: "\n").first else {
      throw Failure("this folder is in no work tree of git: go to one, or use --global")
    }
    return Paths.join(String(path), ".gitattributes")
  }

  /// Source: gitattributes(5), "FILES".
  private func globalAttributes() throws -> String {
    let configured = Subprocess.capture(["git", "config", "--global", "--type=path", "core.attributesFile"])
    if configured.status == 0, let path = configured.output.split(separator: "\n").first { return String(path) }
    let variables = [("XDG_CONFIG_HOME", "/git"), ("HOME", "/.config/git")]
    for (name, folder) in variables {
      guard let value = getenv(name), value.pointee != 0 else { continue }
      let path = String(cString: value) + folder
      guard Subprocess.run(["mkdir", "-p", path]) == 0 else { throw Failure("\(path) can't be made") }
      return path + "/attributes"
    }
    throw Failure("neither XDG_CONFIG_HOME nor HOME is set")
  }

  /// Adds the line for models, unless it is there already. It stands last: of several lines the last one counts, as where
  /// Git LFS has one for the same files.
  private static func addLine(to path: String) throws {
    var bytes: [UInt8] = []
    if access(path, F_OK) == 0 {
      let file = try DataFile.open(path)
      bytes = try file.read(0..<file.size)
    }
    if bytes.split(separator: UInt8(ascii: "\n")).contains(where: { $0.elementsEqual(line.utf8) }) {
      return Console.error("\(path): has the line \"\(line)\" already")
    }
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes += "\(line)\n".utf8
    try Output.write(to: path) { sink in try bytes.withUnsafeBytes(sink) }
    Console.error("\(path): added \"\(line)\"")
  }
}
