// Why a literal stands for no value of its type.

/// What is wrong with a numeric literal.
package enum NumberError: Error, Sendable, Equatable {
  /// Not a literal of the grammar, or `nan(0x...)` with a pattern that is no NaN of the type.
  case malformed
  /// Beyond the largest number of the type.
  case overflow
  /// An infinity in a type without one.
  case noInfinity
  /// A NaN in a type without one.
  case noNaN
  /// A negative number in a type without a sign.
  case noSign
  /// A zero in a type without one.
  case noZero
}
