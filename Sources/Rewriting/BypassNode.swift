// Takes out a node that hands a value on as it is.

package import Inference
package import ONNXModel

package enum BypassNode {
  /// Lets every reader of `output` read `input` instead and removes the nodes between.
  ///
  /// Where the graph hands the value out, the node that makes `input` takes over its name. Nil where names or
  /// places don't allow it: an outer value or an input can't be an output by another name.
  package static func rewrite(
    _ index: ModelIndex, _ uses: ValueUses, _ title: String, from input: ValueID, to output: ValueID,
    removing nodes: [NodeID]
  ) -> Rewrite? {
    guard input.exists, output.exists, input != output else { return nil }
    let record = index.values[output.offset]
    var edits: [ModelEdit] = nodes.map { .remove(index.path(of: $0)) }
    let isGraphOutput = index.scopes[record.scope].outputs.contains(output)
    let (kept, dropped) = isGraphOutput ? (output, input) : (input, output)
    if isGraphOutput {
      // The maker of the input makes the output from now on, so the input's own name must be nowhere else.
      guard let maker = index.producer(of: input), index.values[input.offset].scope == record.scope,
        !index.scopes[record.scope].outputs.contains(input), !nodes.contains(maker),
        case .output(_, let number) = index.values[input.offset].origin
      else { return nil }
      edits.append(.set(index.path(maker, "output", number), .string(index.nameBytes(output))))
    }
    guard let renaming = rename(index, uses, dropped, to: kept, except: nodes) else { return nil }
    edits += renaming
    edits += index.withdrawnDeclarations(of: dropped)
    return Rewrite(title, edits)
  }

  /// Sets the inputs that name a value to another value's name; nil where a graph hands it out or hides the new name.
  package static func rename(
    _ index: ModelIndex, _ uses: ValueUses, _ old: ValueID, to new: ValueID, except nodes: [NodeID]
  ) -> [ModelEdit]? {
    var edits: [ModelEdit] = []
    let name = index.values[new.offset].name
    guard !uses.isOutput(old) else { return nil }
    for reader in uses.readers(of: old) where !nodes.contains(reader.node) {
      guard index.value(named: name, in: index.nodes[reader.node.offset].scope) == new else { return nil }
      edits.append(.set(index.path(reader.node, "input", reader.input), .string(index.nameBytes(new))))
    }
    return edits
  }
}
