// What names a diagnostic in output, configuration and ignore comments.

/// How much a diagnostic weighs, worst first.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  /// The model is wrong, or some runtime refuses it.
  case error
  /// Legal, and probably not meant.
  case warning
  /// Worth knowing; reported only when selected.
  case info

  /// Worse comes first.
  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}

/// The stable name of a kind of diagnostic: `F001`, and `lfs-pointer` for people.
package struct DiagnosticCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// A letter for the group and three digits.
  package let code: String
  /// Words joined by `-`.
  package let name: String

  package init(_ code: String, _ name: String) {
    self.code = code
    self.name = name
  }

  /// The letter, which selects all codes of the group in a configuration.
  package var group: String { String(code.prefix(1)) }

  package var description: String { "\(code) \(name)" }

  package static func < (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.code < right.code }

  /// Whether a text has the form of a code, known or not: `F001`.
  package static func isWellFormed(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 4 && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[0])
      && bytes[1...].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
