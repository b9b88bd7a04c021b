// P009 conv-batchnorm.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A BatchNormalization in evaluation reads a Conv that nobody else reads, and all its parameters are constants.
///
/// ## Why it is bad
///
/// The Conv's weights can be scaled once, and the second node saved.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, 4, 4] y) <float[1, 1, 1, 1] w = {2}, float[1] s = {1}, float[1] b = {0}, float[1] m = {0}, float[1] v = {1}> {
///   h = Conv (x, w)
///   y = BatchNormalization (h, s, b, m, v)  # P009 graph.node[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, 4, 4] y) <float[1, 1, 1, 1] w = {2}, float[1] s = {1}, float[1] b = {0}, float[1] m = {0}, float[1] v = {1}> {
///   h = Conv (x, w)
///   n = BatchNormalization (h, s, b, m, v)
///   y = Add (h, n)
/// }
/// ```
///
/// ## How to mend it
///
/// Scale the kernels by `scale / sqrt(var + epsilon)` and make the bias of the rest.
///
/// ## Fix safety
///
/// Safe: the same function; the last digit of a result may differ, as with the fusion that runtimes make
/// themselves.
///
/// ## What others say
///
/// Nobody; ONNX Runtime fuses them each time it loads the model.
package enum ConvBatchNorm: Rule {
  package static let info = RuleInfo(
    "P009", "conv-batchnorm", .info, fix: .safe, "a Conv with a BatchNormalization that its weights could hold")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.pairs(of: "Conv", "BatchNormalization").compactMap { conv, norm in
      guard model.uses.readerCount(model.output(0, of: conv)) == 1, !model.uses.isOutput(model.output(0, of: conv)),
        model.index.outputs(norm).count == 1, model.attribute("training_mode", of: norm)?.value.i ?? 0 == 0,
        model.index.operation(norm).schema?.sinceVersion ?? 0 >= 7,
        (1...4).allSatisfy({ isConstant(model, model.input($0, of: norm)) }),
        isConstant(model, model.input(1, of: conv)),
        model.input(2, of: conv) == .omitted || isConstant(model, model.input(2, of: conv))
      else { return nil }
      let rewrite = FoldBatchNorm.rewrite(model.index, model.uses, conv: conv, norm: norm)
      return model.diagnostic(
        info, "the weights of \(model.describe(conv)) could hold this BatchNormalization",
        at: model.index.path(of: norm), node: norm, fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }

  private static func isConstant(_ model: CheckedModel, _ value: ValueID) -> Bool {
    guard value.exists, case .initializer = model.index.values[value.offset].origin else { return false }
    return true
  }
}
