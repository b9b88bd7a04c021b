// What can be wrong with a configuration, with its place and what to do.

/// A `graven.toml` that can't be used.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as messages name it.
  package var file: String
  /// From 1, columns in Unicode scalars; nil where the whole file is meant.
  package var place: Place?
  package var message: String
  /// An imperative clause.
  package var remedy: String

  package struct Place: Sendable, Hashable {
    package var line: Int
    package var column: Int
  }

  /// `graven.toml:3:1: unknown key "selct"; write "select"`.
  package var description: String {
    let place = self.place.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(file)\(place): \(message); \(remedy)"
  }
}
