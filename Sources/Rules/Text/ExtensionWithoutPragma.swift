internal import Diagnostics

/// A text uses extensions, and has no first line that says so.
///
/// ## What it means
/// Notes such as `@doc`, references such as `@data` and the like are read only where the reference would refuse them. What
/// is absent and how numbers are stored goes by the reference's rules without a first line `#!onnx-text 1`.
///
/// ## Why it is bad
/// Presence and storage may not be what the author means: an operator without a domain gets an empty one, say.
///
/// ## Example
/// ```text
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x) @doc "an extension"
/// }
/// ```
/// Mended:
/// ```text
/// #!onnx-text 1
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x) @doc "an extension"
/// }
/// ```
///
/// ## How to mend it
/// Write the first line with the flags that are meant.
///
/// ## Fix safety
/// Safe: a first line without flags means what its absence means.
///
/// ## What others say
/// onnx.parser refuses the extension itself.
enum ExtensionWithoutPragma: Rule {
  static let info = RuleInfo(
    "K002", "extension-without-pragma", .warning, fix: .safe, "a text uses extensions without a first line that says so"
  )

  /// Found when the text is read.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
