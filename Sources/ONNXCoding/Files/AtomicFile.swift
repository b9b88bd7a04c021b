// Writing a file so that everyone sees the whole old one or the whole new one, never a part.

internal import CONNXCoding
internal import Glibc

/// A file being written: bytes go to a temporary file beside the target, which `commit` puts in the target's place.
///
/// Dropped without `commit`, after an error for instance, it leaves the target as it was and nothing beside it; see
/// `TemporaryFiles` for signals. A pipe or a device as target is written to directly.
///
/// ```swift
/// var file = try AtomicFile.create("model.onnx")
/// try file.write(bytes)
/// try file.copy(from: weights, 4096..<8192)
/// try file.commit()
/// ```
package struct AtomicFile: ~Copyable {
  /// The path as the caller gave it.
  package let path: String
  /// Bytes written so far.
  package var count: Int { stored + buffer.count }

  private let target: WriteTarget
  private let descriptor: Int32
  /// The temporary file; nil where the target is a pipe or a device, and once it has become the target.
  private var temporary: String?
  private let ticket: TemporaryFiles.Ticket
  private var buffer = WriteBuffer()
  /// Bytes handed to the system.
  private var stored = 0
  private var writeback = Writeback()

  /// Starts writing what shall become the file at `path`. A symbolic link stays; what it points to is replaced.
  package static func create(_ path: String) throws(FileError) -> AtomicFile {
    let target = try WriteTarget(path)
    return target.isStream ? try openStream(path, target) : try createTemporary(path, target)
  }

  private init(path: String, target: WriteTarget, descriptor: Int32, temporary: String?, ticket: TemporaryFiles.Ticket)
  {
    self.path = path
    self.target = target
    self.descriptor = descriptor
    self.temporary = temporary
    self.ticket = ticket
  }

  deinit {
    close(descriptor)
    if let temporary { unlink(temporary) }
    TemporaryFiles.forget(ticket)
  }

  /// Appends bytes.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if buffer.append(bytes) { return }
    try flushBuffer()
    if buffer.append(bytes) { return }
    // A long run is handed on in pieces, for the disk to start on the first while the next is copied.
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Writeback.piece)
      try store(UnsafeRawBufferPointer(rebasing: piece))
      rest = rest.dropFirst(piece.count)
    }
  }

  /// Appends bytes.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Appends a range of another file, without its bytes passing through the process where the system can do that.
  package mutating func copy(from source: DataFile, _ range: Range<Int>) throws(FileError) {
    guard range.lowerBound >= 0, range.upperBound <= source.size else {
      _ = try source.read(range)
      return
    }
    if try buffer.append(from: source, range) { return }
    try flushBuffer()
    if try buffer.append(from: source, range) { return }
    var copier = RangeCopier(source: source, target: descriptor, targetPath: path)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = try copier.copy(offset, min(Writeback.piece, range.upperBound - offset))
      offset += count
      advance(by: count)
    }
  }

  /// Asks the system to set `size` bytes of disk aside, so that a disk too small is known before anything is written.
  package mutating func reserve(_ size: Int) throws(FileError) {
    guard temporary != nil, size > count else { return }
    let (_, code) = retrying { graven_reserve(descriptor, Int64(size)) }
    // File systems that can't reserve say so with several codes; only a full disk is an answer.
    if code == ENOSPC || code == EDQUOT || code == EFBIG { throw failure(code) }
  }

  /// Flushes the file to its disk and puts it in the target's place, with the old file's mode and owner.
  package consuming func commit() throws(FileError) {
    try flushBuffer()
    guard let temporary else { return }
    try takeOver(target.previous)
    let (_, code) = retrying { fsync(descriptor) }
    guard code == 0 || code == EINVAL || code == ENOTSUP else { throw failure(code) }
    guard rename(temporary, target.path) == 0 else {
      throw FileError(path: path, action: .replace, errno: errno)
    }
    self.temporary = nil
    Self.flushFolder(target.folder)
  }

  // MARK: Bytes

  private mutating func flushBuffer() throws(FileError) {
    if buffer.count == 0 { return }
    try writeFully(buffer.bytes, to: descriptor, path: path, action: .write)
    advance(by: buffer.removeAll())
  }

  private mutating func store(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try writeFully(bytes, to: descriptor, path: path, action: .write)
    advance(by: bytes.count)
  }

  private mutating func advance(by count: Int) {
    stored += count
    if temporary != nil { writeback.advance(to: stored, descriptor: descriptor) }
  }

  private func failure(_ code: Int32) -> FileError {
    FileError(path: path, action: .write, errno: code)
  }

  // MARK: The file

  private static func openStream(_ path: String, _ target: WriteTarget) throws(FileError) -> AtomicFile {
    let (descriptor, code) = retrying { open(target.path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_TRUNC) }
    guard code == 0 else { throw FileError(path: path, action: .write, errno: code) }
    let ticket = TemporaryFiles.Ticket.none
    return AtomicFile(path: path, target: target, descriptor: descriptor, temporary: nil, ticket: ticket)
  }

  private static func createTemporary(_ path: String, _ target: WriteTarget) throws(FileError) -> AtomicFile {
    // The new file of a private one is private from the first byte; a new name gets what the umask leaves.
    let mode: mode_t = target.previous == nil ? 0o666 : 0o600
    for _ in 0..<100 {
      let temporary = target.temporaryPath()
      let ticket = TemporaryFiles.note(temporary)
      let (descriptor, code) = retrying { open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode) }
      if code == 0 {
        return AtomicFile(path: path, target: target, descriptor: descriptor, temporary: temporary, ticket: ticket)
      }
      TemporaryFiles.forget(ticket)
      guard code == EEXIST else { throw FileError(path: path, action: .create, errno: code) }
    }
    throw FileError(path: path, action: .create, errno: EEXIST)
  }

  /// Gives the temporary file the mode and owner of the file that it replaces.
  private func takeOver(_ previous: WriteTarget.Owner?) throws(FileError) {
    guard let previous else { return }
    let now = try FileError.status(of: descriptor, path: path, .write)
    if now.st_uid != previous.user || now.st_gid != previous.group {
      guard fchown(descriptor, previous.user, previous.group) == 0 else {
        throw FileError(
          path: path, action: .replace, code: errno,
          reason: "the new file cannot be given to its owner: \(FileError.systemText(errno))",
          remedy: "write to another file, or run as the owner")
      }
    }
    // After the owner: a change of owner drops the set-user bit.
    guard fchmod(descriptor, previous.mode) == 0 else { throw failure(errno) }
  }

  /// Makes the rename itself last. The new file is in place by now, so a folder that can't be flushed is no failure.
  private static func flushFolder(_ folder: String) {
    let (descriptor, code) = retrying { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard code == 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
