internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A domain is imported twice.
///
/// ## What it means
/// The same domain stands twice in one `opset_import`; `ai.onnx` and the empty domain are the same.
///
/// ## Why it is bad
/// With the same version it is noise. With different ones it depends on the reader which version holds: onnx.proto says
/// the highest, ONNX's checker takes the last.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "ai.onnx" : 13]>  # M008 opset_import[1]
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Keep the one that the nodes were written for.
///
/// ## Fix safety
/// Safe where the versions are the same, otherwise chosen by a person.
///
/// ## What others say
/// Nobody says anything.
enum DuplicateImport: Rule {
  static let info = RuleInfo("M008", "duplicate-import", .info, fix: .manual, "a domain is imported twice")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    (0..<model.importCount).flatMap { number -> [Diagnostic] in
      var firsts: [String: Int] = [:]
      let imports = model.imports(number)
      return imports.enumerated().compactMap { place, one in
        let domain = model.domain(of: one)
        guard let first = firsts[domain] else {
          firsts[domain] = place
          return nil
        }
        let (before, after) = (imports[first].version ?? 0, one.version ?? 0)
        let path = model.importPath(number, place)
        let title = domainTitle(domain)
        let fixes: [Fix] =
          before == after
          ? [.model("remove the second import", .safe, [.remove(path)])]
          : [
            .model("keep \(title) \(before)", .unsafe, [.remove(path)]),
            .model("keep \(title) \(after)", .unsafe, [.remove(model.importPath(number, first))]),
          ]
        return model.diagnostic(
          info,
          before == after ? "\(title) is imported twice" : "\(title) is imported as \(before) and as \(after)",
          at: path,
          severity: before == after ? .info : .error,
          related: [Label(.path(model.importPath(number, first)), "imported here first")], fixes: fixes)
      }
    }
  }
}
