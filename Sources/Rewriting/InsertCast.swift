// Casts between a value and one of its readers, and constants of another type in place of a cast.

package import Inference
package import ONNXModel

package enum InsertCast {
  /// A Cast in front of one input of a node.
  package static func rewrite(_ index: ModelIndex, _ node: NodeID, input: Int, to type: DataType) -> Rewrite? {
    let inputs = index.inputs(node)
    guard input < inputs.count, inputs[inputs.startIndex + input].exists else { return nil }
    let source = index.nameBytes(inputs[inputs.startIndex + input])
    let text = String(decoding: source, as: UTF8.self)
    let name = index.freshName("\(text)_\(type.name)")
    return Rewrite(
      "Cast \"\(text)\" to \(type.name)",
      [
        .insert(index.path(of: node), cast(source, name, type)),
        .set(index.path(node, "input", input), .string(name)),
      ])
  }

  /// Casts of all the inputs, and of the outputs back: the node works in another type.
  package static func around(
    _ index: ModelIndex, _ node: NodeID, inputs: [Int], outputs: [Int], to type: DataType, back: DataType
  ) -> Rewrite? {
    let record = index.nodes[node.offset]
    let (ins, outs) = (index.inputs(node), index.outputs(node))
    var edits: [ModelEdit] = []
    var made: [[UInt8]: [UInt8]] = [:]
    for input in inputs {
      let source = index.nameBytes(ins[ins.startIndex + input])
      if made[source] == nil {
        let name = index.freshName("\(String(decoding: source, as: UTF8.self))_\(type.name)")
        made[source] = name
        edits.append(.insert(index.path(of: node), cast(source, name, type)))
      }
      edits.append(.set(index.path(node, "input", input), .string(made[source] ?? [])))
    }
    for output in outputs {
      let target = index.nameBytes(outs[outs.startIndex + output])
      let name = index.freshName("\(String(decoding: target, as: UTF8.self))_\(type.name)")
      edits.append(.set(index.path(node, "output", output), .string(name)))
      edits.append(.insert(index.pathOfNode(record.number + 1, in: record.scope), cast(name, target, back)))
    }
    return Rewrite("Cast to \(type.name) and back\(exactness(type, back))", edits)
  }

  /// A Cast behind a value that a graph hands out: the graph's output is the Cast's.
  package static func atOutput(_ index: ModelIndex, scope: Int, output: Int, to type: DataType) -> Rewrite? {
    let record = index.scopes[scope]
    guard record.outputs.indices.contains(output), record.outputs[output].exists,
      record.graph.outputs.indices.contains(output)
    else { return nil }
    let source = index.nameBytes(record.outputs[output])
    let text = String(decoding: source, as: UTF8.self)
    let name = index.freshName("\(text)_\(type.name)")
    let path = index.path(ofScope: scope)
    var edits: [ModelEdit] = [
      .insert(path.appending("node", record.graph.nodes.count), cast(source, name, type)),
      .set(path.appending("output", output).appending("name"), .string(name)),
    ]
    if record.graph.outputs[output].type?.tensor?.elementType != nil {
      edits.append(
        .set(
          path.appending("output", output).appending("type").appending("tensor_type").appending("elem_type"),
          .int(Int64(type.rawValue))))
    }
    return Rewrite("Cast \"\(text)\" to \(type.name)", edits)
  }

  package static func cast(_ source: [UInt8], _ target: [UInt8], _ type: DataType) -> EditValue {
    Draft.node("Cast", [source], [target], attributes: [("to", .int(Int64(type.rawValue)))])
  }

  /// ` (exact only up to 2^24)`, of whole numbers in a float type.
  private static func exactness(_ type: DataType, _ back: DataType) -> String {
    let digits: [DataType: Int] = [.float: 24, .double: 53, .float16: 11, .bfloat16: 8]
    guard let bits = digits[type], !ElementEncoding.isFloat(back), (back.bitWidth ?? 0) > bits else { return "" }
    return " (exact only up to 2^\(bits))"
  }
}

package enum ConvertConstant {
  /// Another element type for an initializer that only this input reads, or a copy of it; nil where a number would change.
  package static func rewrite(
    _ index: ModelIndex, _ uses: ValueUses, _ node: NodeID, input: Int, to type: DataType
  ) -> Rewrite? {
    let inputs = index.inputs(node)
    guard input < inputs.count else { return nil }
    let value = inputs[inputs.startIndex + input]
    guard let tensor = index.constant(value), let converted = ElementEncoding.converted(tensor, to: type) else {
      return nil
    }
    let name = String(decoding: index.nameBytes(value), as: UTF8.self)
    return ReplaceConstant.rewrite(
      index, uses, node, input: input, by: converted, "make \"\(name)\" \(type.name) (exact)")
  }
}

extension ModelIndex {
  /// The removal of a value's `value_info`, which says what it was.
  package func withdrawnDeclarations(of value: ValueID) -> [ModelEdit] {
    let record = values[value.offset]
    return scopes[record.scope].graph.values.enumerated().compactMap { number, declared in
      guard let name = declared.name, strings.same(name, record.name) else { return nil }
      return .remove(path(ofScope: record.scope).appending("value_info", number))
    }
  }
}
