internal import Diagnostics

/// The file is a pointer of Git LFS, and not the model.
///
/// ## What it means
/// Git LFS keeps large files outside of the repository; a checkout without them has three lines of text in their place.
/// The command that opens the file finds it.
///
/// ## Why it is bad
/// There is no model to look at, and other tools say only that they can't parse it.
///
/// ## Example
/// ```text
/// version https://git-lfs.github.com/spec/v1
/// oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
/// size 102442450
/// ```
///
/// ## How to mend it
/// Run `git lfs pull`.
///
/// ## Fix safety
/// No fix: the model is elsewhere.
///
/// ## What others say
/// onnx.checker: `Unable to parse proto from file`. ONNX Runtime: `Protobuf parsing failed.`
enum LFSPointer: Rule {
  static let info = RuleInfo("F001", "lfs-pointer", .error, "the file is a pointer of Git LFS, and not the model")

  /// Found when the file is opened.
  static func check(_ model: CheckedModel) -> [Diagnostic] { [] }
}
