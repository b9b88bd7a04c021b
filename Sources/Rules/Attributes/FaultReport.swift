// What the reports of this group share.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

extension CheckedModel {
  func faults(_ kind: NodeFault.Kind) -> [NodeFault] { nodeFaults.filter { $0.kind == kind } }

  /// The path of the attribute, input or output that a fault is about.
  func path(_ fault: NodeFault, _ field: String) -> ModelPath {
    index.path(of: fault.node).appending(field, fault.number)
  }

  /// The name of the attribute that a fault is about.
  func attributeName(_ fault: NodeFault) -> String {
    let attributes = index.node(fault.node).attributes
    guard attributes.indices.contains(fault.number) else { return "" }
    return attributes[fault.number].name.map { strings.string($0) } ?? ""
  }

  /// `Clip-13 takes input, min, max and no attributes`.
  func signatureNote(_ operation: Operation) -> [String] {
    guard operation.function == nil, let schema = operation.schema else { return [] }
    let names = { (list: [String]) in list.isEmpty ? "none" : list.joined(separator: ", ") }
    return [
      "\(operation.title): inputs \(names(schema.inputs.map(\.name))); outputs \(names(schema.outputs.map(\.name))); "
        + "attributes \(names(schema.attributes.map(\.name)))"
    ]
  }

  /// What onnx.checker says of a wrong number of inputs.
  func inputCountSaying(_ id: NodeID, _ count: Int) -> String {
    let schema = index.operation(id).schema
    return countSaying(id, "input", count, schema?.minimumInputs ?? 0, schema?.maximumInputs ?? 0)
  }

  func outputCountSaying(_ id: NodeID, _ count: Int) -> String {
    let schema = index.operation(id).schema
    return countSaying(id, "output", count, schema?.minimumOutputs ?? 0, schema?.maximumOutputs ?? 0)
  }

  private func countSaying(_ id: NodeID, _ word: String, _ count: Int, _ least: Int, _ most: Int) -> String {
    let limit = most == Int.max ? Int(Int32.max) : most
    return "Node (\(nodeName(id))) with operator (\(opType(id))) has \(word) size \(count) not in range "
      + "[min=\(least), max=\(limit)]."
  }
}
