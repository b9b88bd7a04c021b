internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The model uses what came after the version of the format that it says.
///
/// ## What it means
/// Weights that are no inputs need IR version 4, functions 8, int4 10, and so on (onnx.proto, Version).
///
/// ## Why it is bad
/// ONNX's checker refuses loose weights. Of the rest nobody complains, until an old runtime believes the number.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 3, opset_import: ["" : 8]>  # F009 ir_version
/// g (float[2] x) => (float[2] y) <
///   float[2] scale = {1.0, 2.0}
/// > {
///   y = Mul (x, scale)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 4, opset_import: ["" : 8]>
/// g (float[2] x) => (float[2] y) <
///   float[2] scale = {1.0, 2.0}
/// > {
///   y = Mul (x, scale)
/// }
/// ```
///
/// ## How to mend it
/// Raise `ir_version` to what the model needs.
///
/// ## Fix safety
/// Safe: a newer version allows more, and takes nothing away.
///
/// ## What others say
/// onnx.checker, of weights alone: `scale in initializer but not in graph input`
enum IRTooOld: Rule {
  static let info = RuleInfo("F009", "ir-too-old", .error, fix: .safe, "the model uses what came after its ir_version")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let version = model.model.irVersion, version > 0, version < IRVersions.newest else { return [] }
    let needs = IRNeeds.all(model, above: version)
    guard let highest = needs.first else { return [] }
    let weight = needs.first(where: \.isWeight)
    let shown = weight ?? highest
    let path = ModelPath([.init("ir_version")])
    var saying: String?
    if weight != nil, let main = model.index.mainScope {
      let loose = model.index.scopes[main].initializers.first {
        if case .initializer = model.index.values[$0.offset].origin { true } else { false }
      }
      saying = loose.map { "\(model.index.name(of: $0)) in initializer but not in graph input" }
    }
    return [
      model.diagnostic(
        info, "ir_version \(version): \(shown.reason), which needs \(shown.version)", at: path,
        severity: weight != nil ? .error : .warning,
        notes: needs.filter { $0.reason != shown.reason }.map { "\($0.reason) needs \($0.version)" },
        peers: said(checker: saying),
        fixes: [
          .model("set ir_version \(highest.version)", .safe, [.set(path, .int(highest.version))])
        ])
    ]
  }
}
