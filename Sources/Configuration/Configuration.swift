// What `graven.toml` says, as values.

package import Diagnostics

/// The settings of a project; without a file, the defaults.
package struct Configuration: Sendable, Equatable {
  /// Where the file is, from the root of the file system; nil without one.
  package var path: String?
  /// What walks of folders leave out: patterns as in `.gitignore`, relative to the file's folder.
  package var exclude: [String] = []
  package var check = CheckSettings()
  /// The fields that `@meta` may carry in this project; none: any.
  package var meta: [MetaField] = []
  package var eval = EvalSettings()

  package init() {}

  /// The folder that paths in the file are relative to; nil without a file.
  package var folder: String? {
    path.map { path in
      let end = path.lastIndex(of: "/") ?? path.startIndex
      return end == path.startIndex ? "/" : String(path[..<end])
    }
  }
}

/// `[check]`: which diagnostics are reported, and how.
package struct CheckSettings: Sendable, Equatable {
  /// Codes, groups (`S`) or `ALL`; nil: errors and warnings.
  package var select: [String]?
  /// Codes and groups; they win over `select`.
  package var ignore: [String] = []
  /// The runtime whose limits count too.
  package var target: String?
  /// Severities in the place of the catalogue's, by code.
  package var severity: [String: Severity] = [:]
  /// The mildest severity that makes the command fail.
  package var failOn: Severity?

  package init() {}
}

/// `[eval]`: what evaluation takes where the command line says nothing.
package struct EvalSettings: Sendable, Equatable {
  /// Sizes of symbolic dimensions, by name.
  package var dims: [String: Int] = [:]
  /// Where inputs come from, by name: a file, `random:7`, `zeros` or a literal.
  package var inputs: [String: String] = [:]

  package init() {}
}
