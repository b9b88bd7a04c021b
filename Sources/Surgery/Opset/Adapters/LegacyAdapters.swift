// What operators had before opset 7: hints about memory, broadcasting by an axis, modes of training.

internal import Inference
internal import Operators
internal import Rewriting

enum LegacyAdapters {
  static let all: [VersionAdapter] =
    [
      VersionAdapter(
        "Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Greater", "Less", "Equal", "PRelu", "Gemm", at: 7, .up
      ) { (draft, step, names) throws(RewriteRefusal) in try broadcast(&draft, &names) },
      VersionAdapter("Dropout", "BatchNormalization", at: 7, .up) { (draft, step, names) throws(RewriteRefusal) in
        guard draft.int("is_test") ?? 0 != 0 else {
          throw RewriteRefusal("without is_test it computes for training, which version 7 does as the runtime is set")
        }
        draft.remove("is_test")
        draft.remove("consumed_inputs")
      },
    ]

  /// The second operand's axes were matched from `axis` on, or at the end; now they are matched at the end.
  private static func broadcast(_ draft: inout NodeDraft, _ names: inout FreshNames) throws(RewriteRefusal) {
    defer {
      draft.remove("broadcast")
      draft.remove("axis")
    }
    let slope = draft.opType == "PRelu"
    guard slope || draft.int("broadcast") ?? 0 != 0 else { return }
    guard let left = draft.shape(0)?.count, let right = draft.shape(1)?.count else {
      throw RewriteRefusal("the ranks of its inputs are not known")
    }
    if slope, draft.shape(1) == [.known(1)] { return }
    let axis = slope ? 1 : draft.int("axis").map { Int($0 < 0 ? $0 + Int64(left) : $0) } ?? left - right
    let missing = left - axis - right
    guard missing > 0, right > 0 else { return }
    // 0 keeps a size.
    let sizes = [Int64](repeating: 0, count: right) + [Int64](repeating: 1, count: missing)
    let shape = try draft.constant(sizes, "broadcast", &names)
    draft.setInput(
      1, draft.prepend("Reshape", [draft.inputs[1], shape], as: "operand", type: draft.inputs[1].type, &names))
    draft.note("its second operand gets \(missing) \(missing == 1 ? "axis" : "axes") more")
  }
}
