// Two nodes in a row, and what a Cast keeps.

internal import Inference
internal import ONNXModel
internal import Rewriting

extension CheckedModel {
  /// Nodes of one kind whose first input a node of another kind makes, in the same graph.
  func pairs(of first: String, _ second: String) -> [(first: NodeID, second: NodeID)] {
    calls(of: [second]).compactMap { node in
      guard let maker = index.producer(of: input(0, of: node)), opType(maker) == first,
        isStandard(index.operation(maker)), index.nodes[maker.offset].scope == index.nodes[node.offset].scope
      else { return nil }
      return (maker, node)
    }
  }

  /// Lets a node read a value in the place of its first input, and removes the maker of that if nobody else reads it.
  func reading(_ source: ValueID, in node: NodeID, dropping maker: NodeID, _ title: String) -> Rewrite? {
    guard source.exists else { return nil }
    let between = output(0, of: maker)
    var edits: [ModelEdit] = [
      .set(index.path(of: node).appending("input", 0), .string(index.nameBytes(source)))
    ]
    if uses.readerCount(between) == 1, !uses.isOutput(between) {
      edits.append(.remove(index.path(of: maker)))
      edits += index.withdrawnDeclarations(of: between)
    }
    return Rewrite(title, edits)
  }
}

enum CastLoss {
  /// Whether every number of the one type is one of the other.
  static func isNone(_ from: DataType, _ to: DataType) -> Bool { from == to || wider[from]?.contains(to) ?? false }

  private static let wider: [DataType: Set<DataType>] = [
    .bool: [.int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64, .float16, .bfloat16, .float, .double],
    .float16: [.float, .double], .bfloat16: [.float, .double], .float: [.double],
    .int8: [.int16, .int32, .int64, .float16, .float, .double],
    .uint8: [.int16, .uint16, .int32, .uint32, .int64, .uint64, .float16, .float, .double],
    .int16: [.int32, .int64, .float, .double], .uint16: [.int32, .uint32, .int64, .uint64, .float, .double],
    .int32: [.int64, .double], .uint32: [.int64, .uint64, .double],
  ]
}
