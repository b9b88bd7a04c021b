// Copying a range of one file to the end of another by the fastest way that this pair of files allows.

internal import CONNXCoding
internal import Glibc

/// Tries the ways to copy in order of speed and stays with the first that works.
struct RangeCopier {
  let source: DataFile
  let target: Int32
  let targetPath: String
  private var way = Way.copyFileRange

  private enum Way {
    /// Inside the file system, which may share the blocks.
    case copyFileRange
    /// Inside the kernel.
    case sendfile
    case readAndWrite
  }

  init(source: DataFile, target: Int32, targetPath: String) {
    self.source = source
    self.target = target
    self.targetPath = targetPath
  }

  /// Copies up to `count` bytes from `offset`; how many, at least one. The range lies inside the file as it was.
  mutating func copy(_ offset: Int, _ count: Int) throws(FileError) -> Int {
    while true {
      let (copied, code) = attempt(offset, count)
      if code == 0, copied > 0 { return copied }
      switch way {
      case .copyFileRange, .sendfile:
        if code == ENOSPC || code == EDQUOT || code == EFBIG { throw failure(code) }
        way = way == .copyFileRange ? .sendfile : .readAndWrite
      case .readAndWrite:
        return try readAndWrite(offset, count)
      }
    }
  }

  private func attempt(_ offset: Int, _ count: Int) -> (value: Int, code: Int32) {
    switch way {
    case .copyFileRange:
      return retrying {
        var place = Int64(offset)
        return graven_copy_file_range(source.descriptor, &place, target, count)
      }
    case .sendfile:
      return retrying {
        var place = off_t(offset)
        return sendfile(target, source.descriptor, &place, count)
      }
    case .readAndWrite:
      return (0, 0)
    }
  }

  private func readAndWrite(_ offset: Int, _ count: Int) throws(FileError) -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(count, 1 << 20), alignment: 4096)
    defer { buffer.deallocate() }
    let got = try source.read(at: offset, into: buffer)
    guard got > 0 else { throw source.cutShort() }
    try writeFully(UnsafeRawBufferPointer(rebasing: buffer[..<got]), to: target, path: targetPath, action: .write)
    return got
  }

  private func failure(_ code: Int32) -> FileError {
    FileError(path: targetPath, action: .copy, errno: code)
  }
}
