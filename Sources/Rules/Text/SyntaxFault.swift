internal import Diagnostics

/// The text does not follow the grammar, or a value in it does not fit.
///
/// ## What it means
/// At the place something else was expected. Numbers that don't fit their type count as well.
///
/// ## Why it is bad
/// The text says no model. What follows the place is looked at as far as it makes sense without it.
///
/// ## Example
/// ```text
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x
/// }
/// ```
/// Mended:
/// ```text
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Write what was expected there.
///
/// ## Fix safety
/// Chosen by a person, where one token mends it.
///
/// ## What others say
/// onnx.parser stops at its first error, without a line.
enum SyntaxFault: Rule {
  static let info = RuleInfo("K001", "syntax", .error, fix: .manual, "the text does not follow the grammar")

  /// Found when the text is read.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
