internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A weight is listed among the graph's inputs.
///
/// ## What it means
/// Since IR version 4 a weight that is also an input is a default that callers may replace, and no constant.
///
/// ## Why it is bad
/// Runtimes can't fold it into other nodes, so that the model is slower. Old exporters listed every weight.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (
///   float[2] x,
///   float[2] k  # G015 graph.input[1]
/// ) => (float[2] y) <
///   float[2] k = {1.0, 2.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {1.0, 2.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Remove the input. Keep it, with an ignore comment, where callers do replace the default.
///
/// ## Fix safety
/// Safe: whoever supplies nothing gets the same results.
///
/// ## What others say
/// ONNX Runtime warns: `Initializer k appears in graph inputs and will not be treated as constant value/weight. This may
/// prevent some of the graph optimizations, like const folding.`
enum InitializerInInputs: Rule {
  static let info = RuleInfo(
    "G015", "initializer-in-inputs", .warning, fix: .safe, "a weight is listed among the inputs")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    guard let main = index.mainScope, model.model.irVersion ?? 4 >= 4 else { return [] }
    var twice: Set<ValueID> = []
    for duplicate in index.duplicates { twice.insert(duplicate.first) }
    return index.scopes[main].inputs.compactMap { value in
      // A weight that stands twice is G014's.
      guard let number = index.values[value.offset].initializer, !twice.contains(value) else { return nil }
      let path = index.path(of: value)
      let name = index.name(of: value)
      return model.diagnostic(
        info, "weight \"\(name)\" is listed as an input, so that it is no constant", at: path,
        related: [Label(.path(index.path(of: .initializer(number), in: main)), "its numbers")],
        peers: said(
          runtime:
            "Initializer \(name) appears in graph inputs and will not be treated as constant value/weight. This may prevent some of the graph optimizations, like const folding."
        ),
        fixes: [.model("remove the input", .safe, [.remove(path)])])
    }
  }
}
