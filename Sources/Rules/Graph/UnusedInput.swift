internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Nothing reads a graph's input.
///
/// ## What it means
/// An input of the main graph or of a function goes to no node and is no output. Subgraphs have to take what their node
/// hands in, so that theirs are not looked at.
///
/// ## Why it is bad
/// Callers have to supply what has no effect; often the input was meant to be read.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (
///   float[2] x,
///   float[2] mask  # G012 graph.input[1]
/// ) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, float[2] mask) => (float[2] y) {
///   t = Relu (x)
///   y = Mul (t, mask)
/// }
/// ```
///
/// ## How to mend it
/// Read it, or remove it.
///
/// ## Fix safety
/// Chosen by a person: removing an input changes what callers have to supply.
///
/// ## What others say
/// Nobody says anything.
enum UnusedInput: Rule {
  static let info = RuleInfo("G012", "unused-input", .warning, fix: .manual, "nothing reads a graph's input")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return index.scopes.indices.flatMap { scope -> [Diagnostic] in
      var isFunction = false
      switch index.scopes[scope].kind {
      case .graph: break
      case .function: isFunction = true
      default: return []
      }
      var seen: Set<ValueID> = []
      return index.scopes[scope].inputs.enumerated().compactMap { number, value in
        let record = index.values[value.offset]
        guard seen.insert(value).inserted, !record.name.isEmpty, record.initializer == nil,
          !model.uses.isUsed(value), record.origin == .input(number)
        else { return nil }
        let path = index.path(of: value)
        // A function's callers hand their inputs in by order.
        let fixes = isFunction ? [] : [Fix.model("remove the input", .unsafe, [.remove(path)])]
        return model.diagnostic(
          info, "nothing reads input \(model.quoted(value)) of \(model.describe(scope: scope))", at: path, fixes: fixes)
      }
    }
  }
}
