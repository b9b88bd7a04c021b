// Bytes as hexadecimal digits.

package enum Hex {
  /// Writes two digits of lower case a byte; `out` must have room for them. Returns how many.
  package static func encode(_ bytes: UnsafeRawBufferPointer, to out: UnsafeMutablePointer<UInt8>) -> Int {
    var end = out
    for byte in bytes {
      end[0] = digit(byte &>> 4)
      end[1] = digit(byte & 15)
      end += 2
    }
    return end - out
  }

  /// The most bytes that a text can hold.
  package static func maximumDecodedBytes(textCount: Int) -> Int { textCount / 2 }

  /// Reads digits of any case, white space (space, tab, CR, LF) aside, and returns the number of bytes.
  ///
  /// `out` must have room for `maximumDecodedBytes(textCount:)`.
  package static func decode(
    _ text: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>
  ) -> Result<Int, ByteTextError> {
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return .success(0) }
      var end = out
      var next = 0
      while true {
        while next &+ 2 <= text.count {
          let high = values[Int(text[next])]
          let low = values[Int(text[next &+ 1])]
          if (high | low) > 15 { break }
          end.pointee = high &<< 4 | low
          end += 1
          next &+= 2
        }
        // A pair with white space in it, or the text's end.
        var pair: UInt8 = 0
        var digits = 0
        while next < text.count && digits < 2 {
          let digit = values[Int(text[next])]
          if digit < 16 {
            pair = pair &<< 4 | digit
            digits &+= 1
          } else if !ByteText.isSpace(text[next]) {
            return .failure(ByteTextError(reason: .invalidByte, offset: next))
          }
          next &+= 1
        }
        if digits == 0 { return .success(end - out) }
        if digits == 1 { return .failure(ByteTextError(reason: .incomplete, offset: next)) }
        end.pointee = pair
        end += 1
      }
    }
  }

  /// The value of each digit, 255 for what is none.
  private static let values: [UInt8] = (0...255).map { value(of: $0) ?? 255 }

  /// The value of a digit of any case.
  @inline(__always)
  static func value(of byte: UInt8) -> UInt8? {
    let decimal = byte &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter &+ 10 : nil
  }

  @inline(__always)
  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
  }
}

enum ByteText {
  /// Space, tab, CR, LF.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
