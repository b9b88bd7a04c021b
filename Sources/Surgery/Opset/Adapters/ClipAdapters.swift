// Clip's bounds are inputs since 11 (ONNX Operators, Clip-11).

internal import Operators
internal import Rewriting

enum ClipAdapters {
  static let all = [
    VersionAdapter("Clip", at: 11, .down) { (draft, step, names) throws(RewriteRefusal) in
      let bounds = draft.inputs.dropFirst().filter { !$0.name.isEmpty }
      if bounds.allSatisfy({ $0.constant != nil }) { return try InputsAndAttributes.toAttributes(&draft, step) }
      try asMinAndMax(&draft, &names)
    }
  ]

  /// Clip is Min(Max(x, min), max); both take bounds that are computed.
  private static func asMinAndMax(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    let (low, high) = (
      draft.inputs.count > 1 ? draft.inputs[1] : .absent, draft.inputs.count > 2 ? draft.inputs[2] : .absent
    )
    let input = draft.inputs[0]
    draft.note("Clip is \(low.name.isEmpty ? "Min" : high.name.isEmpty ? "Max" : "Min of Max")")
    if low.name.isEmpty {
      draft.opType = "Min"
      draft.inputs = [input, high]
      return
    }
    draft.opType = "Max"
    draft.inputs = [input, low]
    if !high.name.isEmpty { draft.append("Min", output: 0, [high], as: "raised", &names) }
  }
}
