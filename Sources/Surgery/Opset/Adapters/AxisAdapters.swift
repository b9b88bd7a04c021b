// Axes counted from the back are allowed since opset 11; before that an axis is counted from the front.

internal import Inference
internal import Operators
internal import Rewriting

enum AxisAdapters {
  static let all = [
    VersionAdapter(
      "Flatten", "Squeeze", "Unsqueeze", "Concat", "Gather", "Split", "TopK", "ArgMax", "ArgMin", "Compress", "Softmax",
      "LogSoftmax", "Hardmax", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean",
      "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare", "OneHot", at: 11, .down, quietly: true
    ) { (draft, step, names) throws(RewriteRefusal) in try count(&draft) }
  ]

  private static func count(_ draft: inout NodeDraft) throws(RewriteRefusal) {
    for name in ["axis", "axes"] {
      let axes: [Int64]
      switch draft.value(name) {
      case .int(let axis): axes = [axis]
      case .ints(let values): axes = values
      default: continue
      }
      guard axes.contains(where: { $0 < 0 }) else { continue }
      guard var rank = draft.shape(0)?.count else {
        throw RewriteRefusal("\(name) is counted from the back, and the rank is not known")
      }
      // New axes are counted among those of the output.
      if draft.opType == "Unsqueeze" { rank += axes.count }
      if draft.opType == "OneHot" { rank += 1 }
      let counted = axes.map { $0 < 0 ? $0 + Int64(rank) : $0 }
      draft.set(name, name == "axis" ? .int(counted[0]) : .ints(counted))
      draft.note("\(name) is counted from the front")
    }
  }
}
