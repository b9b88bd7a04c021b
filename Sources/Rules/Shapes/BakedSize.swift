// S008 baked-size.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A Resize or Expand asks for a number where the dimension of its input is a symbol: the size that the model was
/// exported with.
///
/// ## Why it is bad
///
/// The model claims to take any size; with another one it fails, or makes every input the same size.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N, 4] x) => (float[A, B] y) <int64[2] shape = {7, 4}> {
///   y = Expand (x, shape)  # S008 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N, 4] x) => (float[A, B] y) <int64[2] shape = {1, 4}> {
///   y = Expand (x, shape)
/// }
/// ```
///
/// ## How to mend it
///
/// Compute the size from a Shape of the input, or resize by `scales`.
///
/// ## Fix safety
///
/// A person chooses: the fixed size may be meant.
///
/// ## What others say
///
/// Nobody before the model runs with another size.
package enum BakedSize: Rule {
  package static let info = RuleInfo(
    "S008", "baked-size", .warning, fix: .manual, "a fixed size where the input has a free one")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (number, operation) in model.index.operations.enumerated() where model.isStandard(operation) {
      guard operation.name == "Expand" || operation.name == "Resize" else { continue }
      let input = operation.name == "Expand" ? 1 : 3
      for node in model.nodes(of: number) { found += check(model, node, operation.name, input).map { [$0] } ?? [] }
    }
    return found
  }

  private static func check(_ model: CheckedModel, _ node: NodeID, _ name: String, _ input: Int) -> Diagnostic? {
    guard let shape = model.inputType(0, of: node)?.shape, let target = model.constant(model.input(input, of: node)),
      let sizes = target.integers, model.attribute("axes", of: node) == nil
    else { return nil }
    // A Resize of height and width to a fixed size is what most of them are for; one of the batch is not.
    let offset = sizes.count - shape.count
    guard offset >= 0 else { return nil }
    let baked = shape.indices.first { axis in
      guard case .expression(let size) = shape[axis], size.symbol != nil else { return false }
      return name == "Resize" ? axis == 0 : sizes[axis + offset] > 1
    }
    guard let baked, case .expression(let expression) = shape[baked] else { return nil }
    var fixes: [Fix] = []
    if name == "Expand" {
      var elements = target.elements
      elements[baked + offset] = .size(1)
      let tensor = KnownTensor(target.elementType, dims: target.dims, elements)
      let rewrite = ReplaceConstant.rewrite(
        model.index, model.uses, node, input: input, by: tensor, "keep \(expression), whatever it is")
      fixes = rewrite.map { [Fix($0, .unsafe)] } ?? []
    }
    let list = sizes.map { "\($0)" }.joined(separator: ", ")
    return model.diagnostic(
      info, "\(name) to [\(list)]; dimension \(baked) of \"\(model.inputName(0, of: node))\" is \(expression)",
      at: model.index.path(of: node), node: node, fixes: fixes)
  }
}
