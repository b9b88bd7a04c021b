// S011 dimension-name-conflict.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// Two declarations give a dimension one name, and nodes make two different sizes of them.
///
/// ## Why it is bad
///
/// Within a model a name stands for one size. Runtimes that plan memory by names compute a wrong plan.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {  # S011 graph.output[0]
///   y = Concat <axis = 0> (x, x)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[M] y) {
///   y = Concat <axis = 0> (x, x)
/// }
/// ```
///
/// ## How to mend it
///
/// Declare the size that is made, or another name.
///
/// ## Fix safety
///
/// A person chooses it: the nodes may be what is wrong.
///
/// ## What others say
///
/// Nobody.
package enum DimensionNameConflict: Rule {
  package static let info = RuleInfo(
    "S011", "dimension-name-conflict", .warning, fix: .manual, "one name stands for two sizes")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let main = model.index.mainScope else { return [] }
    let inputs = model.index.scopes[main].inputs.reduce(into: Set<String>()) { names, input in
      for case .expression(let size) in model.inference.type(of: input)?.shape ?? [] { names.formUnion(size.symbols) }
    }
    var sizes: [String: Int64] = [:]
    var found: [Diagnostic] = []
    for declared in model.declaredTypes where !declared.isInput && declared.scope == main {
      let dims = declared.dims
      // Only names can stand for two sizes.
      guard dims.contains(where: { $0.param != nil && $0.value == nil }), let value = declared.value(in: model),
        let shape = model.inference.type(of: value)?.shape, dims.count == shape.count
      else { continue }
      for (number, dimension) in dims.enumerated() {
        guard let param = dimension.param, param.count > 0, dimension.value == nil else { continue }
        let name = model.strings.string(param)
        guard isOther(shape[number], name, inputs, &sizes) else { continue }
        let path = declared.path(in: model).appending("type").appending("tensor_type").appending("shape")
          .appending("dim", number)
        found.append(
          model.diagnostic(
            info, "\(name) is \(shape[number]) here" + (sizes[name].map { " and \($0) elsewhere" } ?? ""),
            at: declared.path(in: model), fixes: fixes(shape[number], path)))
      }
    }
    return found
  }

  /// Whether a size that is made contradicts what its name stands for.
  private static func isOther(
    _ size: Size, _ name: String, _ inputs: Set<String>, _ sizes: inout [String: Int64]
  ) -> Bool {
    switch size {
    case .known(let number):
      if inputs.contains(name) { return true }
      if let known = sizes[name] { return known != number }
      sizes[name] = number
      return false
    case .expression(let expression):
      guard inputs.contains(name), expression.symbols == [name], expression.symbol == nil else { return false }
      let difference = size - .symbol(name)
      // Different whatever the name stands for: by a number, or by a multiple of it.
      return difference.number.map { $0 != 0 } ?? difference.isNonNegative
    case .unknown: return false
    }
  }

  private static func fixes(_ size: Size, _ path: ModelPath) -> [Fix] {
    let text = Array(size.description.utf8)
    let edit: ModelEdit =
      size.number.map { .set(path.appending("dim_value"), .int($0)) }
      ?? .set(path.appending("dim_param"), .string(text))
    return [Fix(Rewrite("declare \(size)", [edit]), .unsafe)]
  }
}
