// P001 int64-on-target.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The model is meant for TensorRT, which casts int64 to int32. Reported once for the model, and as a warning for
/// each constant beyond the range of int32.
///
/// ## Why it is bad
///
/// A number that does not fit is cut off: an end of INT64_MAX in a Slice becomes another one.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[8] x) => (float[M] y) <int64[1] starts = {1}, int64[1] ends = {9223372036854775807}> {
///   y = Slice (x, starts, ends)
/// }
/// ```
///
/// ## How to mend it
///
/// Use numbers that fit into int32.
///
/// ## Fix safety
///
/// Safe for the ends of a Slice, which are cut to the size of the axis: no axis on the target is longer than
/// int32 counts.
///
/// ## What others say
///
/// TensorRT warns: `Your ONNX model has been generated with INT64 weights, while TensorRT does not natively
/// support INT64.`
package enum Int64OnTarget: Rule {
  package static let info = RuleInfo(
    "P001", "int64-on-target", .info, fix: .safe, "an int64 on a runtime that computes in int32")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard model.target == "tensorrt" else { return [] }
    var found: [Diagnostic] = []
    var isSaid = false
    for (offset, record) in model.index.values.enumerated() {
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: offset))
      guard case .initializer = record.origin, model.inference.types[offset]?.elementType == .int64 else { continue }
      guard let elements = model.constant(value)?.integers else { continue }
      let large = elements.first { Int32(exactly: $0) == nil }
      // That constants are cast is said once for the model.
      if large == nil, isSaid { continue }
      isSaid = isSaid || large == nil
      let message = large.map { "\($0) does not fit into int32, which TensorRT computes in" }
      found.append(
        model.diagnostic(
          info, "\"\(model.index.name(of: value))\": " + (message ?? "int64, which TensorRT casts to int32"),
          at: model.index.path(of: value), severity: large == nil ? .info : .warning,
          fixes: large == nil ? [] : narrowed(model, value)))
    }
    return found
  }

  /// The ends of a Slice, cut to what int32 holds.
  private static func narrowed(_ model: CheckedModel, _ value: ValueID) -> [Fix] {
    guard let reader = model.uses.readers(of: value).first, model.uses.readerCount(value) == 1, reader.input == 2,
      model.opType(reader.node) == "Slice", let tensor = model.constant(value), let numbers = tensor.integers
    else { return [] }
    let limit = Int64(Int32.max)
    let elements = numbers.map { Element.size(.known(max(-limit, min(limit, $0)))) }
    let rewrite = ReplaceConstant.rewrite(
      model.index, model.uses, reader.node, input: 2,
      by: KnownTensor(tensor.elementType, dims: tensor.dims, elements), "cut it to \(limit)")
    return rewrite.map { [Fix($0, .safe)] } ?? []
  }
}
