internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A tensor has no element type, or a number that stands for none.
///
/// ## What it means
/// `data_type` is absent, 0, or a number that onnx.proto does not define.
///
/// ## Why it is bad
/// Its bytes can't be read as numbers.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   tensor {dims: [2], name: "k", raw_data: x"0000000000000000"}  # W003 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {0.0, 0.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Say the type, or update this tool if the number is that of a newer ONNX.
///
/// ## Fix safety
/// No fix: the type can't be seen.
///
/// ## What others say
/// onnx.checker: `setting data_type field (tensor name: k) to UNDEFINED is not allowed`; it accepts unknown numbers, which
/// its full check and ONNX Runtime refuse.
enum UndefinedType: Rule {
  static let info = RuleInfo("W003", "undefined-type", .error, "a tensor has no element type, or an unknown one")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.tensors.compactMap { site in
      guard let tensor = model.index.tensor(at: site), tensor.knownType == nil else { return nil }
      let number = tensor.dataType
      let isUnset = number ?? 0 == 0
      let saying =
        number == nil
        ? "Field 'data_type' of 'tensor' is required but missing."
        : "setting data_type field (tensor name: \(model.text(tensor.name))) to UNDEFINED is not allowed"
      return model.diagnostic(
        info,
        "\(model.describe(site, tensor)) has \(isUnset ? "no element type" : "the unknown element type \(number ?? 0)")",
        at: model.index.path(of: site), node: site.node,
        peers: isUnset
          ? said(checker: saying, runtime: "This is an invalid model. Tensor does not have type information.") : [:])
    }
  }
}
