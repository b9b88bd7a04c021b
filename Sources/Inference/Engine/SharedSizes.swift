// Dimensions that several inputs of a node must agree on, by the names that the operator's definition gives them.

/// The sizes of a definition's dimensions, gathered from the inputs that have them.
///
/// `try sizes.match(call, 1, "num_rois", "4")` says that input 1 has two dimensions: one that other inputs may share,
/// and one of size 4. The best known of the sizes that a name meets is kept.
struct SharedSizes {
  private var known: [String: (size: Size, source: String)] = [:]

  /// The size of a dimension; unknown when nothing said it.
  subscript(_ name: String) -> Size { known[name]?.size ?? .unknown }

  /// States a size that does not come from an input's dimension, such as an attribute's.
  ///
  /// - Throws: S002 when an input or another attribute said otherwise.
  mutating func set(
    _ name: String, _ size: Size, from source: String, at site: InferenceProblem.Site = .node
  ) throws(InferenceProblem) {
    guard !size.isUnknown else { return }
    guard let before = known[name] else {
      known[name] = (size, source)
      return
    }
    guard OperatorCall.mayEqual(before.size, size) else {
      throw InferenceProblem(
        "S002", "\(name) is \(before.size) by \(before.source), but \(size) by \(source)", at: site)
    }
    if before.size.number == nil { known[name]?.size = OperatorCall.unified(before.size, size) }
  }

  /// Takes over the sizes of an input; nothing where its rank is unknown or it is omitted.
  ///
  /// - Parameter names: one for each dimension; a number is a size, `_` is any size.
  /// - Throws: S017 for another rank, S002 for another size than the name has already.
  mutating func match(_ call: OperatorCall, _ input: Int, _ names: String...) throws(InferenceProblem) {
    try match(call, input, names: names)
  }

  /// The same for a list of names.
  mutating func match(_ call: OperatorCall, _ input: Int, names: [String]) throws(InferenceProblem) {
    guard let shape = call.shape(input) else { return }
    guard shape.count == names.count else {
      throw call.wrongRank(input, "rank \(names.count): [\(names.joined(separator: ", "))]")
    }
    for (axis, name) in names.enumerated() where name != "_" {
      try agree(call, input, axis: axis, shape[axis], name)
    }
  }

  private mutating func agree(
    _ call: OperatorCall, _ input: Int, axis: Int, _ size: Size, _ name: String
  ) throws(InferenceProblem) {
    if let number = Int64(name) {
      try call.require(input, axis: axis, size: .known(number), "\(number)")
      return
    }
    if let before = known[name], !OperatorCall.mayEqual(before.size, size) {
      let formal = call.operation.schema?.formalInput(input)?.name ?? "input \(input)"
      throw call.incompatible(
        "\(call.operation.name).\(formal) has \(name) \(size) in dimension \(axis), but \(before.source) has "
          + "\(before.size); \(call.describeInput(input))", inputs: [input])
    }
    try set(name, size, from: call.operation.schema?.formalInput(input)?.name ?? "input \(input)")
  }
}

extension OperatorCall {
  /// - Parameter meaning: what the size stands for: `4*hidden_size = 20`.
  /// - Throws: S002 when the dimension of the input is known and another number.
  func require(_ input: Int, axis: Int, size: Size, _ meaning: String) throws(InferenceProblem) {
    guard let shape = shape(input), shape.indices.contains(axis), !Self.mayEqual(shape[axis], size) else { return }
    let formal = operation.schema?.formalInput(input)?.name ?? "input \(input)"
    throw incompatible(
      "\(operation.name).\(formal) has \(meaning) in dimension \(axis), not \(shape[axis]); \(describeInput(input))",
      inputs: [input])
  }

  /// - Throws: A013 when the attribute is there and smaller.
  func requireAttribute(_ name: StaticString, atLeast least: Int64) throws(InferenceProblem) {
    guard let value = int(name), value < least else { return }
    throw InferenceProblem(
      "A013", "\(operation.name) \(name) \(value): it is \(least) or more", at: .attribute("\(name)"))
  }

  /// The attribute's numbers, checked.
  ///
  /// - Throws: S016 when there are not `count`, A013 when one is smaller than `least`.
  func ints(_ name: StaticString, count: Int, atLeast least: Int64) throws(InferenceProblem) -> [Int64]? {
    guard let values = ints(name) else { return nil }
    guard values.count == count else {
      throw InferenceProblem(
        "S016", "\(operation.name) \(name) \(values) has \(values.count) numbers; \(count) are wanted",
        at: .attribute("\(name)"))
    }
    guard values.allSatisfy({ $0 >= least }) else {
      throw InferenceProblem(
        "A013", "\(operation.name) \(name) \(values): each is \(least) or more", at: .attribute("\(name)"))
    }
    return values
  }

  /// Whether this version of the operator has the attribute.
  func hasAttributeInSchema(_ name: String) -> Bool { operation.schema?.attribute(named: name) != nil }
}
