internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A name is given to two values of one graph.
///
/// ## What it means
/// Every value of a graph is defined once: by an input, a weight, or one output of one node (static single assignment).
/// Here a second definition uses a name that has one already. A graph input that is listed twice counts, too.
///
/// ## Why it is bad
/// What a reader of the name gets depends on who reads the model. Runtimes refuse it.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   t = Relu (x)
///   t = Neg (t)  # G001 graph.node[1].output[0]
///   y = Abs (t)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   t_1 = Relu (x)
///   t = Neg (t_1)
///   y = Abs (t)
/// }
/// ```
///
/// ## How to mend it
/// Give one of the two another name, and rename its readers with it.
///
/// ## Fix safety
/// Chosen by a person: which of the two a reader meant is a guess. The fix takes readers in between to mean the first.
///
/// ## What others say
/// onnx.checker: `Graph must be in single static assignment (SSA) form, however 't' has been used as output names
/// multiple times.` ONNX Runtime: `Duplicate definition of name (t).` A function's inputs only the checker looks at.
enum SSADuplicate: Rule {
  static let info = RuleInfo(
    "G001", "ssa-duplicate", .error, fix: .manual, "a name is defined twice in one graph")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var names = FreshNames(model.index)
    return model.index.duplicates.compactMap { duplicate in
      let first = model.index.values[duplicate.first.offset]
      // Two weights of one name are G014's.
      switch (first.origin, duplicate.second) {
      case (.initializer, .initializer), (.initializer, .sparseInitializer), (.sparseInitializer, .sparseInitializer),
        (.sparseInitializer, .initializer), (.input, .initializer):
        return nil
      default: break
      }
      return model.diagnostic(
        info,
        "\(model.quoted(duplicate.first)) is defined again, as \(model.describe(origin: duplicate.second)); it is \(model.describe(origin: first.origin)) already",
        at: model.index.path(of: duplicate.second, in: duplicate.scope), node: node(duplicate.second),
        related: [Label(.path(model.index.path(of: duplicate.first)), "defined here first")],
        peers: peers(duplicate, model), fixes: fixes(duplicate, model, &names))
    }
  }

  private static func node(_ origin: ValueRecord.Origin) -> NodeID? {
    if case .output(let node, _) = origin { node } else { nil }
  }

  private static func peers(_ duplicate: DuplicateDefinition, _ model: CheckedModel) -> [Peer: String] {
    let name = model.index.name(of: duplicate.first)
    let form = "Graph must be in single static assignment (SSA) form, however '\(name)' has been used"
    if case .function(let number) = model.index.scopes[duplicate.scope].kind {
      if case .input = duplicate.second { return said(checker: form + " multiple times.") }
      let function = model.text(model.model.functions[number].name)
      return said(
        checker:
          "Function must be in single static assignment (SSA) form, however '\(name)' has been used as output names multiple times.",
        runtime: "This is an invalid model. Error: Duplicate definition of name (_inlfunc_\(function)_\(name)).")
    }
    switch duplicate.second {
    case .input:
      return said(
        checker: form + " as graph input names multiple times.",
        runtime: "Error: Duplicate definition-site for (\(name)).")
    default:
      return said(
        checker: form + " as output names multiple times.",
        runtime: "This is an invalid model. Error: Duplicate definition of name (\(name)).")
    }
  }

  private static func fixes(
    _ duplicate: DuplicateDefinition, _ model: CheckedModel, _ names: inout FreshNames
  ) -> [Fix] {
    let index = model.index
    let path = index.path(of: duplicate.second, in: duplicate.scope)
    if case .input = duplicate.second {
      if case .function = index.scopes[duplicate.scope].kind { return [] }
      return [.model("remove the second input", .unsafe, [.remove(path)])]
    }
    guard case .output(let second, _) = duplicate.second else { return [] }
    let name = index.name(of: duplicate.first)
    let readers = model.uses.readers(of: duplicate.first)
    // Who reads between the two means the first, who comes later the second; a graph's output is the last.
    let isEarly = { (reader: ValueUses.Reader) in
      index.position(of: reader.node, in: duplicate.scope) ?? .max <= index.nodes[second.offset].number
    }
    let fresh = Array(names.make(name).utf8)
    if case .output = index.values[duplicate.first.offset].origin {
      let edits =
        [index.path(of: duplicate.first)]
        + readers.filter(isEarly).map { index.path(of: $0.node).appending("input", $0.input) }
      return [
        .model(
          "rename the first to \"\(String(decoding: fresh, as: UTF8.self))\"", .unsafe,
          edits.map { .set($0, .string(fresh)) })
      ]
    }
    guard !model.uses.isOutput(duplicate.first) else { return [] }
    let edits = [path] + readers.filter { !isEarly($0) }.map { index.path(of: $0.node).appending("input", $0.input) }
    return [
      .model(
        "rename the second to \"\(String(decoding: fresh, as: UTF8.self))\"", .unsafe,
        edits.map { .set($0, .string(fresh)) })
    ]
  }
}
