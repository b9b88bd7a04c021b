// Renames a value where it is defined and wherever it is read.

package import Inference
package import ONNXModel

package enum RenameValue {
  /// The edits; the value keeps its meaning. A graph's own input or output changes its name for callers, too.
  package static func edits(_ value: ValueID, to name: String, _ index: ModelIndex, _ uses: ValueUses) -> [ModelEdit] {
    let bytes = Array(name.utf8)
    let record = index.values[value.offset]
    var paths = [namePath(record.origin, record.scope, index)]
    if let number = record.initializer { paths.append(namePath(.initializer(number), record.scope, index)) }
    for reader in uses.readers(of: value) {
      paths.append(index.path(of: reader.node).appending("input", reader.input))
    }
    if uses.isOutput(value) { paths += outputPaths(value, index) }
    if let number = uses.declaration(of: value) {
      paths.append(index.path(ofScope: record.scope).appending("value_info", number).appending("name"))
    }
    return paths.map { .set($0, .string(bytes)) }
  }

  /// The outputs of graphs and functions that hand the value out.
  private static func outputPaths(_ value: ValueID, _ index: ModelIndex) -> [ModelPath] {
    index.scopes.indices.flatMap { scope in
      index.scopes[scope].outputs.indices.filter { index.scopes[scope].outputs[$0] == value }
        .map { outputName($0, scope, index) }
    }
  }

  /// Where the name of a scope's output stands: a function's outputs are names themselves.
  package static func outputName(_ number: Int, _ scope: Int, _ index: ModelIndex) -> ModelPath {
    let path = index.path(ofScope: scope).appending("output", number)
    if case .function = index.scopes[scope].kind { return path }
    return path.appending("name")
  }

  /// Where the name of a definition stands.
  package static func namePath(_ origin: ValueRecord.Origin, _ scope: Int, _ index: ModelIndex) -> ModelPath {
    let path = index.path(of: origin, in: scope)
    switch origin {
    case .output: return path
    case .input:
      if case .function = index.scopes[scope].kind { return path }
      return path.appending("name")
    case .initializer: return path.appending("name")
    case .sparseInitializer: return path.appending("values").appending("name")
    }
  }
}
