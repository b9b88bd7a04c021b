import Testing

@testable import ONNXCoding

struct NpzTests {
  let folder = TemporaryFolder()

  private func header(_ shape: String) -> [UInt8] {
    let text = Array("{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return NpyHeader.magic + [1, 0, UInt8(text.count), 0] + text
  }

  private struct Entry {
    var name: String
    var bytes: [UInt8]
    var method: UInt8 = 0
    var size: Int?
    var checksum: UInt32 = 0
    var flags: UInt8 = 0
  }

  private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func zip(_ entries: [Entry]) -> [UInt8] {
    var file: [UInt8] = []
    var table: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      let common =
        [entry.flags, 0, entry.method, 0, 0, 0, 0, 0] + number(Int(entry.checksum), 4) + number(entry.bytes.count, 4)
        + number(entry.size ?? entry.bytes.count, 4) + number(name.count, 2) + [0, 0]
      table +=
        [0x50, 0x4b, 1, 2, 20, 0, 20, 0] + common + [UInt8](repeating: 0, count: 10) + number(file.count, 4) + name
      file += [0x50, 0x4b, 3, 4, 20, 0] + common + name + entry.bytes
    }
    let count = number(entries.count, 2)
    return file + table + [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + count + count + number(table.count, 4)
      + number(file.count, 4) + [0, 0]
  }

  private func open(_ entries: [Entry]) throws -> NpzFile {
    try NpzFile(DataFile.open(folder.file("a.npz", zip(entries))))
  }

  /// One deflate block that stores its bytes.
  private func storedBlock(_ bytes: [UInt8]) -> [UInt8] {
    [1] + number(bytes.count, 2) + number(~bytes.count, 2) + bytes
  }

  @Test func storedArraysStayWhereTheyAre() throws {
    let npy = header("(2, 2)") + [1, 2, 3, 4]
    let file = try open([Entry(name: "w.npy", bytes: npy), Entry(name: "note.txt", bytes: [1])])
    #expect(file.names == [Array("w".utf8)])
    let tensor = try file.tensor(named: Array("w".utf8))
    #expect(tensor.dataType == 2 && tensor.dims == [2, 2])
    #expect(tensor.data == .range(offset: 35 + npy.count - 4, length: 4))
    #expect(try file.tensor(named: Array("w.npy".utf8)) == tensor)
    #expect(throws: ContainerError.self) { try file.tensor(named: Array("v".utf8)) }
  }

  @Test func deflatedArraysAreInflated() throws {
    let npy = header("(4,)") + [1, 2, 3, 4]
    let entry = Entry(name: "w.npy", bytes: storedBlock(npy), method: 8, size: npy.count, checksum: checksum(npy))
    #expect(try open([entry]).tensor(named: Array("w".utf8)).data == .bytes([1, 2, 3, 4]))
    var wrong = entry
    wrong.checksum ^= 1
    #expect(throws: ContainerError.self) { try open([wrong]).tensor(named: Array("w".utf8)) }
  }

  @Test func aSmallFileThatClaimsAHugeArrayIsAnError() throws {
    let npy = header("(4000000000,)") + [1, 2, 3, 4]
    let size = npy.count - 4 + 4_000_000_000
    let entry = Entry(name: "w.npy", bytes: storedBlock(npy), method: 8, size: size, checksum: 0)
    #expect(throws: ContainerError.self) { try open([entry]).tensor(named: Array("w".utf8)) }
  }

  @Test func whatCannotBeUnpackedSaysWhy() throws {
    let npy = header("(4,)") + [1, 2, 3, 4]
    let cases: [(Entry, String)] = [
      (Entry(name: "w.npy", bytes: npy, method: 14), "zip method 14"),
      (Entry(name: "w.npy", bytes: npy, flags: 1), "is encrypted"),
      (Entry(name: "w.npy", bytes: npy, size: 5), "two sizes"),
      (Entry(name: "w.npy", bytes: [7, 7, 7, 7], method: 8, size: 90), "is not deflated data"),
    ]
    for (entry, expected) in cases {
      let error = #expect(throws: ContainerError.self) { try open([entry]).tensor(named: Array("w".utf8)) }
      #expect(error?.description.contains(expected) == true)
    }
  }

  @Test func everyCutAndEveryWrongByteIsSurvived() throws {
    let npy = header("(4,)") + [1, 2, 3, 4]
    let whole = zip([
      Entry(name: "a.npy", bytes: npy),
      Entry(name: "b.npy", bytes: storedBlock(npy), method: 8, size: npy.count, checksum: checksum(npy)),
    ])
    for count in 0..<whole.count {
      let file = try DataFile.open(folder.file("cut", Array(whole[..<count])))
      #expect(throws: ContainerError.self) { try NpzFile(file) }
    }
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 0xff
      let file = try DataFile.open(folder.file("wrong", bytes))
      guard let npz = try? NpzFile(file) else { continue }
      for name in npz.names { _ = try? npz.tensor(named: name) }
    }
  }

  /// CRC-32, bit by bit.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xedb8_8320) }
    }
  }
}
