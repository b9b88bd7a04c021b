// Operators in the form that took their place, where that means the same.

package import Inference
package import ONNXModel

package enum NewerOperator {
  /// The node by the operator that does the same in the imported version and is the one to use; nil where there is none.
  package static func rewrite(_ index: ModelIndex, _ node: NodeID) -> Rewrite? {
    var names = FreshNames(index)
    return rewrite(index, node, &names)
  }

  package static func rewrite(_ index: ModelIndex, _ node: NodeID, _ names: inout FreshNames) -> Rewrite? {
    let operation = index.operation(node)
    guard operation.function == nil, let version = operation.importedVersion else { return nil }
    switch (operation.domain, operation.name) {
    case ("", "Upsample") where version >= 10: return resize(index, node, version, &names)
    case ("", "Scatter") where version >= 11:
      return Rewrite(
        "use ScatterElements", [.set(index.path(of: node).appending("op_type"), string("ScatterElements"))])
    default: return standard(index, node, operation)
    }
  }

  /// Operators of ONNX Runtime that became ONNX's, with the version of the operator set in which they did.
  private static let adopted = ["Gelu": 20, "Range": 11, "Trilu": 14]

  private static func standard(_ index: ModelIndex, _ node: NodeID, _ operation: Operation) -> Rewrite? {
    let record = index.nodes[node.offset]
    guard operation.domain == "com.microsoft", let since = adopted[operation.name],
      let version = index.imports[index.scopes[record.scope].imports][""], version >= since
    else { return nil }
    return Rewrite("use ai.onnx's \(operation.name)", [.remove(index.path(of: node).appending("domain"))])
  }

  /// Resize-10 is what Upsample was; later ones have a region in between, and other defaults (ONNX Operators, Resize-11).
  private static func resize(
    _ index: ModelIndex, _ node: NodeID, _ version: Int, _ names: inout FreshNames
  ) -> Rewrite? {
    let path = index.path(of: node)
    let given = index.node(node)
    guard given.inputs.count == 2 else { return nil }
    var edits: [ModelEdit] = [.set(path.appending("op_type"), string("Resize"))]
    if version >= 11 {
      var region: [UInt8] = []
      if version < 13 {
        // Resize-11 wants a region, though it has no meaning here: an empty one.
        guard let (name, making) = emptyRegion(index, node, &names) else { return nil }
        region = name
        edits.append(making)
      }
      edits.append(.insert(path.appending("input", 1), .string(region)))
      for (key, value) in [("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")] {
        let attribute = Draft.attribute(key, .string(value))
        edits.append(.insert(path.appending("attribute", given.attributes.count), attribute))
      }
    }
    return Rewrite("use Resize, asymmetric and rounding down", edits)
  }

  private static func emptyRegion(
    _ index: ModelIndex, _ node: NodeID, _ names: inout FreshNames
  ) -> (name: [UInt8], edit: ModelEdit)? {
    let scope = index.nodes[node.offset].scope
    if case .function = index.scopes[scope].kind { return nil }
    var strings = StringPool()
    let name = names.make("roi")
    var empty = Tensor()
    empty.name = strings.add(name)
    empty.dims = [0]
    empty.dataType = DataType.float.rawValue
    let count = index.scopes[scope].graph.initializers.count
    let place = index.path(ofScope: scope).appending("initializer", count)
    return (Array(name.utf8), .insert(place, .tensor(empty, strings)))
  }

  private static func string(_ text: String) -> EditValue { .string(Array(text.utf8)) }
}
