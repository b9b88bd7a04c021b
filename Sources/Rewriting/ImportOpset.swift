// Importing another version of an operator set where that changes no node's meaning.

package import Inference
internal import ONNXModel
package import Operators

package enum ImportOpset {
  /// The import of a newer version in which `node` takes what it is given; nil where another node would change.
  ///
  /// - Parameter accepts: Whether the node is right by a schema.
  package static func raising(
    _ inference: Inference, for node: NodeID, accepts: (OperatorSchema) -> Bool
  ) -> Rewrite? {
    let index = inference.index
    let operation = index.operation(node)
    guard let current = operation.importedVersion, let schema = operation.schema, operation.function == nil else {
      return nil
    }
    let newer = index.catalog.versions(of: schema.name, domain: schema.domain).filter { $0 > current }
    for version in newer {
      guard let candidate = index.catalog.schema(schema.name, domain: schema.domain, version: version),
        accepts(candidate)
      else { continue }
      return rewrite(inference, domain: schema.domain, from: current, to: version, for: node)
    }
    return nil
  }

  /// The import itself, of the model and not of a function; nil where it would change a node other than `node`.
  package static func rewrite(
    _ inference: Inference, domain: String, from: Int, to version: Int, for node: NodeID
  ) -> Rewrite? {
    let index = inference.index
    let places = index.model.opsetImports.indices.filter {
      let name = index.model.opsetImports[$0].domain.map { index.strings.string($0) } ?? ""
      return ModelIndex.normalized(name) == domain
    }
    guard index.scopes[index.nodes[node.offset].scope].imports == 0, places.count == 1, index.model.functions.isEmpty,
      index.imports[0][domain] == from
    else { return nil }
    guard isSafe(inference, domain, from, version, except: node) else { return nil }
    let path = ModelPath([.init("opset_import", places[0]), .init("version")])
    let title = "import \(domain.isEmpty ? "ai.onnx" : domain) \(version) (no other node changes meaning)"
    return Rewrite(title, [.set(path, .int(Int64(version)))])
  }

  /// Whether every other node of the domain means the same in the other version.
  private static func isSafe(
    _ inference: Inference, _ domain: String, _ from: Int, _ version: Int, except node: NodeID
  ) -> Bool {
    let index = inference.index
    let isFree = index.operations.map { operation in
      operation.domain != domain || operation.function != nil
        || index.catalog.isUnchanged(operation.name, domain: domain, from: from, to: version)
    }
    for offset in index.nodes.indices where !isFree[index.nodes[offset].operation] {
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: offset))
      let operation = index.operation(id)
      // The node itself is refused now, so it has no meaning to keep.
      if id == node { continue }
      let types = index.inputs(id).map { inference.type(of: $0).map { SchemaType($0) } ?? .unknown }
      let use = NodeUse(index.node(id), strings: index.strings, inputTypes: types)
      if !index.catalog.isUnchanged(operation.name, domain: domain, from: from, to: version, node: use) { return false }
    }
    return true
  }
}
