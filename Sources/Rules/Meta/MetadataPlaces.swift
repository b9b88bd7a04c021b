// Everything in a model that carries metadata.

internal import Inference
internal import ONNXModel

/// One `metadata_props` and what it belongs to.
struct MetadataPlace: Sendable {
  /// The words of `[[meta]]` in a configuration.
  enum Kind: String, Sendable {
    case model, graph, function, node, value, tensor
  }

  var kind: Kind
  var path: ModelPath
  var entries: [Entry]
  var node: NodeID?
}

enum MetadataPlaces {
  /// The places whose entries are wanted; paths are made only for those.
  static func all(in model: CheckedModel, where isWanted: ([Entry]) -> Bool) -> [MetadataPlace] {
    let index = model.index
    var found: [MetadataPlace] = []
    if isWanted(model.model.metadata) {
      found.append(MetadataPlace(kind: .model, path: ModelPath(), entries: model.model.metadata))
    }
    for (number, scope) in index.scopes.enumerated() {
      let path = index.path(ofScope: number)
      if case .function(let function) = scope.kind {
        let entries = model.model.functions[function].metadata
        if isWanted(entries) { found.append(MetadataPlace(kind: .function, path: path, entries: entries)) }
      } else if isWanted(scope.graph.metadata) {
        found.append(MetadataPlace(kind: .graph, path: path, entries: scope.graph.metadata))
      }
      for (position, node) in scope.graph.nodes.enumerated() where isWanted(node.metadata) {
        let id = index.nodeID(position, in: number)
        found.append(MetadataPlace(kind: .node, path: index.path(of: id), entries: node.metadata, node: id))
      }
      for (field, values) in [
        ("input", scope.graph.inputs), ("output", scope.graph.outputs), ("value_info", scope.graph.values),
      ] {
        for (position, value) in values.enumerated() where isWanted(value.metadata) {
          found.append(MetadataPlace(kind: .value, path: path.appending(field, position), entries: value.metadata))
        }
      }
    }
    for site in model.tensors {
      if let entries = index.tensor(at: site)?.metadata, isWanted(entries) {
        found.append(MetadataPlace(kind: .tensor, path: index.path(of: site), entries: entries, node: site.node))
      }
    }
    return found
  }
}
