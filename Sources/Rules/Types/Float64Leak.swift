// T006 float64-leak.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A model that takes float or float16 computes some of it in double: a constant that was written in Python, or a
/// Cast, brought double in.
///
/// ## Why it is bad
///
/// Doubles cost twice the memory and time, and many kernels have no double form: ONNX Runtime has none of Conv.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <double[1] k = {0.5}> {  # T006 graph.initializer[0]
///   y = Mul (x, k)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <float[1] k = {0.5}> {
///   y = Mul (x, k)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (double[N] x) => (double[N] y) <double[1] k = {0.1}> {
///   y = Mul (x, k)
/// }
/// ```
///
/// ## How to mend it
///
/// Store the constant as float; take the Cast away.
///
/// ## Fix safety
///
/// Safe only where the constant makes the model invalid and every number is exactly a float; otherwise a person
/// chooses it, as results change in their last digits.
///
/// ## What others say
///
/// Nobody says so; ONNX Runtime may find no kernel.
package enum Float64Leak: Rule {
  package static let info = RuleInfo(
    "T006", "float64-leak", .warning, fix: .safe, "a double in a model of floats")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let main = model.index.mainScope, model.inference.types.contains(where: { $0?.elementType == .double })
    else { return [] }
    let scope = model.index.scopes[main]
    let elements = (scope.inputs + scope.outputs).map { model.inference.type(of: $0)?.elementType }
    guard elements.contains(where: { $0 == .float || $0 == .float16 }), !elements.contains(.double) else { return [] }
    var found: [Diagnostic] = []
    for (offset, record) in model.index.values.enumerated() {
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: offset))
      guard model.inference.types[offset]?.elementType == .double else { continue }
      switch record.origin {
      case .initializer where model.uses.isUsed(value): found += constant(model, value).map { [$0] } ?? []
      case .output(let node, 0): found += cast(model, node).map { [$0] } ?? []
      default: break
      }
    }
    return found
  }

  /// A constant that meets floats; those which only doubles meet came in by a Cast.
  private static func constant(_ model: CheckedModel, _ value: ValueID) -> Diagnostic? {
    for reader in model.uses.readers(of: value) {
      let others = model.index.inputs(reader.node).compactMap { model.inference.type(of: $0)?.elementType }
      guard others.contains(.float) || others.contains(.float16),
        model.inference.problems[reader.node]?.contains(where: { $0.code == "T002" }) ?? false
      else { continue }
      let rewrite = ConvertConstant.rewrite(model.index, model.uses, reader.node, input: reader.input, to: .float)
      return model.diagnostic(
        info, "\"\(model.index.name(of: value))\" is double in a model of floats",
        at: model.index.path(of: value), fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
    return nil
  }

  private static func cast(_ model: CheckedModel, _ node: NodeID) -> Diagnostic? {
    let operation = model.index.operation(node)
    guard operation.name == "Cast", model.isStandard(operation),
      let from = model.inputType(0, of: node)?.elementType, from == .float || from == .float16
    else { return nil }
    return model.diagnostic(
      info, "\"\(model.outputName(0, of: node))\" is made double out of \(from.name) in a model of floats",
      at: model.index.path(of: node), node: node)
  }
}
