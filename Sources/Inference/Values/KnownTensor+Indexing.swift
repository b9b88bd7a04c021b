// Index arithmetic over known tensors: every operator that moves elements says where each of its elements comes from.

package import ONNXModel

extension KnownTensor {
  /// How far apart neighbours along each dimension lie in `elements`.
  package var strides: [Int] { Self.strides(of: dims) }

  package static func strides(of dims: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: dims.count)
    for axis in dims.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] &* dims[axis + 1] }
    return strides
  }

  /// The number of elements of a shape; nil when that is more than a known tensor has, or a size is negative.
  package static func count(_ dims: [Int]) -> Int? {
    if dims.contains(0) { return 0 }
    var count = 1
    for dim in dims {
      guard dim > 0, dim <= mostElements else { return nil }
      count *= dim
      guard count <= mostElements else { return nil }
    }
    return count
  }

  /// A shape as plain numbers, if it is one of a tensor that is small enough to be followed.
  package static func dims(_ shape: [Size]?) -> [Int]? {
    guard let shape else { return nil }
    var dims: [Int] = []
    for size in shape {
      guard let number = size.number, let dim = Int(exactly: number) else { return nil }
      dims.append(dim)
    }
    return count(dims) == nil ? nil : dims
  }

  /// A tensor of one element, repeated.
  package init?(_ elementType: DataType, dims: [Int], repeating element: Element) {
    guard let count = Self.count(dims) else { return nil }
    self.init(elementType, dims: dims, Array(repeating: element, count: count))
  }

  /// A tensor of these dimensions whose elements are looked up by their coordinates; nil when it is large.
  package static func generated(
    _ elementType: DataType, dims: [Int], _ element: (_ coordinates: [Int]) -> Element
  ) -> KnownTensor? {
    guard let count = count(dims) else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    var coordinates = [Int](repeating: 0, count: dims.count)
    for _ in 0..<count {
      elements.append(element(coordinates))
      Self.advance(&coordinates, in: dims)
    }
    return KnownTensor(elementType, dims: dims, elements)
  }

  /// A tensor of the same type whose elements come from this one's at other coordinates.
  package func rearranged(dims: [Int], _ source: (_ coordinates: [Int]) -> [Int]) -> KnownTensor? {
    let strides = strides
    return Self.generated(elementType, dims: dims) { coordinates in
      var offset = 0
      for (axis, position) in source(coordinates).enumerated() { offset &+= position &* strides[axis] }
      return elements.indices.contains(offset) ? elements[offset] : .unknown
    }
  }

  /// The element at coordinates that are in range.
  package func element(at coordinates: some Sequence<Int>) -> Element {
    var offset = 0
    for (position, stride) in zip(coordinates, strides) { offset &+= position &* stride }
    return elements.indices.contains(offset) ? elements[offset] : .unknown
  }

  /// The same elements in another shape; nil when it has not as many.
  package func reshaped(_ shape: [Size]?) -> KnownTensor? {
    guard let dims = Self.dims(shape), Self.count(dims) == elements.count else { return nil }
    return KnownTensor(elementType, dims: dims, elements)
  }

  /// What lies at some positions of one axis, in that order.
  package func selecting(_ positions: [Int], axis: Int) -> KnownTensor? {
    guard dims.indices.contains(axis) else { return nil }
    var result = dims
    result[axis] = positions.count
    return rearranged(dims: result) { coordinates in
      var source = coordinates
      source[axis] = positions[coordinates[axis]]
      return source
    }
  }

  /// Whether any element is known: a tensor without one says no more than its shape.
  package var saysAnything: Bool { elements.contains(where: \.isKnown) }

  /// All coordinates of a shape in row-major order; none when it is large.
  package static func coordinates(_ dims: [Int]) -> [[Int]] {
    var place = [Int](repeating: 0, count: dims.count)
    return (0..<(count(dims) ?? 0)).map { _ in
      defer { advance(&place, in: dims) }
      return place
    }
  }

  /// Writes the element at coordinates that are in range.
  package mutating func setElement(at coordinates: some Sequence<Int>, _ element: Element) {
    var offset = 0
    for (position, stride) in zip(coordinates, strides) { offset &+= position &* stride }
    if elements.indices.contains(offset) { elements[offset] = element }
  }

  private static func advance(_ coordinates: inout [Int], in dims: [Int]) {
    for axis in dims.indices.reversed() {
      coordinates[axis] += 1
      if coordinates[axis] < dims[axis] { return }
      coordinates[axis] = 0
    }
  }
}

extension Element {
  /// Nothing, in a tensor of that type.
  package static func zero(_ type: DataType) -> Element {
    switch type {
    case .float, .double, .float16, .bfloat16: .real(0)
    case .string: .text([])
    default: type.isKnownInteger ? .size(0) : .unknown
    }
  }

  /// One, in a tensor of that type.
  package static func one(_ type: DataType) -> Element {
    switch type {
    case .float, .double, .float16, .bfloat16: .real(1)
    default: type.isKnownInteger ? .size(1) : .unknown
    }
  }

  /// Whether it is something else than zero; nil where that is not known.
  package var isNonZero: Bool? {
    switch self {
    case .size(let size): size.number.map { $0 != 0 }
    case .real(let value): value != 0
    case .fraction: nil
    case .text(let bytes): !bytes.isEmpty
    }
  }
}

extension DataType {
  /// Whether inference keeps the elements as integers: integers and bools.
  package var isKnownInteger: Bool {
    switch self {
    case .int2, .int4, .int8, .int16, .int32, .int64, .uint2, .uint4, .uint8, .uint16, .uint32, .uint64, .bool: true
    default: false
    }
  }
}
