import SourceText
import Testing

@Suite struct ByteWriterTests {
  @Test func everyKindOfPieceIsAppendedInOrder() {
    var writer = ByteWriter(capacity: 1)
    writer.append("literal ")
    writer.append(UInt8(ascii: "b"))
    writer.append(String(repeating: "é", count: 2))
    writer.append("abc".dropFirst())
    writer.append([1, 2])
    writer.append([1, 2, 3][1...])
    writer.append(repeating: 9, count: 2)
    writer.append(repeating: 9, count: -1)
    [UInt8]().withUnsafeBufferPointer { writer.append($0) }
    let bytes = writer.take()
    #expect(bytes == Array("literal béébc".utf8) + [1, 2, 2, 3, 9, 9])
  }

  @Test func growingKeepsWhatWasWritten() {
    var writer = ByteWriter(capacity: 0)
    for value in 0..<100_000 { writer.append(UInt8(truncatingIfNeeded: value)) }
    let count = writer.count
    #expect(count == 100_000)
    let right = writer.withBytes { bytes in bytes.indices.allSatisfy { bytes[$0] == UInt8(truncatingIfNeeded: $0) } }
    #expect(right)
  }

  @Test func reservedRoomIsWrittenInPlace() {
    var writer = ByteWriter(capacity: 4)
    writer.append("ab")
    let room = writer.reserve(1000)
    room[0] = UInt8(ascii: "c")
    room[1] = UInt8(ascii: "d")
    writer.advance(2)
    let count = writer.count
    #expect(count == 4)
    writer.truncate(to: 9)
    writer.truncate(to: 3)
    let text = writer.withBytes { String(decoding: $0, as: UTF8.self) }
    #expect(text == "abc")
  }

  @Test func removeAllStartsAfresh() {
    var writer = ByteWriter()
    writer.append("gone")
    writer.removeAll()
    let isEmpty = writer.isEmpty
    #expect(isEmpty)
    writer.append("kept")
    let bytes = writer.take()
    #expect(bytes == Array("kept".utf8))
  }
}
