// What the reports of this group share: contradictions of declarations, and the declarations themselves.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A tensor type that a graph declares. What is seldom asked for is worked out when it is: most models have many.
struct DeclaredTensor {
  let dims: [Dimension]
  let declaration: Declaration
  fileprivate let nameText: Text?

  var isInput: Bool { declaration.list == .input }
  var scope: Int { declaration.scope }

  func path(in model: CheckedModel) -> ModelPath { model.index.path(of: declaration) }

  func name(in model: CheckedModel) -> [UInt8] { nameText.map { Array(model.strings[$0]) } ?? [] }

  /// The value, if the graph has one of the name.
  func value(in model: CheckedModel) -> ValueID? { nameText.flatMap { model.index.value(named: $0, in: scope) } }
}

extension CheckedModel {
  /// The declarations of tensors with a shape, in all graphs.
  var declaredTypes: [DeclaredTensor] {
    var result: [DeclaredTensor] = []
    for (scope, record) in index.scopes.enumerated() {
      append(record.graph.inputs, scope, .input, &result)
      append(record.graph.outputs, scope, .output, &result)
      append(record.graph.values, scope, .valueInfo, &result)
    }
    return result
  }

  private func append(_ values: [Value], _ scope: Int, _ list: Declaration.List, _ result: inout [DeclaredTensor]) {
    result.reserveCapacity(result.count + values.count)
    for number in values.indices {
      guard let shape = values[number].type?.tensor?.shape else { continue }
      let declaration = Declaration(scope: scope, list: list, number: number)
      result.append(DeclaredTensor(dims: shape.dims, declaration: declaration, nameText: values[number].name))
    }
  }

  /// Declared shapes that are not those which nodes make.
  func shapeConflicts(_ info: RuleInfo, in list: Declaration.List) -> [Diagnostic] {
    inference.conflicts.compactMap { conflict in
      guard conflict.kind != .type, conflict.declaration.list == list else { return nil }
      let maker = index.producer(of: conflict.value)
      let name = index.name(of: conflict.value)
      var fixes: [Fix] = []
      if let rewrite = DeclareInferred.rewrite(inference, conflict) {
        fixes.append(Fix(rewrite, list == .input ? .unsafe : .safe))
      }
      if let rewrite = DeclareInferred.dropShape(inference, conflict) { fixes.append(Fix(rewrite, .unsafe)) }
      return diagnostic(
        info, "\"\(name)\" is declared \(conflict.declared) and is \(conflict.inferred)",
        at: index.path(of: conflict.declaration), node: maker,
        related: [Label(.path(index.path(of: conflict.value)), "\(conflict.inferred), made here")],
        peers: sayings(conflict, name, list), fixes: fixes)
    }
  }

  private func sayings(_ conflict: DeclarationConflict, _ name: String, _ list: Declaration.List) -> [Peer: String] {
    let (inferred, declared) = (conflict.inferred.shape ?? [], conflict.declared.shape ?? [])
    var full = "Inferred shape and existing shape differ in rank: (\(inferred.count)) vs (\(declared.count))"
    if case .dimension(let number) = conflict.kind, inferred.indices.contains(number) {
      full =
        "Inferred shape and existing shape differ in dimension \(number): (\(inferred[number])) vs (\(declared[number]))"
    }
    let braced = { (shape: [Size]) in "{" + shape.map(\.description).joined(separator: ",") + "}" }
    if list == .input {
      let saying = "Type Error: Shape of initializer \(name) does not match. \(braced(declared)) != \(braced(inferred))"
      return [.fullCheck: full, .runtime: saying]
    }
    guard list == .output else { return [.fullCheck: full] }
    return [
      .fullCheck: full,
      .runtime: "warning: Error merging shape info for output. '\(name)' source:\(braced(inferred)) "
        + "target:\(braced(declared)). Falling back to lenient merge.",
    ]
  }
}
