// A model as rules see it: its index, its inferred types, and where its external data would be.

package import Diagnostics
package import Inference
package import ONNXModel
package import Operators

/// Answers about files beside the model, which rules may not open themselves.
package protocol ModelFolder: Sendable {
  /// What a relative path leads to.
  func lookUp(_ location: String) -> FolderEntry
}

/// What a path of external data leads to.
package enum FolderEntry: Sendable, Hashable {
  case file(size: Int)
  case missing
  /// A folder, or a file that can't be read.
  case unreadable(String)
  /// Out of the model's folder: absolute, climbing, or through a link.
  case escapes(String)
}

/// What is checked.
package struct CheckedModel: Sendable {
  package let index: ModelIndex
  package let inference: Inference
  /// The runtime that the model is meant for.
  package var target: String?
  package var folder: (any ModelFolder)?
  /// The size of the file in bytes, if the model is a binary.
  package var fileSize: Int?
  package var metaFields: [MetaFieldSchema] = []
  /// Who reads each value.
  package let uses: ValueUses
  /// The first node of each operation, by its place in the index's operations; nil where no node is left.
  let firstNodes: [NodeID?]
  /// Where the model has tensors.
  let tensors: [TensorSite]
  /// Where nodes and the signatures of what they call disagree; found in one pass for all rules.
  let nodeFaults: [NodeFault]

  package init(_ index: ModelIndex, _ inference: Inference) {
    self.index = index
    self.inference = inference
    uses = ValueUses(index)
    firstNodes = Self.firstNodes(of: index)
    tensors = TensorSite.all(in: index)
    nodeFaults = NodeReview.faults(of: index)
  }

  private static func firstNodes(of index: ModelIndex) -> [NodeID?] {
    var result = [NodeID?](repeating: nil, count: index.operations.count)
    for (number, node) in index.nodes.enumerated().reversed() {
      result[node.operation] = NodeID(rawValue: Int32(truncatingIfNeeded: number))
    }
    return result
  }

  package var model: Model { index.model }
  package var strings: StringPool { index.strings }
  package var catalog: OperatorCatalog { index.catalog }

  /// The node as reports name it.
  package func nodeInfo(_ id: NodeID) -> NodeInfo {
    let node = index.node(id)
    let bytes = { (text: Text?) in text.map { Array(strings[$0]) } ?? [] }
    return NodeInfo(
      name: bytes(node.name), opType: bytes(node.opType), domain: bytes(node.domain),
      sinceVersion: index.operation(id).schema?.sinceVersion)
  }

  /// `Clip "Clip_2738"`, for messages.
  package func describe(_ id: NodeID) -> String {
    let node = index.node(id)
    let name = node.name.map { strings.string($0) } ?? ""
    return index.operation(id).name + (name.isEmpty ? "" : " \"\(name)\"")
  }

  /// A diagnostic of a rule.
  package func diagnostic(
    _ info: RuleInfo, _ message: String, at path: ModelPath, severity: Severity? = nil, node: NodeID? = nil,
    related: [Label] = [], notes: [String] = [], peers: [Peer: String] = [:], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      info.code, severity ?? info.severity, message, at: .path(path), node: node.map(nodeInfo), related: related,
      notes: notes, peers: peers, fixes: fixes)
  }

  /// The problems of a code that inference found, as diagnostics; `extend` adds peers' sayings and fixes.
  package func problems(
    _ info: RuleInfo, _ extend: (inout Diagnostic, NodeID, InferenceProblem) -> Void = { _, _, _ in }
  ) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for (node, problems) in inference.problems {
      for problem in problems where problem.code == info.code.code {
        var one = diagnostic(
          info, problem.message, at: index.path(of: problem.site, at: node), node: node,
          related: problem.related.compactMap { label($0.message, input: $0.input, of: node) }, notes: problem.notes)
        extend(&one, node, problem)
        result.append(one)
      }
    }
    return result
  }

  /// A label at the place where a node's input is made.
  package func label(_ message: String, input number: Int, of node: NodeID) -> Label? {
    let inputs = index.inputs(node)
    guard number < inputs.count else { return nil }
    let value = inputs[inputs.startIndex + number]
    return value.exists ? Label(.path(index.path(of: value)), message) : nil
  }
}

/// A meta field that a project's layers carry (`[[meta]]` of graven.toml).
package struct MetaFieldSchema: Sendable, Hashable {
  package enum Kind: String, Sendable { case string, int, float, bool, enumeration = "enum" }

  package var key: String
  package var kind: Kind
  package var values: [String]
  /// model, graph, function, node, value, tensor.
  package var places: [String]
  /// Operators whose nodes must have it.
  package var requiredFor: [String]

  package init(key: String, kind: Kind, values: [String] = [], places: [String] = [], requiredFor: [String] = []) {
    self.key = key
    self.kind = kind
    self.values = values
    self.places = places
    self.requiredFor = requiredFor
  }
}
