// Columns as editors count them: in bytes, in UTF-16 units or in scalars.

/// The unit in which columns of a line are counted; raw values are those of the language server protocol.
///
/// A byte that belongs to no valid scalar counts 1 in every encoding. Places inside a scalar round down to its start.
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The column, from 0, of the byte at `byte` of `line`; a byte past the end is the end.
  package func column(ofByte byte: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    walk(line, toByte: byte, toColumn: .max).column
  }

  /// The byte, from 0, at `column` of `line`; a column past the end is the end.
  package func byte(ofColumn column: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    walk(line, toByte: .max, toColumn: column).byte
  }

  /// The last scalar boundary that lies neither after `byte` nor after `column`.
  private func walk(
    _ line: UnsafeBufferPointer<UInt8>, toByte byte: Int, toColumn column: Int
  ) -> (byte: Int, column: Int) {
    var at = 0
    var units = 0
    let end = min(line.count, max(byte, 0))
    while at < end && units < column {
      // As many ASCII bytes at once as neither limit forbids.
      let run = UTF8Scan.asciiRun(line, from: at, to: min(end, column - units < end - at ? at + column - units : end))
      if run > 0 {
        at += run
        units += run
        continue
      }
      let length = max(UTF8Scan.length(line, at: at), 1)
      let width = width(ofLength: length)
      if length > end - at || width > column - units { break }
      at += length
      units += width
    }
    return (at, units)
  }

  /// The units of a scalar that is `length` bytes long.
  private func width(ofLength length: Int) -> Int {
    switch self {
    case .utf8: length
    case .utf16: length == 4 ? 2 : 1
    case .utf32: 1
    }
  }
}
