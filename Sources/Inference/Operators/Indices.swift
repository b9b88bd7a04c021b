// Indices that are known before the model runs: in range, and where they point.

extension Element {
  /// The position that an index means along an axis, negative ones counted from the end; nil when unknown or outside.
  func place(in size: Int) -> Int? {
    guard let index = integer, index >= -Int64(size), index < Int64(size) else { return nil }
    return Int(index < 0 ? index + Int64(size) : index)
  }
}

extension OperatorCall {
  /// - Throws: S019 when a known index is outside of an axis of a known size.
  func requireIndices(_ number: Int, below size: Size, axis: Int) throws(InferenceProblem) {
    guard let size = size.number, let value = value(number) else { return }
    for element in value.elements {
      if let index = element.integer { try require(index, below: size, axis: axis, number) }
    }
  }

  /// - Throws: S019 when a known tuple of indices is outside of the dimensions that it indexes.
  func requireTuples(_ number: Int, in dims: ArraySlice<Size>) throws(InferenceProblem) {
    guard let value = value(number), !dims.isEmpty else { return }
    for (place, element) in value.elements.enumerated() {
      let axis = dims.startIndex + place % dims.count
      if let index = element.integer, let size = dims[axis].number {
        try require(index, below: size, axis: axis, number)
      }
    }
  }

  private func require(_ index: Int64, below size: Int64, axis: Int, _ number: Int) throws(InferenceProblem) {
    guard index < -size || index >= size else { return }
    throw InferenceProblem(
      "S019", "\(operation.name) index \(index), axis \(axis) has \(size)", at: .input(number),
      related: [(0, type(0)?.description ?? "made here"), (number, "the indices")])
  }
}
