// Steps through bytes that should be UTF-8 and may be anything.

/// Decodes single scalars of bytes that may hold invalid UTF-8.
///
/// Valid means what the Unicode Standard's table 3-7 lists: no overlong forms, no surrogates, nothing past U+10FFFF.
package enum UTF8Scan {
  /// The number of bytes, 1 to 4, of the scalar that starts at `index`; 0 where no valid scalar starts.
  package static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index >= 0, index < bytes.count else { return 0 }
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let wanted: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: wanted = 2
    case 0xE0: (wanted, second) = (3, 0xA0...0xBF)
    case 0xED: (wanted, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: wanted = 3
    case 0xF0: (wanted, second) = (4, 0x90...0xBF)
    case 0xF4: (wanted, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: wanted = 4
    default: return 0
    }
    guard bytes.count - index >= wanted, second.contains(bytes[index + 1]) else { return 0 }
    var next = index + 2
    while next < index + wanted {
      if bytes[next] & 0xC0 != 0x80 { return 0 }
      next += 1
    }
    return wanted
  }

  /// The scalar that starts at `index`, or nil where the byte there starts none; the index must be in the bytes.
  package static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32?, length: Int) {
    let length = length(bytes, at: index)
    switch length {
    case 0: return (nil, 1)
    case 1: return (UInt32(bytes[index]), 1)
    default:
      var value = UInt32(bytes[index]) & (0xFF >> (UInt32(length) + 1))
      for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
      return (value, length)
    }
  }

  /// Where the scalar before `index` starts: one byte back in invalid UTF-8; `index` must be over 0.
  package static func start(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for back in 1...4 where index - back >= 0 {
      if length(bytes, at: index - back) == back { return index - back }
    }
    return index - 1
  }

  /// How many bytes from `index` on, and before `end`, are surely ASCII: whole words of eight.
  static func asciiRun(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int, to end: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var next = index
    while end - next >= 8, raw.loadUnaligned(fromByteOffset: next, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      next += 8
    }
    return next - index
  }
}
