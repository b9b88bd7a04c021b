internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A constant is cast to float16, and does not fit.
///
/// ## What it means
/// The largest float16 is 65504; finite numbers from 65520 on become infinite in the cast.
///
/// ## Why it is bad
/// Masks and bounds such as 1e9 turn into infinities, and those into NaN.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float16[2] x) => (float16[2] y) <
///   float[2] k = {1.0, 120000.0}
/// > {
///   h = Cast <to = 10> (k)  # W008 graph.node[0]
///   y = Add (x, h)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float16[2] x) => (float16[2] y) <
///   float[2] k = {1.0, 60000.0}
/// > {
///   h = Cast <to = 10> (k)
///   y = Add (x, h)
/// }
/// ```
///
/// ## How to mend it
/// Clamp the constant, or compute this part in float.
///
/// ## Fix safety
/// No fix: what the number is for can't be seen.
///
/// ## What others say
/// Nobody says anything.
enum FP16Overflow: Rule {
  static let info = RuleInfo("W008", "fp16-overflow", .warning, "a constant that is cast to float16 does not fit")

  /// From here on a number rounds to infinity.
  private static let limit = 65520.0

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return model.nodes { $0.domain.isEmpty && $0.name == "Cast" }.compactMap { id in
      guard
        index.node(id).attributes.contains(where: {
          $0.i == 10 && $0.name.map { model.strings.equals($0, "to") } ?? false
        }),
        let value = index.inputs(id).first, let tensor = constant(value, index), let largest = largest(tensor, model),
        largest >= limit
      else { return nil }
      return model.diagnostic(
        info, "\(model.quoted(value)) is cast to float16: max \(largest) > 65504", at: index.path(of: id), node: id,
        related: [Label(.path(index.path(of: value)), "the constant")])
    }
  }

  private static func constant(_ value: ValueID, _ index: ModelIndex) -> Tensor? {
    if let weight = index.initializer(of: value) { return weight }
    guard let maker = index.producer(of: value), index.operation(maker).name == "Constant" else { return nil }
    return index.node(maker).attributes.first { $0.t.isPresent }?.t.value
  }

  /// The largest finite magnitude of floats and doubles.
  private static func largest(_ tensor: Tensor, _ model: CheckedModel) -> Double? {
    guard !tensor.isExternal, let type = tensor.knownType else { return nil }
    var largest = 0.0
    switch type {
    case .float:
      guard let payload = tensor.rawData ?? tensor.floatData else { return nil }
      PayloadBlocks.forEach(payload, of: model.model) { block, _ in
        var most: Float = 0
        for element in block.bindMemory(to: Float.self) where element.magnitude < .infinity {
          most = max(most, element.magnitude)
        }
        largest = max(largest, Double(most))
        return true
      }
    case .double:
      guard let payload = tensor.rawData ?? tensor.doubleData else { return nil }
      PayloadBlocks.forEach(payload, of: model.model) { block, _ in
        for element in block.bindMemory(to: Double.self) where element.magnitude < .infinity {
          largest = max(largest, element.magnitude)
        }
        return true
      }
    default: return nil
    }
    return largest
  }
}
