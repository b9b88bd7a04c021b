// The table of contents of a zip file, with the zip64 extensions that large archives need.

/// One file inside a zip file.
struct ZipEntry: Sendable {
  var name: [UInt8]
  var isEncrypted: Bool
  /// 0 stored, 8 deflated.
  var method: UInt16
  var checksum: UInt32
  var compressedSize: Int
  var size: Int
  /// Where its local header starts.
  var headerOffset: Int
}

/// Reads the central directory. Source: PKWARE's APPNOTE 6.3.
struct ZipDirectory: Sendable {
  let entries: [ZipEntry]

  init(_ file: DataFile) throws(ContainerError) {
    let end = try Self.end(file)
    let table = try file.bytes(end.table)
    entries = try Self.entries(table, at: end.table.lowerBound, file)
  }

  /// Where the compressed bytes of an entry are, by its local header.
  static func range(of entry: ZipEntry, in file: DataFile) throws(ContainerError) -> Range<Int> {
    let start = entry.headerOffset
    guard start <= file.size - 30 else { throw file.damaged(at: start, "a zip entry outside the file") }
    let header = try file.bytes(start..<start + 30)
    guard header.littleEndian(UInt32.self, at: 0) == 0x0403_4b50,
      let nameLength = header.littleEndian(UInt16.self, at: 26),
      let extraLength = header.littleEndian(UInt16.self, at: 28)
    else {
      throw file.damaged(at: start, "no zip entry where the directory says so")
    }
    let first = start + 30 + Int(nameLength) + Int(extraLength)
    guard first <= file.size, entry.compressedSize <= file.size - first else {
      throw file.damaged(at: first, "a zip entry of \(entry.compressedSize) bytes that the file has not")
    }
    return first..<first + entry.compressedSize
  }

  // MARK: The end records

  private struct End {
    var table: Range<Int>
  }

  private static func end(_ file: DataFile) throws(ContainerError) -> End {
    let tailStart = max(0, file.size - 22 - 0xffff)
    let tail = try file.bytes(tailStart..<file.size)
    guard let place = endRecord(tail) else { throw file.damaged(at: file.size, "no zip directory at its end") }
    let offset = tailStart + place
    let disks = tail.littleEndian(UInt32.self, at: place + 4) ?? 0
    let size = Int(tail.littleEndian(UInt32.self, at: place + 12) ?? 0)
    let start = Int(tail.littleEndian(UInt32.self, at: place + 16) ?? 0)
    if let large = try zip64End(file, before: offset) { return large }
    guard disks == 0 else {
      throw .unsupported(path: file.path, what: "is a part of a split zip file", remedy: "join its parts")
    }
    guard start <= offset, size <= offset - start else {
      throw file.damaged(at: offset, "a zip directory outside the file")
    }
    return End(table: start..<start + size)
  }

  /// The last end record whose comment ends with the file, or failing that the last one.
  private static func endRecord(_ tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    for place in stride(from: tail.count - 22, through: 0, by: -1) where tail[place] == 0x50 {
      guard tail.littleEndian(UInt32.self, at: place) == 0x0605_4b50,
        let comment = tail.littleEndian(UInt16.self, at: place + 20), place + 22 + Int(comment) <= tail.count
      else { continue }
      return place
    }
    return nil
  }

  private static func zip64End(_ file: DataFile, before offset: Int) throws(ContainerError) -> End? {
    guard offset >= 20 else { return nil }
    let locator = try file.bytes(offset - 20..<offset)
    guard locator.littleEndian(UInt32.self, at: 0) == 0x0706_4b50 else { return nil }
    guard let place = locator.littleEndian(UInt64.self, at: 8).flatMap(Int.init(exactly:)), offset >= 76,
      place <= offset - 76
    else {
      throw file.damaged(at: offset - 20, "a zip64 directory outside the file")
    }
    let record = try file.bytes(place..<place + 56)
    guard record.littleEndian(UInt32.self, at: 0) == 0x0606_4b50,
      let size = record.littleEndian(UInt64.self, at: 40).flatMap(Int.init(exactly:)),
      let start = record.littleEndian(UInt64.self, at: 48).flatMap(Int.init(exactly:)),
      start <= place, size <= place - start
    else {
      throw file.damaged(at: place, "a zip64 directory outside the file")
    }
    return End(table: start..<start + size)
  }

  // MARK: The entries

  private static func entries(_ table: [UInt8], at start: Int, _ file: DataFile) throws(ContainerError) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    var place = 0
    while table.littleEndian(UInt32.self, at: place) == 0x0201_4b50 {
      guard let (entry, length) = entry(table, place) else {
        throw file.damaged(at: start + place, "the zip directory ends inside an entry")
      }
      entries.append(entry)
      place += length
    }
    guard place == table.count else { throw file.damaged(at: start + place, "the zip directory is cut short") }
    return entries
  }

  private static func entry(_ table: [UInt8], _ place: Int) -> (entry: ZipEntry, length: Int)? {
    guard let flags = table.littleEndian(UInt16.self, at: place + 8),
      let method = table.littleEndian(UInt16.self, at: place + 10),
      let checksum = table.littleEndian(UInt32.self, at: place + 16),
      let nameLength = table.littleEndian(UInt16.self, at: place + 28),
      let extraLength = table.littleEndian(UInt16.self, at: place + 30),
      let commentLength = table.littleEndian(UInt16.self, at: place + 32)
    else { return nil }
    let extra = place + 46 + Int(nameLength)
    let end = extra + Int(extraLength) + Int(commentLength)
    guard end <= table.count, let sizes = sizes(table, place, extra..<extra + Int(extraLength)) else { return nil }
    let entry = ZipEntry(
      name: Array(table[place + 46..<extra]), isEncrypted: flags & 1 != 0, method: method, checksum: checksum,
      compressedSize: sizes.compressed, size: sizes.size, headerOffset: sizes.offset)
    return (entry, end - place)
  }

  /// The three numbers that move to the zip64 extra field where 32 bits are not enough, in its order.
  private static func sizes(
    _ table: [UInt8], _ place: Int, _ extra: Range<Int>
  ) -> (size: Int, compressed: Int, offset: Int)? {
    var large = zip64Field(table, extra)
    func number(at offset: Int) -> Int? {
      guard let short = table.littleEndian(UInt32.self, at: place + offset) else { return nil }
      if short != .max { return Int(short) }
      guard large.count >= 8, let long = table.littleEndian(UInt64.self, at: large.lowerBound) else { return nil }
      large = large.lowerBound + 8..<large.upperBound
      return Int(exactly: long)
    }
    guard let size = number(at: 24), let compressed = number(at: 20), let offset = number(at: 42) else { return nil }
    return (size, compressed, offset)
  }

  private static func zip64Field(_ table: [UInt8], _ extra: Range<Int>) -> Range<Int> {
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      let kind = table.littleEndian(UInt16.self, at: place)
      let end = place + 4 + Int(table.littleEndian(UInt16.self, at: place + 2) ?? 0)
      if end > extra.upperBound { break }
      if kind == 1 { return place + 4..<end }
      place = end
    }
    return extra.lowerBound..<extra.lowerBound
  }
}
