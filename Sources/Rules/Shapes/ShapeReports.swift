// What the reports of this group share: contradictions of declarations, and the declarations themselves.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A tensor type that a graph declares.
struct DeclaredTensor {
  var tensor: TensorType
  var path: ModelPath
  var scope: Int
  var isInput: Bool
  var name: [UInt8]
  /// The value, if the graph has one of the name.
  var value: ValueID?
}

extension CheckedModel {
  /// The declarations of tensors with a shape, in all graphs.
  var declaredTypes: [DeclaredTensor] {
    var result: [DeclaredTensor] = []
    for (scope, record) in index.scopes.enumerated() {
      let path = index.path(ofScope: scope)
      let lists = [
        ("input", record.graph.inputs), ("output", record.graph.outputs), ("value_info", record.graph.values),
      ]
      for (field, list) in lists {
        for (number, declared) in list.enumerated() {
          guard let tensor = declared.type?.tensor, tensor.shape != nil else { continue }
          result.append(
            DeclaredTensor(
              tensor: tensor, path: path.appending(field, number), scope: scope, isInput: field == "input",
              name: declared.name.map { Array(strings[$0]) } ?? [],
              value: declared.name.flatMap { index.value(named: $0, in: scope) }))
        }
      }
    }
    return result
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
