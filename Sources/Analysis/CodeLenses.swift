// What stands above lines for a person to press: evaluate, the uses of what is made here, a picture.

internal import Inference
internal import ONNXModel
internal import Syntax

/// Something to press above a line.
package struct Lens: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    /// Runs a node, a subgraph or a function.
    case evaluate
    /// Runs the main graph.
    case evaluateAll
    /// Draws the graph around a place.
    case showPicture
    /// Lists who reads a node's outputs or calls a function; counted when it is shown.
    case references
  }

  /// The name or node that it belongs to.
  package var range: Range<Int>
  package var action: Action
}

extension Snapshot {
  /// Documents with more nodes have lenses at graphs and functions alone.
  ///
  /// Lenses are asked for the whole document: two for each of 100,000 nodes would be a message of 20 MB after each edit,
  /// and editors lay all of them out. The commands are code actions, too.
  private static let mostNodes = 2000

  /// The lenses of the text, from the syntax alone.
  package func lenses() -> [Lens] {
    var lenses: [Lens] = []
    let nodeCount = tree.statements.count { $0.kind == .node }
    tree.forEachStatement { statement, reader in
      guard statement.tokenCount > 0 else { return }
      switch statement.kind {
      case .signature:
        let range = reader.range(0, 1)
        lenses += [Lens(range: range, action: .evaluateAll), Lens(range: range, action: .showPicture)]
      case .functionSignature:
        let range = reader.range(0, 1)
        lenses += [Lens(range: range, action: .evaluate), Lens(range: range, action: .references)]
      case .node where nodeCount <= Self.mostNodes: Self.addNodes(statement, reader, &lenses)
      default: break
      }
    }
    return lenses
  }

  /// The lenses of a node and of the nodes and graphs in its attributes.
  private static func addNodes(_ statement: Statement, _ reader: StatementReader, _ lenses: inout [Lens]) {
    for part in 0..<statement.nodeCount where reader.endToken(part) > reader.firstToken(part) {
      let first = reader.firstToken(part)
      switch reader.kind(part) {
      case .node:
        let range = reader.range(first, first + 1)
        lenses += [Lens(range: range, action: .evaluate), Lens(range: range, action: .references)]
      case .signature: lenses.append(Lens(range: reader.range(first, first + 1), action: .evaluate))
      default: break
      }
    }
  }

  /// Where what a lens stands at is used: inputs that read a node's outputs, nodes that call a function. Nil where there
  /// is neither, or the analysis is not of this version.
  package func uses(ofLensAt offset: Int) -> [Range<Int>]? {
    guard isAnalyzed, let analysis else { return nil }
    let location = ModelLocation(analysis.places.path(at: offset), in: analysis.index)
    let paths: [ModelPath]
    if let node = location.node {
      paths = analysis.index.outputs(node).filter(\.exists).flatMap { analysis.usePaths(of: $0) }
    } else if let function = location.function {
      paths = analysis.callPaths(ofFunction: function)
    } else {
      return nil
    }
    return paths.compactMap { analysis.places.range(of: $0) }
  }
}

extension ModelAnalysis {
  /// The inputs that read a value, and the outputs of graphs that it is.
  fileprivate func usePaths(of value: ValueID) -> [ModelPath] {
    let readers = uses.readers(of: value).map { index.path(of: $0.node).appending("input", $0.input) }
    guard uses.isOutput(value) else { return readers }
    return readers
      + index.scopes.indices.flatMap { scope in
        index.scopes[scope].outputs.indices.filter { index.scopes[scope].outputs[$0] == value }
          .map { index.path(ofScope: scope).appending("output", $0) }
      }
  }

  /// The operators of the nodes that call a function.
  fileprivate func callPaths(ofFunction function: Int) -> [ModelPath] {
    let operations = Set(index.operations.indices.filter { index.operations[$0].function == function })
    return index.nodes.indices.filter { operations.contains(index.nodes[$0].operation) }
      .map { index.path(of: NodeID(rawValue: Int32(truncatingIfNeeded: $0))).appending("op_type") }
  }
}
