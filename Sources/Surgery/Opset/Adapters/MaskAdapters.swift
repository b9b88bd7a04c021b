// Trilu by a table of distances from the diagonal, which an older opset can compare and choose by.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

enum MaskAdapters {
  static let all = [
    VersionAdapter("Trilu", at: 14, .down) { (draft, step, names) throws(RewriteRefusal) in
      guard draft.target >= 9 else { throw RewriteRefusal("Where comes with version 9") }
      guard let shape = draft.shape(0), shape.count >= 2, case .known(let rows) = shape[shape.count - 2],
        case .known(let columns) = shape[shape.count - 1], rows * columns <= Int64(KnownTensor.mostElements),
        case .tensor(let type) = draft.inputs[0].type.kind
      else { throw RewriteRefusal("the size of its matrices is not known, or too large for a table") }
      let isUpper = draft.int("upper") ?? 1 != 0
      let distances = (0..<rows).flatMap { row in (0..<columns).map { Element.size(.known($0 - row)) } }
      let table = try draft.constant(
        KnownTensor(.int64, dims: [Int(rows), Int(columns)], distances), "distances", &names)
      let zero: Element = ElementEncoding.isFloat(type) ? .real(0) : .size(.known(0))
      let nothing = try draft.constant(KnownTensor(scalar: zero, type), "zero", &names)
      let limit =
        draft.hasInput(1)
        ? draft.inputs[1] : try draft.constant(KnownTensor(scalar: .size(.known(0)), .int64), "diagonal", &names)
      let isGone = draft.prepend(
        isUpper ? "Less" : "Greater", [table, limit], as: "outside", type: .tensor(.bool), &names)
      draft.opType = "Where"
      draft.inputs = [isGone, nothing, draft.inputs[0]]
      draft.attributes = []
      draft.note("elements outside are chosen by a table")
    }
  ]
}
