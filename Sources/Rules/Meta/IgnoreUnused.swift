internal import Diagnostics

/// An ignore comment silences nothing.
///
/// ## What it means
/// `# graven: ignore CODE reason` on a line, or above it, silences that code there. Nothing of the code is found at the
/// line, or the comment names no code.
///
/// ## Why it is bad
/// It was written for a fault that is gone, and would hide the next one.
///
/// ## Example
/// ```text
/// y = Relu (x)  # graven: ignore S002 the exporter is wrong here
/// ```
/// Mended:
/// ```text
/// y = Relu (x)
/// ```
///
/// ## How to mend it
/// Remove the comment, or correct its code.
///
/// ## Fix safety
/// Safe: a comment has no meaning for the model.
///
/// ## What others say
/// Nobody else has such comments.
enum IgnoreUnused: Rule {
  static let info = RuleInfo("D004", "ignore-unused", .warning, fix: .safe, "an ignore comment silences nothing")

  /// Found when comments are matched with diagnostics.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
