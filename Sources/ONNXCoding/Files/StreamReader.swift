// Reading what has no length and no places, such as standard input and pipes: everything, until it ends.

internal import Glibc

package enum StreamReader {
  /// All bytes that a descriptor yields until its end; at most `limit`.
  ///
  /// `name` stands for the path in messages, for instance `standard input`.
  package static func readAll(
    descriptor: Int32, name: String, limit: Int = Int.max
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(of: descriptor, name: name) { (piece) throws(FileError) in
      if piece.count > limit - bytes.count {
        throw FileError(
          path: name, action: .read, code: EFBIG, reason: "it has more than \(limit) bytes",
          remedy: "save it to a file first")
      }
      bytes.append(contentsOf: piece)
    }
    return bytes
  }

  /// All bytes of the file at `path`, which may be a pipe or a device.
  package static func readAll(path: String, limit: Int = Int.max) throws(FileError) -> [UInt8] {
    try FileError.checkPath(path, .open)
    let (descriptor, code) = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    guard code == 0 else { throw FileError(path: path, action: .open, errno: code) }
    defer { close(descriptor) }
    return try readAll(descriptor: descriptor, name: path, limit: limit)
  }

  /// Calls `body` with one piece after the other until the end.
  static func forEachPiece(
    of descriptor: Int32, name: String, _ body: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let (count, code) = retrying { read(descriptor, buffer.baseAddress, buffer.count) }
      if code == EAGAIN {
        // Someone set the pipe to non-blocking: wait until there is something.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      guard code == 0 else { throw FileError(path: name, action: .read, errno: code) }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
