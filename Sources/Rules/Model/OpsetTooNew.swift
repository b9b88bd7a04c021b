internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// An import names a version that no release defines.
///
/// ## What it means
/// The version is above the newest one of the domain that this tool knows.
///
/// ## Why it is bad
/// Runtimes refuse the model, or read it by the rules of the newest version that they know.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 99]>  # M003 opset_import[0]
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
/// Import the version that the exporter wrote for; update this tool if the version is real.
///
/// ## Fix safety
/// Chosen by a person: the fix takes the newest known version.
///
/// ## What others say
/// onnx.checker says nothing. ONNX Runtime: `ONNX Runtime only *guarantees* support for models stamped with official
/// released onnx opset versions. Opset 99 is under development ...`
enum OpsetTooNew: Rule {
  static let info = RuleInfo("M003", "opset-too-new", .error, fix: .manual, "an import above what any release defines")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    (0..<model.importCount).flatMap { number in
      model.imports(number).enumerated().compactMap { place, one -> Diagnostic? in
        let domain = model.domain(of: one)
        guard let version = one.version, let latest = model.catalog.latestVersion(of: domain), version > latest else {
          return nil
        }
        let path = model.importPath(number, place)
        let saying =
          "ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset \(version) is under development and support for this is limited. The operator schemas and or other functionality may change before next ONNX release and in this case ONNX Runtime will not guarantee backward compatibility. Current official support for domain \(domainTitle(domain)) is till opset \(latest)."
        return model.diagnostic(
          info, "\(domainTitle(domain)) \(version) does not exist; the newest is \(latest)", at: path,
          peers: said(runtime: domain.isEmpty || domain == "ai.onnx.ml" ? saying : nil),
          fixes: [
            .model(
              "import \(domainTitle(domain)) \(latest)", .unsafe, [.set(path.appending("version"), .int(Int64(latest)))]
            )
          ])
      }
    }
  }
}
