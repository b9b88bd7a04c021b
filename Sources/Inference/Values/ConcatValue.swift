// The elements of tensors put together and taken apart.

/// What Concat and Split do with known elements.
enum ConcatValue {
  /// The inputs one after the other; elements of inputs that nothing is known of are unknown.
  static func joined(_ call: OperatorCall, _ inputs: [Int], axis: Int) -> KnownTensor? {
    guard inputs.contains(where: { call.followed($0) != nil }) else { return nil }
    var parts: [KnownTensor] = []
    for number in inputs {
      guard let part = call.valueOrUnknown(number), part.dims.indices.contains(axis) else { return nil }
      parts.append(part)
    }
    guard var dims = parts.first?.dims, let type = parts.first?.elementType else { return nil }
    dims[axis] = 0
    for part in parts {
      guard part.dims.count == dims.count,
        dims.indices.allSatisfy({ $0 == axis || part.dims[$0] == dims[$0] })
      else { return nil }
      dims[axis] += part.dims[axis]
    }
    guard KnownTensor.count(dims) != nil else { return nil }
    // Before the axis: how many pieces there are; a piece of each part in turn.
    let pieces = KnownTensor.count(Array(dims[..<axis])) ?? 0
    var elements: [Element] = []
    for piece in 0..<pieces {
      for part in parts {
        let length = part.elements.count / max(pieces, 1)
        elements += part.elements[piece * length..<(piece + 1) * length]
      }
    }
    return KnownTensor(type, dims: dims, elements)
  }

  /// Gives each output of a Split its part.
  static func setParts(_ call: OperatorCall, _ sizes: [Size], axis: Int) {
    guard let value = call.followed(0), value.dims.indices.contains(axis) else { return }
    var start = 0
    for (number, size) in sizes.enumerated() {
      guard let size = size.number, size >= 0, size <= Int64(value.dims[axis] - start) else { return }
      let end = start + Int(size)
      call.setKnown(number, value.selecting(Array(start..<end), axis: axis))
      start = end
    }
  }
}
