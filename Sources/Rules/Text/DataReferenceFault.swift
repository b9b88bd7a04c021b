internal import Diagnostics

/// A reference to data leads to nothing that fits.
///
/// ## What it means
/// The file or the tensor that `@data` names is missing, has another type or other dimensions, or has changed since its
/// checksum was written.
///
/// ## Why it is bad
/// The weight has no numbers, or not those that were meant.
///
/// ## Example
/// ```text
/// float[8, 1, 3, 3] "conv1.weight" = @data("lenet.onnx", "conv1.wieght")
/// ```
/// Mended:
/// ```text
/// float[8, 1, 3, 3] "conv1.weight" = @data("lenet.onnx", "conv1.weight")
/// ```
///
/// ## How to mend it
/// Put the file where the text expects it, or correct the reference; `--base` says where paths begin.
///
/// ## Fix safety
/// Chosen by a person: the tensor with the most similar name.
///
/// ## What others say
/// Nobody else reads such references.
enum DataReferenceFault: Rule {
  static let info = RuleInfo(
    "K003", "data-reference", .error, fix: .manual, "a reference to data leads to nothing that fits")

  /// Found when the text is read.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
