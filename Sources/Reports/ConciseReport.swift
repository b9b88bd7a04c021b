// The findings with one line each, as compilers print them and editors read them.

internal import Diagnostics
package import SourceText

/// Writes `file:line:column: error F003 message` for each finding; in a binary the byte or the path stands in the place
/// of line and column: `file: graph.node[1]: error ...`.
package struct ConciseReport {
  package init() {}

  package func write(_ files: [FileReport], into output: inout ByteWriter) {
    for file in files {
      for diagnostic in file.diagnostics {
        let place = Self.place(diagnostic.place, in: file)
        output.append("\(place): \(diagnostic.severity) \(diagnostic.code.code) \(diagnostic.message.printable)\n")
      }
    }
  }

  /// `file:line:column`, `file: byte 412, graph.node[1]` or `file`.
  static func place(_ place: Place, in file: FileReport) -> String {
    let path = file.path.printable
    if let range = place.range, let position = file.position(at: range.lowerBound) {
      return "\(path):\(position.line):\(position.column)"
    }
    let inside = describe(place)
    return inside.isEmpty ? path : "\(path): \(inside)"
  }

  /// A place without lines: `byte 412, graph.node[1]`.
  static func describe(_ place: Place) -> String {
    var parts: [String] = []
    if let bytes = place.bytes { parts.append("byte \(bytes.lowerBound)") }
    if let path = place.path?.description, !path.isEmpty { parts.append(path.printable) }
    return parts.joined(separator: ", ")
  }
}
