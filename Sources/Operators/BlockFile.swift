internal import COperators
internal import Glibc

/// A file of sorted blocks that the executable holds: a block's first line is `= ` and fields between tabs.
///
/// The first fields are the key (domain, name, version); nothing is read but what a search touches.
struct BlockFile: Sendable {
  /// The first byte, as a number so that the value can cross threads; the bytes are constants of the executable.
  private let address: UInt
  let count: Int

  init(_ bytes: graven_bytes) {
    address = UInt(bitPattern: bytes.start)
    count = Int(bytes.count)
  }

  static var schemas: BlockFile { BlockFile(graven_operator_schemas()) }
  static var documentation: BlockFile { BlockFile(graven_operator_documentation()) }
  static var functions: BlockFile { BlockFile(graven_operator_functions()) }
  static var kernels: BlockFile { BlockFile(graven_operator_kernels()) }
  static var runtimes: BlockFile { BlockFile(graven_operator_runtimes()) }
  static var meanings: BlockFile { BlockFile(graven_operator_meanings()) }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: count)
  }

  /// The lines before the first block, without `# `.
  var head: [Line] {
    var reader = LineReader(bytes)
    var lines: [Line] = []
    while let line = reader.next(), line.mark == UInt8(ascii: "#") { lines.append(line) }
    return lines
  }

  /// The blocks of an operator in order of version, as ranges of the bytes.
  func blocks(domain: String, name: String) -> [Range<Int>] {
    // No key holds what separates fields and lines.
    guard !domain.utf8.contains(where: { $0 < 0x20 }), !name.utf8.contains(where: { $0 < 0x20 }) else { return [] }
    var key = Array(domain.utf8)
    key.append(UInt8(ascii: "\t"))
    key.append(contentsOf: name.utf8)
    return blocks(key: key)
  }

  /// The blocks whose first fields are `key`.
  func blocks(key: [UInt8]) -> [Range<Int>] {
    var low = 0
    var high = count
    while low < high {
      let start = blockStart(from: low + (high - low) / 2)
      if start >= high {
        high = low + (high - low) / 2
      } else if compare(start, key) < 0 {
        low = start + 1
      } else {
        high = low + (high - low) / 2
      }
    }
    var found: [Range<Int>] = []
    var start = blockStart(from: low)
    while start < count, compare(start, key) == 0 {
      let end = blockStart(from: start + 1)
      found.append(start..<end)
      start = end
    }
    return found
  }

  /// Every block, for walks over all.
  func forEachBlock(_ body: (Range<Int>) -> Void) {
    var start = blockStart(from: 0)
    while start < count {
      let end = blockStart(from: start + 1)
      body(start..<end)
      start = end
    }
  }

  /// The lines of a block.
  func lines(_ block: Range<Int>) -> LineReader { LineReader(UnsafeBufferPointer(rebasing: bytes[block])) }

  /// The first block that begins at `offset` or after it.
  private func blockStart(from offset: Int) -> Int {
    let bytes = bytes
    var position = offset
    while position < count {
      if bytes[position] == UInt8(ascii: "="), position == 0 || bytes[position - 1] == UInt8(ascii: "\n") {
        return position
      }
      guard let base = bytes.baseAddress, let end = memchr(base + position, 10, count - position) else { return count }
      position = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
    }
    return count
  }

  /// Compares a block's first fields with a key: negative if the block stands before it, 0 if they are equal.
  ///
  /// Fields are compared one after another, as the script sorts them: a tab is less than any character of a name.
  private func compare(_ start: Int, _ key: [UInt8]) -> Int {
    let bytes = bytes
    var position = start + 2
    for wanted in key {
      guard position < count, bytes[position] != UInt8(ascii: "\n") else { return -1 }
      if bytes[position] != wanted { return bytes[position] < wanted ? -1 : 1 }
      position += 1
    }
    let isWhole = position >= count || bytes[position] == UInt8(ascii: "\t") || bytes[position] == UInt8(ascii: "\n")
    return isWhole ? 0 : 1
  }
}
