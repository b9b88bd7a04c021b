// SplitToSequence: parts of a tensor as a sequence.

package import ONNXModel

/// The shape function of SplitToSequence, in all its versions.
enum SplitToSequenceOperator {
  static let rows: [OperatorInference] = [OperatorInference("SplitToSequence", infer: infer)]

  /// Parts of equal size by a scalar `split`, of given sizes by a list, of size 1 without it (ONNX Operators,
  /// SplitToSequence-11 and later).
  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    let elementType = call.elementType(0)
    call.setType(0, .sequence(.tensor(elementType, nil)))
    guard let shape = call.shape(0) else { return }
    let site: InferenceProblem.Site = call.has("axis") ? .attribute("axis") : .input(0)
    let axis = try call.axis(call.int("axis", default: 0), rank: shape.count, at: site)
    let length = shape[axis]
    let parts = call.hasInput(1) ? try parts(call, length) : .equal(1)
    let isSqueezed = !call.hasInput(1) && call.int("keepdims", default: 1) == 0
    let part = { (size: Size) in
      var shape = shape
      if isSqueezed { shape.remove(at: axis) } else { shape[axis] = size }
      return InferredType.tensor(elementType, shape)
    }
    let sizes = parts.flatMap { list($0, length) }
    let common: Size =
      switch parts {
      case .equal(let size): length.modulo(.known(size)) == 0 ? .known(size) : .unknown
      case .list(let sizes): sizes.allSatisfy { $0 == sizes.first } ? .known(sizes.first ?? 0) : .unknown
      case nil: .unknown
      }
    var facts = ValueFacts(.sequence(part(common)))
    facts.contents = sizes.map { $0.map { ValueFacts(part(.known($0))) } }
    if let contents = facts.contents, let type = ValueFacts.common(contents) { facts.type = .sequence(type) }
    if let contents = facts.contents, let value = call.value(0), axis == 0 { facts.contents = cut(value, contents) }
    call.setFacts(0, facts)
  }

  private enum Parts {
    case equal(Int64)
    case list([Int64])
  }

  /// - Throws: A013 for sizes that can't be, S014 for a list whose sum is not the axis' size.
  private static func parts(_ call: OperatorCall, _ length: Size) throws(InferenceProblem) -> Parts? {
    try requireOneDimension(call)
    guard let split = call.integers(1), let value = call.value(1) else { return nil }
    if value.isScalar {
      guard split[0] > 0 else {
        throw InferenceProblem(
          "S014", "SplitToSequence: split is \(split[0]): parts have a positive size", at: .input(1))
      }
      return .equal(split[0])
    }
    guard !split.isEmpty, split.allSatisfy({ $0 >= 0 }) else {
      throw InferenceProblem(
        "S014", "SplitToSequence: split is \(split): it names the size of each part", at: .input(1))
    }
    let sum = Size.sum(split.map(Size.known))
    guard OperatorCall.mayEqual(sum, length) else {
      throw InferenceProblem(
        "S014", "SplitToSequence: split \(split) adds up to \(sum), but the axis has \(length)", at: .input(1),
        related: [(0, "\(call.type(0)?.description ?? "?"), made here")])
    }
    return .list(split)
  }

  private static func requireOneDimension(_ call: OperatorCall) throws(InferenceProblem) {
    guard let rank = call.rank(1), rank > 1 else { return }
    throw call.wrongRank(1, "rank 0 or 1")
  }

  /// The sizes of the parts one by one, if that is not too many.
  private static func list(_ parts: Parts, _ length: Size) -> [Int64]? {
    switch parts {
    case .list(let sizes): return sizes
    case .equal(let size):
      guard let length = length.number, length >= 0, length / size < Int64(ValueFacts.mostContents) else { return nil }
      let rest = length % size
      return Array(repeating: size, count: Int(length / size)) + (rest > 0 ? [rest] : [])
    }
  }

  /// The elements of a known tensor, part by part along its first axis.
  private static func cut(_ value: KnownTensor, _ parts: [ValueFacts]) -> [ValueFacts] {
    guard let rows = value.dims.first, rows > 0 else { return parts }
    let width = value.elements.count / rows
    var place = 0
    return parts.map { part in
      guard let shape = part.type?.shape, let count = Size.product(shape).number, count <= value.elements.count
      else { return part }
      let dims = shape.map { Int($0.number ?? 0) }
      let end = place + Int(count)
      guard end <= value.elements.count, width == 0 || (end - place) % width == 0 else { return part }
      defer { place = end }
      return ValueFacts(
        part.type, value: KnownTensor(value.elementType, dims: dims, Array(value.elements[place..<end])))
    }
  }
}
