internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// An input, an output or a weight has no name.
///
/// ## What it means
/// Values are known by their names alone. In a node's list an empty name means that nothing is there; a graph's own lists
/// have no such thing.
///
/// ## Why it is bad
/// No node can read it, and callers can't supply or fetch it.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (
///   float[2] x,
///   float[2] ""  # G020 graph.input[1]
/// ) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x, float[2] bias) => (float[2] y) {
///   t = Relu (x)
///   y = Add (t, bias)
/// }
/// ```
///
/// ## How to mend it
/// Name it, and use the name where the value is meant; or remove it.
///
/// ## Fix safety
/// Chosen by a person: the fix names it, and leaves its use open.
///
/// ## What others say
/// onnx.checker: `Field 'name' of 'value_info' is required to be non-empty.`, of a weight `Tensor initializers must have a
/// non-empty name`. ONNX Runtime accepts a weight that nothing reads.
enum EmptyValueName: Rule {
  static let info = RuleInfo("G020", "empty-value-name", .error, fix: .manual, "an input, output or weight has no name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var names = FreshNames(index)
    var found: [Diagnostic] = []
    for (number, record) in index.values.enumerated() where record.name.isEmpty {
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: number))
      let (word, place) = words(record.origin)
      let scope = model.describe(scope: record.scope)
      found.append(
        report(
          "\(word) \(place) of \(scope) has no name", at: index.path(of: value),
          name: RenameValue.namePath(record.origin, record.scope, index), names.make("\(word)_\(place)"),
          saying(record.origin), model))
    }
    for (scope, record) in index.scopes.enumerated() {
      for (number, output) in record.outputs.enumerated() where output == .omitted {
        found.append(
          report(
            "output \(number) of \(model.describe(scope: scope)) has no name",
            at: index.path(ofScope: scope).appending("output", number),
            name: RenameValue.outputName(number, scope, index), nil,
            "Field 'name' of 'value_info' is required to be non-empty.", model))
      }
    }
    return found
  }

  private static func words(_ origin: ValueRecord.Origin) -> (String, Int) {
    switch origin {
    case .input(let number): ("input", number)
    case .initializer(let number): ("weight", number)
    case .sparseInitializer(let number): ("sparse_weight", number)
    case .output(_, let number): ("output", number)
    }
  }

  private static func saying(_ origin: ValueRecord.Origin) -> String {
    switch origin {
    case .initializer: "Tensor initializers must have a non-empty name"
    case .sparseInitializer: "Sparse tensor initializers must have a non-empty name"
    default: "Field 'name' of 'value_info' is required to be non-empty."
    }
  }

  private static func report(
    _ message: String, at path: ModelPath, name: ModelPath, _ fresh: String?, _ saying: String, _ model: CheckedModel
  ) -> Diagnostic {
    model.diagnostic(
      info, message, at: path, peers: said(checker: saying),
      fixes: fresh.map { [.model("name it \"\($0)\"", .unsafe, [.set(name, .string(Array($0.utf8)))])] } ?? [])
  }
}
