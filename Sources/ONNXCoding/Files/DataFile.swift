// A file that is read in place, by ranges, without mapping it: what a long-lived process may hold open safely.

internal import CONNXCoding
internal import Glibc

/// What tells one state of a file from another: the key of every cache of things read from it.
package struct FileIdentity: Sendable, Hashable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int
  /// Time of the last change of its content, in seconds and nanoseconds since 1970.
  package var seconds: Int
  package var nanoseconds: Int

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

/// A regular file, open for reading; closed when the last reference goes.
///
/// Every read names its place (`pread`), so any number of threads may share one. A file that someone else cuts
/// short while it is open makes a read fail; it never makes the process fail, as a mapped file would (SIGBUS).
package final class DataFile: Sendable {
  /// The path as the caller gave it.
  package let path: String
  package let descriptor: Int32
  /// What the file was when it was opened.
  package let identity: FileIdentity

  /// Size in bytes, as of the opening.
  package var size: Int { identity.size }

  private init(path: String, descriptor: Int32, identity: FileIdentity) {
    self.path = path
    self.descriptor = descriptor
    self.identity = identity
  }

  deinit {
    close(descriptor)
  }

  /// Opens a regular file. Folders, pipes and devices are refused without waiting for or touching them.
  package static func open(_ path: String) throws(FileError) -> DataFile {
    try FileError.checkPath(path, .open)
    // A pipe that nobody writes to must not block the opening; for regular files the flag means nothing.
    let (descriptor, code) = retrying { Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard code == 0 else { throw FileError(path: path, action: .open, errno: code) }
    do {
      let status = try FileError.status(of: descriptor, path: path, .open)
      try checkRegular(status.st_mode, path: path)
      return DataFile(path: path, descriptor: descriptor, identity: FileIdentity(status))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Takes everything that a pipe, a socket or any other descriptor yields, into memory that reads like a file.
  ///
  /// `name` stands for the path in messages, for instance `standard input`. A descriptor of a regular file is read
  /// from its current position on.
  package static func spool(descriptor source: Int32, name: String) throws(FileError) -> DataFile {
    let target = graven_memory_file("graven")
    guard target >= 0 else { throw FileError(path: name, action: .read, errno: errno) }
    do {
      try StreamReader.forEachPiece(of: source, name: name) { (piece) throws(FileError) in
        try writeFully(piece, to: target, path: name, action: .read)
      }
      let status = try FileError.status(of: target, path: name, .read)
      return DataFile(path: name, descriptor: target, identity: FileIdentity(status))
    } catch {
      close(target)
      throw error
    }
  }

  /// The bytes of `range`; an error where the file does not reach that far.
  package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else { throw outside(range) }
    // A sparse file of a few blocks can claim more bytes than there is memory, and an array that can't be had traps.
    guard Self.canAllocate(range.count) else { throw FileError(path: path, action: .read, errno: ENOMEM) }
    return try readArray(range).get()
  }

  /// Reads from `offset` on until `buffer` is full or the file ends; the number of bytes read.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard offset >= 0, let base = buffer.baseAddress else { return 0 }
    var done = 0
    while done < buffer.count {
      let (count, code) = retrying { pread(descriptor, base + done, buffer.count - done, off_t(offset &+ done)) }
      guard code == 0 else { throw FileError(path: path, action: .read, errno: code) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// What the file is now; compare with `identity` to see whether it has been changed in place.
  package func currentIdentity() throws(FileError) -> FileIdentity {
    FileIdentity(try FileError.status(of: descriptor, path: path, .read))
  }

  private func readArray(_ range: Range<Int>) -> Result<[UInt8], FileError> {
    do {
      let bytes = try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
        count = try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
      }
      return bytes.count == range.count ? .success(bytes) : .failure(cutShort())
    } catch {
      return .failure(error as? FileError ?? cutShort())
    }
  }

  private static func canAllocate(_ count: Int) -> Bool {
    if count < 1 << 28 { return true }
    let memory = malloc(count &+ 64)
    free(memory)
    return memory != nil
  }

  private func outside(_ range: Range<Int>) -> FileError {
    FileError(
      path: path, action: .read,
      reason: "bytes \(range.lowerBound) to \(range.upperBound) are asked for, and it has \(size)",
      remedy: "check that the file is complete")
  }

  func cutShort() -> FileError {
    FileError(path: path, action: .read, reason: "it got shorter while it was read", remedy: "try again")
  }

  private static func checkRegular(_ mode: mode_t, path: String) throws(FileError) {
    if isType(mode, S_IFREG) { return }
    if isType(mode, S_IFDIR) { throw FileError(path: path, action: .open, errno: EISDIR) }
    throw FileError(
      path: path, action: .open, reason: "it is a pipe or a device, not a file",
      remedy: "copy it to a file, or pass \"-\" for standard input")
  }
}
