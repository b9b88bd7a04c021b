import Glibc
import Testing

@testable import ONNXCoding

struct DataFileTests {
  let folder = TemporaryFolder()

  @Test func readsRanges() throws {
    let file = try DataFile.open(folder.file("a", Array(0..<200)))
    #expect(file.size == 200)
    #expect(try file.read(10..<14) == [10, 11, 12, 13])
    #expect(try file.read(200..<200) == [])
    #expect(try file.read(0..<200) == Array(0..<200))
  }

  @Test func aRangeOutsideIsAnErrorThatNamesTheFile() throws {
    let file = try DataFile.open(folder.file("a", [1, 2, 3]))
    let error = #expect(throws: FileError.self) { try file.read(2..<5) }
    #expect(error?.description.contains("/a: cannot read: bytes 2 to 5 are asked for, and it has 3") == true)
    #expect(throws: FileError.self) { try file.read(Int.max - 1..<Int.max) }
    #expect(throws: FileError.self) { try file.read(-4 ..< -1) }
  }

  @Test func readingIntoABufferStopsAtTheEnd() throws {
    let file = try DataFile.open(folder.file("a", [1, 2, 3]))
    var buffer = [UInt8](repeating: 9, count: 5)
    let count = try buffer.withUnsafeMutableBytes { try file.read(at: 1, into: $0) }
    #expect(count == 2)
    #expect(buffer == [2, 3, 9, 9, 9])
  }

  @Test func aFileThatGetsShorterIsAnErrorAndNoCrash() throws {
    let path = folder.file("a", Array(0..<100))
    let file = try DataFile.open(path)
    #expect(truncate(path, 10) == 0)
    let error = #expect(throws: FileError.self) { try file.read(5..<50) }
    #expect(error?.reason == "it got shorter while it was read")
    #expect(try file.currentIdentity() != file.identity)
  }

  @Test func foldersPipesAndOddPathsAreRefused() throws {
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError.self) { try DataFile.open(folder.path) }
    #expect(throws: FileError.self) { try DataFile.open(pipe) }
    #expect(throws: FileError.self) { try DataFile.open("/dev/zero") }
    #expect(throws: FileError.self) { try DataFile.open("") }
    #expect(throws: FileError.self) { try DataFile.open(folder.path + "/a\0b") }
    let error = #expect(throws: FileError.self) { try DataFile.open("/no/such/file") }
    #expect(error?.description == "/no/such/file: cannot open: No such file or directory; check the path")
  }

  @Test func theIdentityOfAFileChangesWithIt() throws {
    let path = folder.file("a", [1])
    let first = try DataFile.open(path)
    #expect(try DataFile.open(path).identity == first.identity)
    folder.file("a", [1, 2])
    #expect(try DataFile.open(path).identity != first.identity)
  }

  @Test func aPipeIsReadToItsEndOrSpooled() throws {
    for spooled in [false, true] {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let sent = [UInt8](repeating: 7, count: 5000)
      #expect(sent.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } == 5000)
      close(ends[1])
      if spooled {
        let file = try DataFile.spool(descriptor: ends[0], name: "standard input")
        #expect(try file.read(0..<file.size) == sent)
      } else {
        #expect(try StreamReader.readAll(descriptor: ends[0], name: "standard input") == sent)
      }
      close(ends[0])
    }
  }

  @Test func aStreamOverTheLimitIsAnError() throws {
    #expect(throws: FileError.self) { try StreamReader.readAll(path: "/dev/zero", limit: 5_000_000) }
  }
}
