internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The file that has a weight's data is missing.
///
/// ## What it means
/// The tensor's `external_data` names a file beside the model, and there is none, or it names no file at all.
///
/// ## Why it is bad
/// The model can't be loaded. Models with external data are several files; copy or download all of them.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["offset": "0", "length": "8"]  # W004 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["location": "weights.bin", "offset": "0", "length": "8"]
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Put the file beside the model under the name that the model says, or correct the name.
///
/// ## Fix safety
/// No fix: the data are elsewhere.
///
/// ## What others say
/// onnx.checker: `Data of TensorProto ( tensor name: k) should be stored in weights.bin, but it is not regular file.` ONNX
/// Runtime: `External data path does not exist`
enum ExternalMissing: Rule {
  static let info = RuleInfo("W004", "external-missing", .error, "the file of a weight's data is missing")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.externalTensors.compactMap { site, tensor, data in
      let name = model.text(tensor.name)
      guard let location = data.location, !location.isEmpty else {
        return model.diagnostic(
          info, "\(model.describe(site, tensor)): its data are external, and no file is named",
          at: model.index.path(of: site), node: site.node,
          peers: said(checker: "TensorProto ( tensor name: \(name)) is stored externally but doesn't have a location."))
      }
      guard !data.isEscaping, case .missing = model.folder?.lookUp(location) else { return nil }
      return model.diagnostic(
        info, "\(model.describe(site, tensor)): there is no file \"\(location)\" beside the model",
        at: model.index.path(of: site), node: site.node,
        peers: said(
          checker:
            "Data of TensorProto ( tensor name: \(name)) should be stored in \(location), but it is not regular file.",
          runtime:
            "External data path validation failed for initializer: \(name). Error: External data path does not exist: \"\(location)\""
        ))
    }
  }
}
