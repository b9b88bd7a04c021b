// S005 reshape-count.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The shape that a Reshape asks for has another number of elements than its input.
///
/// ## Why it is bad
///
/// The Reshape fails when the model runs: no element may be lost or made.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {1, 256}> {
///   y = Reshape (x, shape)  # S005 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {2, 256}> {
///   y = Reshape (x, shape)
/// }
/// ```
///
/// ## How to mend it
///
/// Correct the shape; -1 stands for the size that is left over.
///
/// ## Fix safety
///
/// A person chooses which dimension is -1.
///
/// ## What others say
///
/// Nobody before the model runs, unless a -1 is there and does not divide: then the full check and ONNX Runtime.
package enum ReshapeCount: Rule {
  package static let info = RuleInfo(
    "S005", "reshape-count", .error, fix: .manual, "a Reshape to another number of elements")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      guard model.opType(node) == "Reshape", let target = model.constant(model.input(1, of: node)),
        let sizes = target.integers, let shape = model.inputType(0, of: node)?.shape,
        let count = Size.product(shape).number, sizes.allSatisfy({ $0 > 0 })
      else { return }
      for place in sizes.indices {
        let rest = sizes.indices.filter { $0 != place }.reduce(Int64(1)) { product, other in
          let (result, overflow) = product.multipliedReportingOverflow(by: sizes[other])
          return overflow ? 0 : result
        }
        guard rest > 0, count % rest == 0 else { continue }
        var elements = target.elements
        elements[place] = .size(-1)
        let tensor = KnownTensor(target.elementType, dims: target.dims, elements)
        let rewrite = ReplaceConstant.rewrite(
          model.index, model.uses, node, input: 1, by: tensor, "make dimension \(place) -1, which is \(count / rest)")
        if let rewrite { diagnostic.fixes.append(Fix(rewrite, .unsafe)) }
      }
    }
  }
}
