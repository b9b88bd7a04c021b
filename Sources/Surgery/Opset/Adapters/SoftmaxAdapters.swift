// Softmax, LogSoftmax and Hardmax before 13 flatten their input to two dimensions at the axis, 1 by default; since 13
// they work along one axis, the last by default (ONNX Operators, Softmax-13).

internal import Inference
internal import Operators
internal import Rewriting

enum SoftmaxAdapters {
  static let all = [
    VersionAdapter("Softmax", "LogSoftmax", "Hardmax", at: 13, .up) {
      (draft, step, names) throws(RewriteRefusal) in try alongOneAxis(&draft, &names)
    },
    VersionAdapter("Softmax", "LogSoftmax", "Hardmax", at: 13, .down) {
      (draft, step, names) throws(RewriteRefusal) in try flattened(&draft, &names)
    },
  ]

  private static func alongOneAxis(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    if draft.isReference("axis") { throw RewriteRefusal("its axis is an attribute of the function") }
    let axis = draft.int("axis") ?? 1
    let shape = draft.shape(0)
    if let shape, isLast(axis, shape) {
      return draft.set("axis", .int(axis < 0 ? axis : Int64(shape.count) - 1))
    }
    let (input, type) = (draft.inputs[0], draft.inputs[0].type)
    draft.setInput(0, draft.prepend("Flatten", [input], [("axis", .int(axis))], as: "flat", type: type, &names))
    let sizes = draft.prepend("Shape", [input], as: "shape", type: .tensor(.int64), &names)
    draft.set("axis", .int(-1))
    draft.append("Reshape", output: 0, [sizes], as: "rows", &names)
    draft.note("its input is flattened at axis \(axis), as it was")
  }

  private static func flattened(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    if draft.isReference("axis") { throw RewriteRefusal("its axis is an attribute of the function") }
    guard let shape = draft.shape(0) else { throw RewriteRefusal("the rank of its input is not known") }
    let rank = Int64(shape.count)
    let axis = (draft.int("axis") ?? -1) + ((draft.int("axis") ?? -1) < 0 ? rank : 0)
    guard rank > 0, axis >= 0, axis < rank else { throw RewriteRefusal("its axis is none of the input's") }
    if isLast(axis, shape) { return draft.set("axis", .int(axis)) }
    var order = (0..<rank).map { $0 }
    order.swapAt(Int(axis), Int(rank) - 1)
    let moved = draft.prepend(
      "Transpose", [draft.inputs[0]], [("perm", .ints(order))], as: "moved", type: draft.inputs[0].type, &names)
    draft.setInput(0, moved)
    draft.set("axis", .int(rank - 1))
    draft.append("Transpose", output: 0, [], [("perm", .ints(order))], as: "along", &names)
    draft.note("axis \(axis) is moved to the end and back")
  }

  /// Whether nothing is behind an axis: then one axis and the flattened rest are the same.
  private static func isLast(_ axis: Int64, _ shape: [Size]) -> Bool {
    let rank = Int64(shape.count)
    let place = axis < 0 ? axis + rank : axis
    guard place >= 0, place < rank else { return false }
    return shape[(Int(place) + 1)...].allSatisfy { $0 == .known(1) } && place == rank - 1
  }
}
