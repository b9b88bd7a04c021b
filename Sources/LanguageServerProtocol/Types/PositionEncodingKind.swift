// What a position counts.

/// The unit of `character` in a position: bytes, UTF-16 units or code points.
package enum PositionEncodingKind: String, JSONCodable, Hashable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
}
