// Says whether bytes are UTF-8, without making a string of them.

/// The offset of the first byte that is not part of valid UTF-8, or nil when all are.
func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let base = bytes.baseAddress else { return nil }
  let raw = UnsafeRawPointer(base)
  let end = bytes.count
  var at = 0
  while at < end {
    if end - at >= 8, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      at += 8
      continue
    }
    let first = bytes[at]
    if first < 0x80 {
      at += 1
      continue
    }
    // The Unicode Standard, table 3-7: length, and what the second byte may be.
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return at
    }
    guard end - at >= length, second.contains(bytes[at + 1]) else { return at }
    if length > 2, bytes[at + 2] & 0xC0 != 0x80 { return at }
    if length > 3, bytes[at + 3] & 0xC0 != 0x80 { return at }
    at += length
  }
  return nil
}
