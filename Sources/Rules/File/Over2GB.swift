internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The file is over 2 GiB.
///
/// ## What it means
/// Protobuf's own libraries read messages up to 2,147,483,647 bytes, and this one is larger.
///
/// ## Why it is bad
/// The file can be written, and by no other tool be read.
///
/// ## Example
/// ```text
/// large.onnx: error[F006 over-2gb]: 3221225472 bytes; protobuf reads up to 2147483647
/// ```
///
/// ## How to mend it
/// Move the weights to external data: `graven text large.onnx -o large.onnxtxt`, then
/// `graven build large.onnxtxt -o small.onnx --external small.data`.
///
/// ## Fix safety
/// No fix in place: it writes a second file.
///
/// ## What others say
/// onnx.checker and ONNX Runtime can't parse the file.
enum Over2GB: Rule {
  static let info = RuleInfo("F006", "over-2gb", .error, "the file is over 2 GiB")

  private static let most = Int(Int32.max)

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let size = model.fileSize, size > most else { return [] }
    return [
      model.diagnostic(
        info, "\(size) bytes; protobuf reads up to \(most)", at: ModelPath(),
        notes: ["external data keep weights outside: graven build --external"],
        peers: said(
          checker: "Unable to parse proto from file.", runtime: "Protobuf parsing failed."))
    ]
  }
}
