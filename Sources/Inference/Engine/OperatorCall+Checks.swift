// Checks that many operators share: axes, ranks, broadcasting.

package import ONNXModel

extension OperatorCall {
  /// A negative axis counts from the end.
  ///
  /// - Throws: S012 when it is not in `-rank..<rank`.
  package func axis(_ axis: Int64, rank: Int, at site: InferenceProblem.Site) throws(InferenceProblem) -> Int {
    let rank64 = Int64(rank)
    guard axis >= -rank64, axis < rank64 else {
      let range = rank == 0 ? "a scalar has no axes" : "axes are \(-rank)...\(rank - 1)"
      throw InferenceProblem("S012", "axis \(axis) is out of range for rank \(rank): \(range)", at: site)
    }
    return Int(axis < 0 ? axis + rank64 : axis)
  }

  /// - Throws: S012 for an axis out of range or named twice.
  package func axes(_ axes: [Int64], rank: Int, at site: InferenceProblem.Site) throws(InferenceProblem) -> [Int] {
    var result: [Int] = []
    for one in axes {
      let normal = try axis(one, rank: rank, at: site)
      if result.contains(normal) { throw InferenceProblem("S012", "axis \(one) is named twice", at: site) }
      result.append(normal)
    }
    return result
  }

  /// - Throws: S017 when the rank is known and another one.
  package func requireRank(_ number: Int, _ rank: Int) throws(InferenceProblem) {
    guard let shape = shape(number), shape.count != rank else { return }
    throw wrongRank(number, "rank \(rank)")
  }

  /// - Throws: S017 when the rank is known and smaller.
  package func requireRank(_ number: Int, atLeast rank: Int) throws(InferenceProblem) {
    guard let shape = shape(number), shape.count < rank else { return }
    throw wrongRank(number, "rank \(rank) or more")
  }

  /// S017: `LSTM.X has rank 3; x is float[T, 4]`.
  package func wrongRank(_ number: Int, _ wanted: String) -> InferenceProblem {
    let formal = operation.schema?.formalInput(number)?.name ?? "input \(number)"
    return InferenceProblem(
      "S017", "\(operation.name).\(formal) has \(wanted); \(describeInput(number))", at: .input(number),
      related: [(number, "made here")])
  }

  /// `"x" is float[N, 3]`.
  package func describeInput(_ number: Int) -> String {
    let id = inputID(number)
    let name = id.exists ? "\"\(run.index.name(of: id))\"" : "input \(number)"
    return "\(name) is \(type(number)?.description ?? "of unknown type")"
  }

  /// Whether a size is unknown only because it does not fit into 64 bits.
  package static func overflows(_ result: Size, _ parts: Size...) -> Bool {
    result.isUnknown && parts.allSatisfy { $0.number != nil }
  }

  /// S002: sizes that can't be together.
  package func incompatible(_ message: String, inputs: [Int], at site: InferenceProblem.Site = .node)
    -> InferenceProblem
  {
    InferenceProblem(
      "S002", message, at: site,
      related: inputs.filter(hasInput).map { ($0, type($0)?.description ?? "of unknown type") })
  }

  /// The shape after multidirectional broadcasting (ONNX, Broadcasting in ONNX); nil when a rank is unknown.
  ///
  /// - Throws: S002 when two sizes differ and neither is 1.
  package func broadcast(_ numbers: some Collection<Int>) throws(InferenceProblem) -> [Size]? {
    var result: [Size] = []
    for (position, number) in numbers.enumerated() {
      guard let shape = shape(number) else { return nil }
      if position == 0 {
        result = shape
      } else {
        guard let next = Self.broadcast(result, shape) else {
          throw incompatible(
            "\(numbers.map(describeInput).joined(separator: " and ")): the shapes don't broadcast",
            inputs: Array(numbers))
        }
        result = next
      }
    }
    return result
  }

  /// Two shapes broadcast together; nil when they can't be.
  package static func broadcast(_ a: [Size], _ b: [Size]) -> [Size]? {
    let rank = max(a.count, b.count)
    var result: [Size] = []
    result.reserveCapacity(rank)
    for position in 0..<rank {
      let (i, j) = (position - (rank - a.count), position - (rank - b.count))
      guard i >= 0 else { result.append(b[j]); continue }
      guard j >= 0 else { result.append(a[i]); continue }
      guard let size = broadcast(a[i], b[j]) else { return nil }
      result.append(size)
    }
    return result
  }

  /// One dimension of two; nil when they can't be together.
  package static func broadcast(_ a: Size, _ b: Size) -> Size? {
    if a == b || b == 1 { return a }
    if a == 1 { return b }
    switch (a, b) {
    case (.known, .known): return nil
    case (.known, _): return a
    case (_, .known): return b
    case (.unknown, _), (_, .unknown): return .unknown
    // Two names: equal, or one of them is 1. Only a size of 0 against 1 would be smaller than the larger one.
    case (.expression, .expression): return .maximum(a, b)
    }
  }

  /// Whether two sizes can be the same: false only for two different numbers.
  package static func mayEqual(_ a: Size, _ b: Size) -> Bool {
    if let a = a.number, let b = b.number { return a == b }
    return true
  }

  /// The better known of two sizes that are the same.
  package static func unified(_ a: Size, _ b: Size) -> Size {
    switch (a, b) {
    case (.known, _): a
    case (_, .known): b
    case (.unknown, _): b
    default: a
    }
  }
}
