internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Two functions have the same domain, name and overload.
///
/// ## What it means
/// A node calls a function by these three; two functions with the same can't be told apart.
///
/// ## Why it is bad
/// Which one runs depends on the reader; most refuse the model.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Act (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Act (a) => (b) {
///   b = Relu (a)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Act (a) => (b) {  # M012 functions[1]
///   b = Elu (a)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Act (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Act (a) => (b) {
///   b = Relu (a)
/// }
/// ```
///
/// ## How to mend it
/// Remove one, or give it another name or, since IR version 10, an overload.
///
/// ## Fix safety
/// Chosen by a person: the two may differ.
///
/// ## What others say
/// onnx.checker: `Model contains multiple local functions with the same implementation id 'local::Act'.` ONNX Runtime:
/// `Duplicate model-local function identifier: local:Act`
enum DuplicateFunction: Rule {
  static let info = RuleInfo("M012", "duplicate-function", .error, fix: .manual, "two functions are called by one name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var firsts: [String: Int] = [:]
    return model.model.functions.indices.compactMap { number in
      let name = model.describe(function: number)
      guard let first = firsts[name] else {
        firsts[name] = number
        return nil
      }
      let function = model.model.functions[number]
      let overload = model.text(function.overload)
      let parts = (model.text(function.domain), model.text(function.name) + (overload.isEmpty ? "" : ":\(overload)"))
      let paths = [first, number].map { ModelPath([.init("functions", $0)]) }
      return model.diagnostic(
        info, "function \(name) is defined twice", at: paths[1],
        related: [Label(.path(paths[0]), "defined here first")],
        peers: said(
          checker: "Model contains multiple local functions with the same implementation id '\(parts.0)::\(parts.1)'.",
          runtime: "Duplicate model-local function identifier: \(parts.0):\(parts.1)"),
        fixes: [
          .model("remove the second one", .unsafe, [.remove(paths[1])]),
          .model("remove the first one", .unsafe, [.remove(paths[0])]),
        ])
    }
  }
}
