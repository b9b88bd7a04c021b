// Known tensors element by element, with broadcasting.

internal import ONNXModel

extension KnownTensor {
  /// Each element by itself.
  func map(_ type: DataType? = nil, _ transform: (Element) -> Element) -> KnownTensor {
    KnownTensor(type ?? elementType, dims: dims, elements.map(transform))
  }

  /// Two tensors element by element; nil where they don't broadcast or have too many elements together.
  static func combine(_ a: KnownTensor, _ b: KnownTensor, _ type: DataType, _ one: (Element, Element) -> Element)
    -> KnownTensor?
  {
    guard let dims = broadcastDims([a.dims, b.dims]) else { return nil }
    let (x, y) = (a.spread(over: dims), b.spread(over: dims))
    return KnownTensor(type, dims: dims, x.indices.map { one(x[$0], y[$0]) })
  }

  /// The dimensions that several have together; nil where there are none, or too many elements.
  static func broadcastDims(_ shapes: [[Int]]) -> [Int]? {
    var result: [Int] = []
    for dims in shapes {
      if dims.count > result.count {
        result.insert(contentsOf: repeatElement(1, count: dims.count - result.count), at: 0)
      }
      let start = result.count - dims.count
      for (axis, dim) in dims.enumerated() where result[start + axis] != dim {
        if result[start + axis] == 1 { result[start + axis] = dim } else if dim != 1 { return nil }
      }
    }
    return count(result) == nil ? nil : result
  }

  /// The elements, repeated along the axes of size 1 until they fill `target`.
  func spread(over target: [Int]) -> [Element] {
    if dims == target { return elements }
    let count = target.reduce(1, *)
    if elements.count == 1 { return Array(repeating: elements[0], count: count) }
    var strides = Array(repeating: 0, count: target.count)
    var step = 1
    for (axis, dim) in dims.enumerated().reversed() {
      if dim != 1 { strides[target.count - dims.count + axis] = step }
      step *= dim
    }
    var result: [Element] = []
    result.reserveCapacity(count)
    var position = Array(repeating: 0, count: target.count)
    var offset = 0
    for _ in 0..<count {
      result.append(elements[offset])
      for axis in target.indices.reversed() {
        position[axis] += 1
        offset += strides[axis]
        if position[axis] < target[axis] { break }
        offset -= strides[axis] * target[axis]
        position[axis] = 0
      }
    }
    return result
  }
}

extension OperatorCall {
  /// The elements of several inputs, if something is known of each of them.
  func operands(_ numbers: some Collection<Int>) -> [KnownTensor]? {
    // Weights are read when they are asked for: first see whether it is worth it.
    guard numbers.allSatisfy({ KnownTensor.dims(shape($0)) != nil }) else { return nil }
    var result: [KnownTensor] = []
    for number in numbers {
      guard let value = value(number) else { return nil }
      result.append(value)
    }
    return result
  }

  /// The elements of several inputs, unknown ones filled in, if something is known of at least one of them.
  func partialOperands(_ numbers: some Collection<Int>) -> [KnownTensor]? {
    guard numbers.allSatisfy({ KnownTensor.dims(shape($0)) != nil }), numbers.contains(where: { value($0) != nil })
    else { return nil }
    var result: [KnownTensor] = []
    for number in numbers {
      guard let value = valueOrUnknown(number) else { return nil }
      result.append(value)
    }
    return result
  }
}
