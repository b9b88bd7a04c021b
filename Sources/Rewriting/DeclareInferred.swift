// Declarations that say what was inferred.

package import Inference
package import ONNXModel

package enum DeclareInferred {
  /// Declares a value as what it is; its name, documentation and metadata stay.
  package static func rewrite(_ inference: Inference, _ conflict: DeclarationConflict) -> Rewrite? {
    guard let value = declared(inference.index, conflict.declaration), conflict.inferred.isWorthDeclaring,
      !inference.assumed.contains(conflict.value)
    else { return nil }
    var strings = inference.index.strings
    var changed = value
    let denotation = value.type?.denotation
    changed.type = conflict.inferred.valueType(&strings)
    changed.type?.denotation = denotation
    return Rewrite(
      "declare \(conflict.inferred)",
      [.set(inference.index.path(of: conflict.declaration), .value(changed, strings))])
  }

  /// Declares the element type and no shape.
  package static func dropShape(_ inference: Inference, _ conflict: DeclarationConflict) -> Rewrite? {
    let index = inference.index
    guard let value = declared(index, conflict.declaration), value.type?.tensor?.shape != nil else { return nil }
    let path = index.path(of: conflict.declaration).appending("type").appending("tensor_type").appending("shape")
    return Rewrite("drop the declared shape", [.remove(path)])
  }

  private static func declared(_ index: ModelIndex, _ declaration: Declaration) -> Value? {
    let graph = index.scopes[declaration.scope].graph
    let list =
      switch declaration.list {
      case .input: graph.inputs
      case .output: graph.outputs
      case .valueInfo: graph.values
      }
    return list.indices.contains(declaration.number) ? list[declaration.number] : nil
  }
}
