// Clip in terms of Greater and Where, for types that the imported Clip does not take.

package import Inference
package import ONNXModel

package enum ClipAsWhere {
  /// `Where(Greater(x, max), max, x)` and the like for the lower bound; exact for whole numbers of any type that both
  /// take (ONNX Operators, Greater-9 and Where-9).
  package static func rewrite(_ inference: Inference, _ node: NodeID) -> Rewrite? {
    let index = inference.index
    let operation = index.operation(node)
    let (inputs, outputs) = (index.inputs(node), index.outputs(node))
    guard operation.name == "Clip", operation.domain.isEmpty, operation.importedVersion ?? 0 >= 11,
      let value = inputs.first, value.exists, let result = outputs.first, result.exists,
      let type = inference.type(of: value)?.elementType, type == .int64 || type == .int32
    else { return nil }
    let bound = { (number: Int) in number < inputs.count ? inputs[inputs.startIndex + number] : ValueID.omitted }
    let (low, high) = (bound(1), bound(2))
    guard [low, high].allSatisfy({ $0 == .omitted || inference.type(of: $0)?.elementType == type }),
      low.exists || high.exists
    else { return nil }
    let target = index.nameBytes(result)
    let text = String(decoding: target, as: UTF8.self)
    var edits: [ModelEdit] = []
    var current = index.nameBytes(value)
    let at = index.path(of: node)
    for (bound, isHigh) in [(low, false), (high, true)] where bound.exists {
      let limit = index.nameBytes(bound)
      let isLast = isHigh || !high.exists
      let condition = index.freshName("\(text)_is_\(isHigh ? "above" : "below")")
      let next = isLast ? target : index.freshName("\(text)_not_below")
      edits.append(.insert(at, Draft.node("Greater", isHigh ? [current, limit] : [limit, current], [condition])))
      edits.append(.insert(at, Draft.node("Where", [condition, limit, current], [next])))
      current = next
    }
    edits.append(.remove(at))
    let title = high.exists ? "Where(Greater(x, max), max, x)" : "Where(Greater(min, x), min, x)"
    return Rewrite(
      "\(title)\(low.exists && high.exists ? " ..." : "") (exact at opset \(operation.importedVersion ?? 11))", edits)
  }
}
