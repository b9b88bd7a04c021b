// Writing all of a buffer, however many calls the system needs for it.

internal import Glibc

/// Writes all bytes at the descriptor's position.
func writeFully(
  _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String, action: FileError.Action
) throws(FileError) {
  guard let base = bytes.baseAddress else { return }
  var done = 0
  while done < bytes.count {
    let (count, code) = retrying { write(descriptor, base + done, bytes.count - done) }
    if code == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&waiting, 1, -1)
      continue
    }
    guard code == 0 else { throw FileError(path: path, action: action, errno: code) }
    done += count
  }
}
