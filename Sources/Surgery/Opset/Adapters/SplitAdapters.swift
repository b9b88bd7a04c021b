// Split-18 wants to be told how many parts there are (ONNX Operators, Split-18).

internal import Inference
internal import Operators
internal import Rewriting

enum SplitAdapters {
  static let all = [
    VersionAdapter("Split", at: 18, .up) { (draft, step, names) throws(RewriteRefusal) in
      if !draft.hasInput(1) { draft.set("num_outputs", .int(Int64(draft.outputs.count))) }
    },
    VersionAdapter("Split", at: 18, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.has("num_outputs") else { return }
      guard let parts = draft.int("num_outputs"), parts > 0, let shape = draft.shape(0) else {
        throw RewriteRefusal("the size of what it splits is not known")
      }
      let given = draft.int("axis") ?? 0
      let axis = Int(given < 0 ? given + Int64(shape.count) : given)
      guard shape.indices.contains(axis), case .known(let size) = shape[axis] else {
        throw RewriteRefusal("the size of what it splits is not known")
      }
      draft.remove("num_outputs")
      // All parts are of one size but the last, which may be smaller; before 18 they had to be equal.
      let one = (size + parts - 1) / parts
      guard one * parts != size else { return }
      let last = size - one * (parts - 1)
      guard last >= 0 else { throw RewriteRefusal("\(size) elements do not make \(parts) parts") }
      let sizes = [Int64](repeating: one, count: Int(parts) - 1) + [last]
      draft.setInput(1, try draft.constant(sizes, "split", &names))
      draft.note("the parts' sizes are given")
    },
  ]
}
