internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A Constant node holds a large tensor.
///
/// ## What it means
/// The tensor has more than 1024 bytes and stands in a node instead of among the weights.
///
/// ## Why it is bad
/// Tools that move weights to external files, quantise or compare them look at the graph's weights only.
///
/// ## Example
/// ```text
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[1000] x) => (float[1000] y) {
///   k = Constant <value = float[1000] {0.5, 0.25, ...}> ()  # W011 graph.node[0]
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```text
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[1000] x) => (float[1000] y) <
///   float[1000] k = {0.5, 0.25, ...}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Make it a weight.
///
/// ## Fix safety
/// Safe: a weight that is no input is a constant as well.
///
/// ## What others say
/// Nobody says anything; ONNX Runtime does the same when it loads the model.
enum LargeConstantNode: Rule {
  static let info = RuleInfo("W011", "large-constant-node", .info, fix: .safe, "a Constant node holds a large tensor")

  private static let mostBytes = 1024

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return model.tensors.compactMap { site in
      guard case .attribute(let node, _, nil) = site.kind, index.operation(node).title.hasPrefix("Constant-"),
        let tensor = index.tensor(at: site), let count = tensor.elementCount,
        let bytes = tensor.knownType?.rawSize(elements: count), bytes > mostBytes,
        let output = index.outputs(node).first, index.producer(of: output) == node
      else { return nil }
      return model.diagnostic(
        info, "\(model.describe(node)) holds \(bytes) bytes", at: index.path(of: node), node: node,
        fixes: [fix(node, output, tensor, site.scope, model)].compactMap { $0 })
    }
  }

  private static func fix(
    _ node: NodeID, _ output: ValueID, _ tensor: Tensor, _ scope: Int, _ model: CheckedModel
  ) -> Fix? {
    let index = model.index
    if case .function = index.scopes[scope].kind { return nil }
    // Before IR version 4 every weight is an input, and no constant.
    guard model.model.irVersion ?? 4 >= 4, var embedded = EmbeddedTensor(tensor, of: model.model) else { return nil }
    embedded.tensor.name = embedded.strings.add(Array(model.strings[index.values[output.offset].name]))
    let place = index.path(ofScope: scope).appending("initializer", index.scopes[scope].graph.initializers.count)
    return .model(
      "make it a weight", .safe,
      [.remove(index.path(of: node)), .insert(place, .tensor(embedded.tensor, embedded.strings))])
  }
}
