internal import CZlib

/// Files in one .zip that is not compressed (PKWARE, APPNOTE.TXT 6.3.10), with 64-bit sizes where they are needed.
struct ZipEncoding {
  private struct Entry {
    var name: [UInt8]
    var checksum: UInt32
    var size: UInt64
    var offset: UInt64
  }

  private var pieces: [FilePiece] = []
  private var entries: [Entry] = []
  private var offset: UInt64 = 0

  mutating func add(_ name: String, _ content: [FilePiece]) {
    var checksum = crc32(0, nil, 0)
    for piece in content {
      piece.withBytes { bytes in checksum = crc32_z(checksum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
      }
    }
    let entry = Entry(
      name: Array(name.utf8), checksum: UInt32(truncatingIfNeeded: checksum), size: UInt64(content.byteCount),
      offset: offset)
    entries.append(entry)
    append([.bytes(header(entry))] + content)
  }

  /// The whole file.
  consuming func finish() -> [FilePiece] {
    let start = offset
    for entry in entries { append([.bytes(record(entry))]) }
    let size = offset - start
    let end = offset
    let count = entries.count
    // Always: the record for 64 bits, where it is, and the old one, which says to look there.
    append([
      .bytes(
        le(0x0606_4B50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4) + le(UInt64(count), 8)
          + le(UInt64(count), 8) + le(size, 8) + le(start, 8)
          + le(0x0706_4B50, 4) + le(0, 4) + le(end, 8) + le(1, 4)
          + le(0x0605_4B50, 4) + le(0, 2) + le(0, 2) + le(UInt64(min(count, 0xFFFF)), 2)
          + le(UInt64(min(count, 0xFFFF)), 2) + le(min(size, 0xFFFF_FFFF), 4) + le(min(start, 0xFFFF_FFFF), 4)
          + le(0, 2))
    ])
    return pieces
  }

  private mutating func append(_ more: [FilePiece]) {
    pieces += more
    offset += UInt64(more.byteCount)
  }

  /// Version, flags (names are UTF-8), no compression, the first of January 1980, checksum.
  private func start(_ entry: Entry) -> [UInt8] {
    le(45, 2) + le(0x0800, 2) + le(0, 2) + le(0, 2) + le(0x21, 2) + le(UInt64(entry.checksum), 4)
  }

  private func header(_ entry: Entry) -> [UInt8] {
    le(0x0403_4B50, 4) + start(entry) + le(0xFFFF_FFFF, 4) + le(0xFFFF_FFFF, 4) + le(UInt64(entry.name.count), 2)
      + le(20, 2) + entry.name + le(1, 2) + le(16, 2) + le(entry.size, 8) + le(entry.size, 8)
  }

  private func record(_ entry: Entry) -> [UInt8] {
    le(0x0201_4B50, 4) + le(45, 2) + start(entry) + le(0xFFFF_FFFF, 4) + le(0xFFFF_FFFF, 4)
      + le(UInt64(entry.name.count), 2) + le(28, 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0xFFFF_FFFF, 4)
      + entry.name + le(1, 2) + le(24, 2) + le(entry.size, 8) + le(entry.size, 8) + le(entry.offset, 8)
  }

  private func le(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }
}
