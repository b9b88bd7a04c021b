// As much of Python's literal syntax as the header of a .npy file uses.

struct PythonScanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `{'key': value, ...}` up to the end; `value` reads what stands after the colon.
  mutating func dictionary(
    _ value: (String, inout PythonScanner) throws(NpyHeader.Failure) -> Void
  ) throws(NpyHeader.Failure) {
    try expect("{")
    while !take("}") {
      let key = try string()
      try expect(":")
      try value(key, &self)
      if take(",") { continue }
      try expect("}")
      break
    }
    skipSpace()
    guard place == bytes.count else { throw .damaged("something after the header's dictionary") }
  }

  /// A type: a string; the list of a structured array is refused.
  mutating func typeName() throws(NpyHeader.Failure) -> String {
    skipSpace()
    if place < bytes.count, bytes[place] == UInt8(ascii: "[") {
      throw .unsupported("it is a structured array", remedy: "save each field by itself")
    }
    return try string()
  }

  mutating func bool() throws(NpyHeader.Failure) -> Bool {
    if take("True") { return true }
    if take("False") { return false }
    throw .damaged("neither True nor False in the header")
  }

  /// `()`, `(3,)`, `(3, 4)`; Python 2 wrote `3L`.
  mutating func shape() throws(NpyHeader.Failure) -> [Int64] {
    try expect("(")
    var dims: [Int64] = []
    while !take(")") {
      dims.append(try integer())
      _ = take("L")
      if take(",") { continue }
      try expect(")")
      break
    }
    return dims
  }

  private mutating func string() throws(NpyHeader.Failure) -> String {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "'") || bytes[place] == UInt8(ascii: "\"") else {
      throw .damaged("a string is missing in the header")
    }
    let quote = bytes[place]
    let rest = bytes[(place + 1)...]
    guard let end = rest.firstIndex(of: quote), !rest[..<end].contains(UInt8(ascii: "\\")) else {
      throw .damaged("a string in the header that does not end")
    }
    place = end + 1
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private mutating func integer() throws(NpyHeader.Failure) -> Int64 {
    skipSpace()
    let digits = bytes[place...].prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard let value = Int64(String(decoding: digits, as: UTF8.self)) else {
      throw .damaged("a shape in the header that cannot be")
    }
    place += digits.count
    return value
  }

  private mutating func expect(_ word: String) throws(NpyHeader.Failure) {
    guard take(word) else { throw .damaged("\"\(word)\" is missing in the header") }
  }

  private mutating func take(_ word: String) -> Bool {
    skipSpace()
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] == 0x20 || (0x09...0x0d).contains(bytes[place]) || bytes[place] == 0 {
      place += 1
    }
  }
}
