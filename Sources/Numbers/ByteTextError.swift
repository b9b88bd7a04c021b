// Why a text of bytes, in hexadecimal or base64, can't be read.

/// What is wrong with a text of bytes, and where.
package struct ByteTextError: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// A byte that is neither of the alphabet nor white space.
    case invalidByte
    /// The text ends within a group: an odd number of hex digits, base64 without its padding.
    case incomplete
    /// Base64 that goes on after `=`, or has one where none can stand.
    case misplacedPadding
    /// The bits of base64's last character that belong to no byte are not zero.
    case strayBits
  }

  package var reason: Reason
  /// Offset in bytes in the text.
  package var offset: Int
}
