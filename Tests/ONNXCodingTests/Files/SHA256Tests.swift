import Testing

@testable import ONNXCoding

struct SHA256Tests {
  @Test(arguments: [
    // FIPS 180-4's own examples.
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownDigests(text: String, digest: String) {
    #expect(SHA256.hex(SHA256.digest(Array(text.utf8))) == digest)
  }

  @Test func aMillionTimesA() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update([UInt8](repeating: 0x61, count: 1000)) }
    #expect(
      SHA256.hex(hash.finish()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func theWayItIsCutDoesNotMatter() {
    let bytes = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for cut in 0...200 {
      var hash = SHA256()
      hash.update(Array(bytes[..<cut]))
      hash.update([])
      hash.update(Array(bytes[cut...]))
      #expect(hash.finish() == SHA256.digest(bytes))
    }
  }

  @Test func bothWaysToComputeAgree() {
    let bytes = (0..<6400).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 5)) }
    var fast = SHA256Compression()
    var plain = SHA256Compression(inPlainSwift: true)
    bytes.withUnsafeBytes {
      fast.process($0)
      plain.process($0)
    }
    #expect(fast.state == plain.state)
  }

  @Test func aRangeOfAFile() throws {
    let folder = TemporaryFolder()
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 3) }
    let file = try DataFile.open(folder.file("a", bytes))
    #expect(try SHA256.digest(file, 5..<599_999) == SHA256.digest(Array(bytes[5..<599_999])))
    #expect(throws: FileError.self) { try SHA256.digest(file, 0..<600_001) }
  }
}
