// Base64, RFC 4648 section 4: how bytes that are no text stand in JSON.

/// The bytes in base64, padded, on one line.
package func base64(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  let letters = UnsafeBufferPointer(start: alphabet.utf8Start, count: alphabet.utf8CodeUnitCount)
  return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
    var written = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = min(bytes.count - start, 3)
      var group = UInt32(bytes[start]) << 16
      if left > 1 { group |= UInt32(bytes[start + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[start + 2]) }
      for place in 0..<4 {
        output[written] =
          place <= left ? letters[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "=")
        written += 1
      }
    }
    return written
  }
}
