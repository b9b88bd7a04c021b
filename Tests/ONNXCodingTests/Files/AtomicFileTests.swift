import Glibc
import Testing

@testable import ONNXCoding

struct AtomicFileTests {
  let folder = TemporaryFolder()

  private func write(_ bytes: [UInt8], to name: String) throws {
    var file = try AtomicFile.create(folder.path + "/" + name)
    try file.write(bytes)
    try file.commit()
  }

  @Test func aNewFileHasWhatTheUmaskLeaves() throws {
    try write([1, 2, 3], to: "new")
    let mask = umask(0)
    umask(mask)
    #expect(try folder.bytes("new") == [1, 2, 3])
    #expect(folder.mode("new") == 0o666 & ~mask)
    #expect(folder.names == ["new"])
  }

  @Test func theTargetIsOldUntilTheCommit() throws {
    folder.file("a", [9])
    var file = try AtomicFile.create(folder.path + "/a")
    try file.write([UInt8](repeating: 1, count: 3_000_000))
    #expect(try folder.bytes("a") == [9])
    #expect(folder.names.count == 2)
    try file.commit()
    #expect(try folder.bytes("a") == [UInt8](repeating: 1, count: 3_000_000))
    #expect(folder.names == ["a"])
  }

  @Test func withoutACommitNothingHasHappened() throws {
    folder.file("a", [9])
    do {
      var file = try AtomicFile.create(folder.path + "/a")
      try file.write([1, 2, 3])
    }
    #expect(try folder.bytes("a") == [9])
    #expect(folder.names == ["a"])
  }

  @Test(arguments: [0o600, 0o640, 0o755, 0o4755, 0o444] as [mode_t])
  func theModeStays(mode: mode_t) throws {
    let path = folder.file("a", [9])
    #expect(chmod(path, mode) == 0)
    try write([1], to: "a")
    #expect(folder.mode("a") == mode)
    #expect(try folder.bytes("a") == [1])
  }

  @Test(.enabled(if: geteuid() == 0, "only root may give files away")) func theOwnerStays() throws {
    let path = folder.file("a", [9])
    #expect(chown(path, 1234, 4321) == 0)
    try write([1], to: "a")
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_uid == 1234 && status.st_gid == 4321)
  }

  @Test func aLinkStaysAndWhatItPointsToIsReplaced() throws {
    folder.file("real", [9])
    #expect(symlink("real", folder.path + "/middle") == 0)
    #expect(symlink(folder.path + "/middle", folder.path + "/link") == 0)
    try write([1, 2], to: "link")
    #expect(try folder.bytes("real") == [1, 2])
    #expect(folder.names == ["link", "middle", "real"])
    var status = stat()
    #expect(lstat(folder.path + "/link", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func aLinkToNothingMakesWhatItPointsTo() throws {
    #expect(symlink("later", folder.path + "/link") == 0)
    try write([5], to: "link")
    #expect(try folder.bytes("later") == [5])
    #expect(symlink("loop", folder.path + "/loop") == 0)
    #expect(throws: FileError.self) { try write([5], to: "loop") }
    unlink(folder.path + "/loop")
  }

  @Test func devicesAreWrittenToAndNotReplaced() throws {
    var file = try AtomicFile.create("/dev/null")
    try file.write([1, 2, 3])
    try file.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func aFullDiskIsAnErrorThatNamesTheFile() throws {
    let error = #expect(throws: FileError.self) {
      var file = try AtomicFile.create("/dev/full")
      try file.write([1, 2, 3])
      try file.commit()
    }
    #expect(
      error?.description
        == "/dev/full: cannot write: No space left on device; free some space, or write to another folder")
  }

  @Test func foldersAndMissingFoldersAreErrors() throws {
    #expect(throws: FileError.self) { try write([], to: "") }
    let error = #expect(throws: FileError.self) { try write([], to: "no/such") }
    #expect(error?.remedy == "create its folder first")
    #expect(throws: FileError.self) { try write([], to: "a\0b") }
  }

  @Test func aNameOfFullLengthWorks() throws {
    let name = String(repeating: "ü", count: 127)
    try write([1], to: name)
    #expect(folder.names == [name])
  }

  @Test func piecesOfAllSizesArriveInOrder() throws {
    var expected: [UInt8] = []
    var file = try AtomicFile.create(folder.path + "/a")
    for count in [0, 1, 7, 65_535, 65_536, 65_537, 300_000, 3, 262_144, 20_000_000, 5] {
      let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: count &* 31 &+ 1), count: count)
      try file.write(piece)
      expected += piece
      #expect(file.count == expected.count)
    }
    try file.commit()
    #expect(try folder.bytes("a") == expected)
  }

  @Test func rangesOfOtherFilesAreCopied() throws {
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
    let source = try DataFile.open(folder.file("source", bytes))
    var file = try AtomicFile.create(folder.path + "/a")
    try file.reserve(2_000_000)
    try file.write([1, 2, 3])
    for range in [0..<10, 5..<900_000, 999_999..<1_000_000, 7..<7] { try file.copy(from: source, range) }
    #expect(throws: FileError.self) { try file.copy(from: source, 10..<1_000_001) }
    try file.commit()
    #expect(try folder.bytes("a") == [1, 2, 3] + bytes[0..<10] + bytes[5..<900_000] + bytes.suffix(1))
  }

  @Test func aFileMayBeReplacedByAPartOfItself() throws {
    let path = folder.file("a", Array(0..<100))
    let source = try DataFile.open(path)
    var file = try AtomicFile.create(path)
    try file.copy(from: source, 50..<100)
    try file.commit()
    #expect(try folder.bytes("a") == Array(50..<100))
  }

  @Test func memoryFilesAreCopiedAcrossFileSystems() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let source: DataFile
    do {
      defer { close(ends[0]) }
      let sent = [UInt8](repeating: 3, count: 60_000)
      #expect(sent.withUnsafeBytes { Glibc.write(ends[1], $0.baseAddress, $0.count) } == sent.count)
      close(ends[1])
      source = try DataFile.spool(descriptor: ends[0], name: "standard input")
    }
    var file = try AtomicFile.create(folder.path + "/a")
    try file.write([UInt8](repeating: 1, count: 250_000))
    try file.copy(from: source, 0..<60_000)
    try file.commit()
    #expect(try folder.bytes("a").suffix(60_000) == [UInt8](repeating: 3, count: 60_000)[...])
  }
}
