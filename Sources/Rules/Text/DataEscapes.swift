internal import Diagnostics

/// A reference to data leads out of the text's folder.
///
/// ## What it means
/// The path of an `@data` is absolute, climbs with `..`, or goes through a link to somewhere else.
///
/// ## Why it is bad
/// Whoever builds the text would read a file of its author's choice.
///
/// ## Example
/// ```text
/// float[4] w = @data("../../secret.bin", 0, 16)
/// ```
/// Mended:
/// ```text
/// float[4] w = @data("weights.bin", 0, 16)
/// ```
///
/// ## How to mend it
/// Put the file into the text's folder, or say with `--base` where paths begin.
///
/// ## Fix safety
/// No fix: the file has to be moved.
///
/// ## What others say
/// Nobody else reads such references.
enum DataEscapes: Rule {
  static let info = RuleInfo("K004", "data-escapes", .error, "a reference to data leads out of the text's folder")

  /// Found when the text is read.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
