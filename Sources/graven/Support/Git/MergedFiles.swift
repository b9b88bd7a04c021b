internal import DiskAccess
internal import Glibc
internal import ONNXCoding
internal import ONNXModel

/// The three files that Git gives a merge driver. Where Git LFS keeps the models, they are pointers, and the models are
/// fetched through it.
struct MergedFiles {
  private(set) var base: String
  private(set) var ours: String
  private(set) var theirs: String
  /// The file that the result replaces.
  private let target: String
  private let isPointer: Bool

  init(base: String, ours: String, theirs: String) throws {
    (self.base, self.ours, self.theirs) = (try Self.fetched(base), try Self.fetched(ours), try Self.fetched(theirs))
    target = ours
    isPointer = self.ours != ours
  }

  /// The model that a pointer stands for, in a file beside it; any other file is itself.
  private static func fetched(_ path: String) throws -> String {
    guard case .gitLFSPointer = try FileKind.of(try DataFile.open(path)) else { return path }
    let model = path + ".lfs"
    try filter("smudge", from: path, to: model)
    return model
  }

  private static func filter(_ command: String, from source: String, to destination: String) throws {
    let descriptor = open(destination, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure("\(destination) can't be written") }
    defer { close(descriptor) }
    guard Subprocess.run(["git", "lfs", command], input: source, output: descriptor) == 0 else {
      unlink(destination)
      throw Failure("git lfs \(command) failed: is Git LFS installed, and has it fetched the model?")
    }
  }

  /// Writes the result where Git looks for it.
  func replaceOurs(with model: Model, path: String) throws {
    try BinaryModel.write(model, to: ours)
    if isPointer { try Self.filter("clean", from: ours, to: target) }
    removeFetched()
  }

  /// Keeps their version, whose weights a text refers to.
  func copyTheirs(to path: String) throws {
    let file = try DataFile.open(theirs)
    var copy = try AtomicFile.create(path)
    try copy.copy(from: file, 0..<file.size)
    try copy.commit()
  }

  func removeFetched() {
    for path in [base, ours, theirs] where path.hasSuffix(".lfs") { unlink(path) }
  }
}
