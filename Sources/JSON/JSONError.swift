// What can be wrong with JSON, and where.

/// Why bytes are not JSON.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: Sendable, Hashable {
    case unexpectedEnd
    /// What should stand at the offset, in words: `a value`, `"," or "}"`.
    case expected(String)
    case badNumber
    /// A number larger than every double.
    case numberTooLarge
    /// A byte under 0x20 in a string, which must be written as an escape.
    case controlCharacter
    case badEscape
    /// Half of a surrogate pair, written as `\uD800` or the like without the other half.
    case loneSurrogate
    case invalidUTF8
    /// More objects and arrays in one another than the limit, which is given.
    case tooDeep(Int)
  }

  package var reason: Reason
  /// The byte at which it shows, from 0.
  package var offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String { "\(message) at byte \(offset)" }

  /// What is wrong, without the place.
  package var message: String {
    switch reason {
    case .unexpectedEnd: "JSON ends in the middle"
    case .expected(let what): "expected \(what)"
    case .badNumber: "not a JSON number"
    case .numberTooLarge: "number too large for a double"
    case .controlCharacter: "control character in a string; write it as an escape"
    case .badEscape: "no such escape in a string"
    case .loneSurrogate: "half a surrogate pair in a string"
    case .invalidUTF8: "invalid UTF-8 in a string"
    case .tooDeep(let limit): "nested deeper than the limit of \(limit)"
    }
  }
}
