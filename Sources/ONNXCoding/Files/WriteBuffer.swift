// Gathering small writes, so that the system is called once for many.

/// A fixed buffer that takes what is small and leaves what is large to the caller.
struct WriteBuffer: ~Copyable {
  static let capacity = 256 << 10
  /// What is longer is not worth a copy.
  private static let small = 64 << 10

  private(set) var count = 0
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: WriteBuffer.capacity, alignment: 4096)

  deinit {
    memory.deallocate()
  }

  /// Takes the bytes if they are short and there is room.
  mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard fits(bytes.count) else { return false }
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
    return true
  }

  /// Takes a range of a file if it is short and there is room.
  mutating func append(from source: DataFile, _ range: Range<Int>) throws(FileError) -> Bool {
    guard fits(range.count) else { return false }
    let place = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + range.count])
    guard try source.read(at: range.lowerBound, into: place) == range.count else { throw source.cutShort() }
    count += range.count
    return true
  }

  /// What has been gathered.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  /// Is empty from here on; how many bytes there were.
  mutating func removeAll() -> Int {
    defer { count = 0 }
    return count
  }

  private func fits(_ more: Int) -> Bool {
    more <= Self.small && more <= Self.capacity - count
  }
}
