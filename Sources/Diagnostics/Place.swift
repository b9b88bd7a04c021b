// Where in a file a diagnostic is.

package import ONNXModel

/// What a diagnostic is about: the whole file, or any of a place in the model, a range of its text, one of its binary.
package struct Place: Sendable, Hashable {
  /// Nil when no model was read; the model itself has the empty path.
  package var path: ModelPath?
  /// Byte offsets in the text; nil in a binary.
  package var range: Range<Int>?
  /// Byte offsets in a damaged binary.
  package var bytes: Range<Int>?

  package init(path: ModelPath? = nil, range: Range<Int>? = nil, bytes: Range<Int>? = nil) {
    self.path = path
    self.range = range
    self.bytes = bytes
  }

  /// The file as a whole.
  package static var file: Place { Place() }

  package static func path(_ path: ModelPath) -> Place { Place(path: path) }

  package static func text(_ range: Range<Int>) -> Place { Place(range: range) }

  package static func bytes(_ range: Range<Int>) -> Place { Place(bytes: range) }
}

extension Place: Comparable {
  /// The order of reports: by text, then by bytes, then by path; what has no place comes first.
  package static func < (left: Place, right: Place) -> Bool {
    if left.range != right.range { return isBefore(left.range, right.range) }
    if left.bytes != right.bytes { return isBefore(left.bytes, right.bytes) }
    return isBefore(left.path, right.path)
  }

  private static func isBefore(_ left: Range<Int>?, _ right: Range<Int>?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
  }

  /// Steps in turn, fields by name and elements by number: `node[2]` before `node[10]`.
  private static func isBefore(_ left: ModelPath?, _ right: ModelPath?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    for (one, other) in zip(left.steps, right.steps) where one != other {
      return one.field != other.field ? one.field < other.field : (one.index ?? -1) < (other.index ?? -1)
    }
    return left.steps.count < right.steps.count
  }
}
