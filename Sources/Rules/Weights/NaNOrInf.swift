internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A weight has elements that are NaN or infinite.
///
/// ## What it means
/// Among the numbers of a weight, or of a constant in a node, there are some that are none. A single infinity by itself
/// is taken for a bound, as `Clip` or a mask has it, and not reported.
///
/// ## Why it is bad
/// NaN spreads to everything computed with it. Usually training diverged, or a conversion to a narrower type overflowed.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {nan, 1.0}  # W007 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {0.0, 1.0},
///   float low = {-inf}
/// > {
///   t = Add (x, k)
///   y = Max (t, low)
/// }
/// ```
///
/// ## How to mend it
/// Find where they came from: train or convert again.
///
/// ## Fix safety
/// No fix: the right numbers can't be seen.
///
/// ## What others say
/// Nobody says anything.
enum NaNOrInf: Rule {
  static let info = RuleInfo("W007", "nan-or-inf", .warning, "a weight has elements that are NaN or infinite")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.tensors.compactMap { site in
      guard let tensor = model.index.tensor(at: site), let type = tensor.knownType, let layout = FloatLayout(type),
        let payload = payload(tensor, type)
      else { return nil }
      var found = NonFinite()
      PayloadBlocks.forEach(payload, of: model.model) { block, offset in
        found.scan(block, at: offset, layout)
        return true
      }
      guard let first = found.first, found.nans > 0 || tensor.elementCount != 1 else { return nil }
      var parts: [String] = []
      if found.nans > 0 { parts.append("\(found.nans) NaN") }
      if found.infinities > 0 { parts.append("\(found.infinities) infinite") }
      return model.diagnostic(
        info,
        "\(model.describe(site, tensor)) has \(parts.joined(separator: " and ")) of \(tensor.elementCount ?? 0) elements, the first at \(first)",
        at: model.index.path(of: site), node: site.node)
    }
  }

  /// The bytes of the floats; narrow ones are looked at only where they are raw.
  private static func payload(_ tensor: Tensor, _ type: DataType) -> Payload? {
    guard !tensor.isExternal else { return nil }
    if let raw = tensor.rawData { return raw }
    switch type.typedField {
    case .float: return tensor.floatData
    case .double: return tensor.doubleData
    default: return nil
    }
  }
}
