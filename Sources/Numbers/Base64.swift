// Bytes as base64 (RFC 4648, standard alphabet, with padding).

package enum Base64 {
  /// Characters that so many bytes take.
  package static func encodedBytes(count: Int) -> Int { (count &+ 2) / 3 &* 4 }

  /// Writes `encodedBytes(count:)` characters and returns how many.
  package static func encode(_ bytes: UnsafeRawBufferPointer, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let alphabet = alphabet.utf8Start
    var end = out
    var index = 0
    while index &+ 3 <= bytes.count {
      let group = UInt32(bytes[index]) &<< 16 | UInt32(bytes[index &+ 1]) &<< 8 | UInt32(bytes[index &+ 2])
      write(group, alphabet, to: end)
      index &+= 3
      end += 4
    }
    let rest = bytes.count &- index
    if rest > 0 {
      let second = rest == 2 ? UInt32(bytes[index &+ 1]) &<< 8 : 0
      write(UInt32(bytes[index]) &<< 16 | second, alphabet, to: end)
      end[3] = padding
      if rest == 1 { end[2] = padding }
      end += 4
    }
    return end - out
  }

  /// The most bytes that a text can hold.
  package static func maximumDecodedBytes(textCount: Int) -> Int { (textCount &+ 3) / 4 &* 3 }

  /// Reads characters, white space (space, tab, CR, LF) aside, and returns the number of bytes.
  ///
  /// `out` must have room for `maximumDecodedBytes(textCount:)`.
  package static func decode(
    _ text: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
  ) -> Result<Int, ByteTextError> {
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress, let start = text.baseAddress else { return .success(0) }
      var decoder = Decoder(text: start, count: text.count, values: values, out: out)
      while decoder.next < decoder.count {
        decoder.takeWholeGroups()
        if let error = decoder.takeOneGroup() { return .failure(error) }
      }
      return .success(decoder.end - out)
    }
  }

  private static let padding = UInt8(ascii: "=")
  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// The six bits of each character, 255 for what is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for index in 0..<64 { values[Int(alphabet.utf8Start[index])] = UInt8(index) }
    return values
  }()

  @inline(__always)
  private static func write(
    _ group: UInt32, _ alphabet: UnsafePointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
  ) {
    out[0] = alphabet[Int(group &>> 18)]
    out[1] = alphabet[Int(group &>> 12 & 63)]
    out[2] = alphabet[Int(group &>> 6 & 63)]
    out[3] = alphabet[Int(group & 63)]
  }

  /// A text on its way to bytes.
  private struct Decoder {
    var next = 0
    var end: UnsafeMutablePointer<UInt8>
    let count: Int
    private let text: UnsafePointer<UInt8>
    private let values: UnsafePointer<UInt8>

    init(
      text: UnsafePointer<UInt8>, count: Int, values: UnsafePointer<UInt8>, out: UnsafeMutablePointer<UInt8>
    ) {
      self.text = text
      self.count = count
      self.values = values
      end = out
    }

    /// Takes groups of four characters of the alphabet while they follow one another.
    @inline(__always)
    mutating func takeWholeGroups() {
      var index = next
      var out = end
      while index &+ 4 <= count {
        let first = UInt32(values[Int(text[index])])
        let second = UInt32(values[Int(text[index &+ 1])])
        let third = UInt32(values[Int(text[index &+ 2])])
        let fourth = UInt32(values[Int(text[index &+ 3])])
        if (first | second | third | fourth) > 63 { break }
        let group = first &<< 18 | second &<< 12 | third &<< 6 | fourth
        out[0] = UInt8(truncatingIfNeeded: group &>> 16)
        out[1] = UInt8(truncatingIfNeeded: group &>> 8)
        out[2] = UInt8(truncatingIfNeeded: group)
        index &+= 4
        out += 3
      }
      next = index
      end = out
    }

    /// Takes one group with white space in it or padding at its end, or the white space that ends the text.
    @inline(never)
    mutating func takeOneGroup() -> ByteTextError? {
      var group: UInt32 = 0
      var characters = 0
      var paddings = 0
      while next < count && characters &+ paddings < 4 {
        let byte = text[next]
        let value = values[Int(byte)]
        if value < 64 {
          if paddings > 0 { return ByteTextError(reason: .misplacedPadding, offset: next) }
          group = group &<< 6 | UInt32(value)
          characters &+= 1
        } else if byte == padding {
          if characters < 2 { return ByteTextError(reason: .misplacedPadding, offset: next) }
          paddings &+= 1
        } else if !ByteText.isSpace(byte) {
          return ByteTextError(reason: .invalidByte, offset: next)
        }
        next &+= 1
      }
      if characters &+ paddings == 0 { return nil }
      if characters &+ paddings < 4 { return ByteTextError(reason: .incomplete, offset: next) }
      group = group &<< UInt32(truncatingIfNeeded: 6 &* paddings)
      if group & ((1 &<< UInt32(truncatingIfNeeded: 8 &* paddings)) &- 1) != 0 {
        return ByteTextError(reason: .strayBits, offset: next)
      }
      for byte in 0..<(3 &- paddings) {
        end[byte] = UInt8(truncatingIfNeeded: group &>> UInt32(truncatingIfNeeded: 16 &- 8 &* byte))
      }
      end += 3 &- paddings
      return paddings > 0 ? endError() : nil
    }

    /// After padding there is nothing but white space.
    private mutating func endError() -> ByteTextError? {
      while next < count {
        if !ByteText.isSpace(text[next]) { return ByteTextError(reason: .misplacedPadding, offset: next) }
        next &+= 1
      }
      return nil
    }
  }
}
