// S007 baked-batch.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The first dimension of the input is a symbol, and the Reshape asks for a number there: the batch that the
/// model was exported with.
///
/// ## Why it is bad
///
/// The model claims to take any batch and fails, or mixes samples, for every other one.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {1, 256}> {
///   y = Reshape (x, shape)  # S007 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {-1, 256}> {
///   y = Reshape (x, shape)
/// }
/// ```
///
/// ## How to mend it
///
/// Write -1 for the batch, or take the sizes from a Shape of the input.
///
/// ## Fix safety
///
/// Safe: offered where the rest of the shape has exactly as many elements as a sample, so that -1 is the batch,
/// and the same number as before wherever the model worked.
///
/// ## What others say
///
/// Nobody before the model runs with another batch.
package enum BakedBatch: Rule {
  package static let info = RuleInfo(
    "S007", "baked-batch", .warning, fix: .safe, "a Reshape to a fixed batch in a model with a free one")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (number, operation) in model.index.operations.enumerated()
    where operation.name == "Reshape" && model.isStandard(operation) && operation.schema?.sinceVersion ?? 0 >= 5 {
      for node in model.nodes(of: number) { found += check(model, node).map { [$0] } ?? [] }
    }
    return found
  }

  private static func check(_ model: CheckedModel, _ node: NodeID) -> Diagnostic? {
    guard let shape = model.inputType(0, of: node)?.shape, case .expression(let expression)? = shape.first,
      let batch = expression.symbol, let sample = Size.product(shape.dropFirst()).number, sample > 0,
      let target = model.constant(model.input(1, of: node)), let sizes = target.integers,
      let first = sizes.first, first > 0, sizes.allSatisfy({ $0 > 0 })
    else { return nil }
    let rest = Size.product(sizes.dropFirst().map { .known($0) })
    let name = model.inputName(0, of: node)
    var fixes: [Fix] = []
    if rest == .known(sample) {
      var elements = target.elements
      elements[0] = .size(-1)
      let tensor = KnownTensor(target.elementType, dims: target.dims, elements)
      let text = ([-1] + sizes.dropFirst()).map { "\($0)" }.joined(separator: ", ")
      let rewrite = ReplaceConstant.rewrite(
        model.index, model.uses, node, input: 1, by: tensor, "Reshape to [\(text)]")
      fixes = rewrite.map { [Fix($0, .safe)] } ?? []
    }
    let list = sizes.map { "\($0)" }.joined(separator: ", ")
    return model.diagnostic(
      info, "Reshape to [\(list)]; dimension 0 of \"\(name)\" is \(batch)", at: model.index.path(of: node), node: node,
      related: model.label("\(model.inputType(0, of: node)?.description ?? ""), made here", input: 0, of: node)
        .map { [$0] } ?? [], fixes: fixes)
  }
}
