import SourceText
import Testing

@Suite struct PositionEncodingTests {
  /// Byte offsets of a, é, 漢, 🎈, a stray byte, z: 0 1 3 6 10 11.
  let line = Array("aé漢🎈".utf8) + [0xFF, UInt8(ascii: "z")]

  func column(_ encoding: PositionEncoding, _ byte: Int) -> Int {
    line.withUnsafeBufferPointer { encoding.column(ofByte: byte, in: $0) }
  }

  func byte(_ encoding: PositionEncoding, _ column: Int) -> Int {
    line.withUnsafeBufferPointer { encoding.byte(ofColumn: column, in: $0) }
  }

  @Test func scalarsCountAsTheEncodingSays() {
    #expect([0, 1, 3, 6, 10, 11, 12].map { column(.utf8, $0) } == [0, 1, 3, 6, 10, 11, 12])
    #expect([0, 1, 3, 6, 10, 11, 12].map { column(.utf16, $0) } == [0, 1, 2, 3, 5, 6, 7])
    #expect([0, 1, 3, 6, 10, 11, 12].map { column(.utf32, $0) } == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func columnsLeadBackToTheirBytes() {
    #expect((0...7).map { byte(.utf16, $0) } == [0, 1, 3, 6, 6, 10, 11, 12])
    #expect((0...6).map { byte(.utf32, $0) } == [0, 1, 3, 6, 10, 11, 12])
  }

  @Test func placesInsideAScalarRoundDown() {
    #expect(column(.utf16, 2) == 1)
    #expect(column(.utf32, 9) == 3)
    #expect(byte(.utf8, 4) == 3)
  }

  @Test func placesOutsideAreTheEnds() {
    for encoding in PositionEncoding.allCases {
      #expect(column(encoding, -1) == 0)
      #expect(byte(encoding, -1) == 0)
      #expect(byte(encoding, .max) == line.count)
      #expect(column(encoding, .max) == column(encoding, line.count))
    }
  }

  /// The standard library decodes the same scalars from any three bytes, and as many stray ones.
  @Test func scalarsAreThoseOfTheStandardLibrary() {
    let interesting: [UInt8] =
      [0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED]
      + [0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
    for a in interesting {
      for b in interesting {
        for c in interesting {
          for d in interesting {
            let bytes = [a, b, c, d]
            let length = bytes.withUnsafeBufferPointer { UTF8Scan.length($0, at: 0) }
            let prefix = (1...4).first { String(validating: bytes.prefix($0), as: UTF8.self) != nil } ?? 0
            if length != prefix { Issue.record("\(bytes): \(length), \(prefix)") }
          }
        }
      }
    }
  }

  @Test func longASCIILinesAreWalkedInWords() {
    let text = Array((String(repeating: "x", count: 61) + "é" + String(repeating: "y", count: 40)).utf8)
    text.withUnsafeBufferPointer { line in
      for byte in 0...103 where byte != 62 {
        #expect(PositionEncoding.utf16.column(ofByte: byte, in: line) == (byte <= 61 ? byte : byte - 1))
      }
      for column in 0...102 {
        #expect(PositionEncoding.utf32.byte(ofColumn: column, in: line) == (column <= 61 ? column : column + 1))
      }
    }
  }
}
