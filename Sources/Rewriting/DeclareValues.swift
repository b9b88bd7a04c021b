// Declarations of what is inferred, one value's or all that a model lacks.

package import Inference
package import ONNXModel

package enum DeclareValues {
  /// Declares a value as what it is (the title ends before the type, which texts and reports write differently): a new declaration, or the present ones changed; nil where nothing would change, or
  /// what is known can't be said in a model.
  package static func rewrite(_ inference: Inference, _ value: ValueID) -> Rewrite? {
    let index = inference.index
    guard value.exists, let type = inference.sureType(of: value), type.isWorthDeclaring else { return nil }
    let declared = inference.declarations.all(of: value)
    if declared.isEmpty { return added(inference, value, type) }
    let edits = declared.filter { $0.type != type }.compactMap { edit(index, $0.declaration, type) }
    return edits.isEmpty ? nil : Rewrite("update the declared type to", edits)
  }

  /// Declares all values whose types are inferred, and changes the declarations that say something else.
  package static func rewriteAll(_ inference: Inference) -> Rewrite? {
    let index = inference.index
    var edits = TypeAnnotation.edits(for: inference)
    let added = Set(edits.map(\.path))
    for offset in index.values.indices {
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: offset))
      if case .input = index.values[offset].origin { continue }
      guard let type = inference.sureType(of: value), type.isWorthDeclaring else { continue }
      for one in inference.declarations.all(of: value) where one.type != type {
        guard !added.contains(index.path(of: one.declaration)) else { continue }
        if let edit = edit(index, one.declaration, type) { edits.append(edit) }
      }
    }
    return edits.isEmpty ? nil : Rewrite("declare the types of all values", edits)
  }

  /// A value that a node makes, in its scope's `value_info`; an output that has no type, where it stands.
  private static func added(_ inference: Inference, _ value: ValueID, _ type: InferredType) -> Rewrite? {
    let index = inference.index
    let record = index.values[value.offset]
    guard case .output = record.origin else { return nil }
    let graph = index.scopes[record.scope].graph
    if let number = index.scopes[record.scope].outputs.firstIndex(of: value), graph.outputs.indices.contains(number) {
      let path = index.path(ofScope: record.scope).appending("output", number)
      return Rewrite("declare it", [edit(graph.outputs[number], path, type, index)])
    }
    if case .training = index.scopes[record.scope].kind { return nil }
    // A declaration without a type, which says nothing yet.
    if let number = graph.values.firstIndex(where: { $0.name.map { index.strings.same($0, record.name) } ?? false }) {
      let path = index.path(ofScope: record.scope).appending("value_info", number)
      return Rewrite("declare it", [edit(graph.values[number], path, type, index)])
    }
    var strings = StringPool()
    var declared = Value()
    declared.name = strings.add(index.nameBytes(value))
    declared.type = type.valueType(&strings)
    let path = index.path(ofScope: record.scope).appending("value_info", graph.values.count)
    return Rewrite("declare it", [.insert(path, .value(declared, strings))])
  }

  /// Another type in a declaration.
  private static func edit(_ index: ModelIndex, _ declaration: Declaration, _ type: InferredType) -> ModelEdit? {
    let graph = index.scopes[declaration.scope].graph
    let list =
      switch declaration.list {
      case .input: graph.inputs
      case .output: graph.outputs
      case .valueInfo: graph.values
      }
    guard list.indices.contains(declaration.number) else { return nil }
    return edit(list[declaration.number], index.path(of: declaration), type, index)
  }

  /// A declaration with another type; its name and notes stay.
  private static func edit(
    _ value: Value, _ path: ModelPath, _ type: InferredType, _ index: ModelIndex
  ) -> ModelEdit {
    // Its own strings alone: all of the model's, for each of many declarations, would be too many.
    var strings = StringPool()
    func moved(_ text: Text?) -> Text? { text.map { strings.add(Array(index.strings[$0])) } }
    var changed = Value()
    changed.name = moved(value.name)
    changed.docString = moved(value.docString)
    changed.metadata = value.metadata.map { Entry(key: moved($0.key) ?? .empty, value: moved($0.value) ?? .empty) }
    changed.unknown = moved(value.unknown)
    changed.type = type.valueType(&strings)
    changed.type?.denotation = moved(value.type?.denotation)
    return .set(path, .value(changed, strings))
  }
}
