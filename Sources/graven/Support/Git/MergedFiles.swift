internal import DiskAccess
internal import Glibc
internal import ONNXCoding
internal import ONNXModel

/// The three files that Git gives a merge driver. Where Git LFS keeps the models, they are pointers, and the models are
/// fetched through it.
struct MergedFiles {
  let base: String
  let ours: String
  let theirs: String
  /// The file that the result replaces.
  private let target: String
  /// Files of our own, to be removed in the end.
  private let temporary: [String]

  init(base: String, ours: String, theirs: String) throws {
    let given = [base, ours, theirs]
    let models = try given.map(Self.fetched)
    (self.base, self.ours, self.theirs) = (models[0], models[1], models[2])
    target = ours
    temporary = models.filter { !given.contains($0) }
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
  func replaceOurs(with model: Model) throws {
    try BinaryModel.write(model, to: ours)
    if ours != target { try Self.filter("clean", from: ours, to: target) }
  }

  /// Keeps their version, whose weights a text refers to.
  func copyTheirs(to path: String) throws {
    let file = try DataFile.open(theirs)
    var copy = try AtomicFile.create(path)
    try copy.copy(from: file, 0..<file.size)
    try copy.commit()
  }

  func removeTemporary() {
    for path in temporary { unlink(path) }
  }
}
