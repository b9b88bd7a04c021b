// Who reads each value of a model, flat: rules and rewrites ask it for every value.

package import ONNXModel

/// The readers of a model's values.
package struct ValueUses: Sendable {
  /// A node's input.
  package struct Reader: Sendable, Hashable {
    package var node: NodeID
    package var input: Int
  }

  /// By value, where its readers begin in `readers`; one more than there are values.
  private var starts: [Int32]
  private var readers: [(node: NodeID, input: Int32)]
  private var isScopeOutput: [Bool]
  /// By value, its place in the scope's `value_info`; -1 where it has none.
  private var declarations: [Int32]

  package init(_ index: ModelIndex) {
    var starts = [Int32](repeating: 0, count: index.values.count + 1)
    for node in index.nodes {
      for operand in index.operands[node.firstOperand..<node.firstOperand + node.inputCount] where operand.exists {
        starts[operand.offset + 1] += 1
      }
    }
    for value in 1..<max(starts.count, 1) { starts[value] += starts[value - 1] }
    var next = starts
    var readers = [(node: NodeID, input: Int32)](
      repeating: (NodeID(rawValue: 0), 0), count: Int(starts[starts.count - 1]))
    for (number, node) in index.nodes.enumerated() {
      for input in 0..<node.inputCount {
        let operand = index.operands[node.firstOperand + input]
        guard operand.exists else { continue }
        readers[Int(next[operand.offset])] = (NodeID(number), Int32(truncatingIfNeeded: input))
        next[operand.offset] += 1
      }
    }
    isScopeOutput = Array(repeating: false, count: index.values.count)
    for scope in index.scopes {
      for output in scope.outputs where output.exists { isScopeOutput[output.offset] = true }
    }
    declarations = Array(repeating: -1, count: index.values.count)
    for (number, scope) in index.scopes.enumerated() {
      for (place, value) in scope.graph.values.enumerated() {
        guard let name = value.name, let id = index.ownValue(named: name, in: number) else { continue }
        declarations[id.offset] = Int32(truncatingIfNeeded: place)
      }
    }
    self.starts = starts
    self.readers = readers
  }

  /// The place of the value's declaration in its scope's `value_info`.
  package func declaration(of value: ValueID) -> Int? {
    declarations[value.offset] >= 0 ? Int(declarations[value.offset]) : nil
  }

  package func readerCount(_ value: ValueID) -> Int { Int(starts[value.offset + 1] - starts[value.offset]) }

  /// The inputs that a value goes to, in the order of the nodes.
  package func readers(of value: ValueID) -> [Reader] {
    readers[Int(starts[value.offset])..<Int(starts[value.offset + 1])].map {
      Reader(node: $0.node, input: Int($0.input))
    }
  }

  /// Whether a graph, subgraph or function hands the value out.
  package func isOutput(_ value: ValueID) -> Bool { isScopeOutput[value.offset] }

  /// Whether a node reads the value or a graph hands it out.
  package func isUsed(_ value: ValueID) -> Bool {
    isScopeOutput[value.offset] || starts[value.offset + 1] > starts[value.offset]
  }
}
