internal import ONNXModel

/// Unique: the distinct elements of a tensor, or slices along an axis.
enum UniqueKernels {
  static let rows: [KernelRow] = [KernelRow("Unique", unique)]

  /// ONNX Operators, Unique-11.
  @Sendable static func unique(_ call: KernelCall) throws -> [RuntimeValue?] {
    let given = try call.tensor(0)
    let data = call.attributes.contains("axis") ? given : given.reshaped([given.count])
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let order = try ordered(data, axis)
    var groups = order.groups
    if !call.attributes.flag("sorted", default: true) {
      groups.sort { order.places[$0.lowerBound] < order.places[$1.lowerBound] }
    }

    let firsts = groups.map { Int64(order.places[$0.lowerBound]) }
    var inverse = [Int64](repeating: 0, count: data.shape[axis])
    for (number, group) in groups.enumerated() {
      for place in order.places[group] { inverse[place] = Int64(number) }
    }
    let indices = try call.output(firsts, [firsts.count])
    var gather = call.with(inputs: [.tensor(data), indices])
    gather.attributes["axis"] = .int(axis)
    let values = try withExtendedLifetime(gather) { try movingStrings(GatherKernels.gather)(gather) }
    return values + [
      indices, try call.output(inverse, [inverse.count]),
      try call.output(groups.map { Int64($0.count) }, [groups.count]),
    ]
  }

  /// The places of an axis in the order of their slices, and the ranges of them whose slices are equal.
  ///
  /// Equal ones are in the order of their places.
  private static func ordered(_ data: DenseTensor, _ axis: Int) throws -> (places: [Int], groups: [Range<Int>]) {
    let (slices, length) = try sliceOrders(data, axis)
    let count = data.shape[axis]
    return slices.withUnsafeBufferPointer { slices in
      func compare(_ a: Int, _ b: Int) -> Int {
        for index in 0..<length where slices[a * length + index] != slices[b * length + index] {
          return slices[a * length + index] < slices[b * length + index] ? -1 : 1
        }
        return 0
      }
      let places = (0..<count).sorted { a, b in
        let result = compare(a, b)
        return result < 0 || (result == 0 && a < b)
      }
      var groups: [Range<Int>] = []
      var start = 0
      for end in 1..<max(1, count) where compare(places[start], places[end]) != 0 {
        groups.append(start..<end)
        start = end
      }
      if count > 0 { groups.append(start..<count) }
      return (places, groups)
    }
  }

  /// The orders of the elements of each slice of an axis side by side, and how many those are.
  private static func sliceOrders(_ data: DenseTensor, _ axis: Int) throws -> (slices: [UInt64], length: Int) {
    let (keys, parts) = try orders(data)
    let (before, count) = (data.shape[..<axis].product, data.shape[axis])
    let after = data.shape[(axis + 1)...].product * parts
    guard before != 1 else { return (keys, after) }
    var slices: [UInt64] = []
    slices.reserveCapacity(keys.count)
    for place in 0..<count {
      for outer in 0..<before {
        let start = (outer * count + place) * after
        slices += keys[start..<start + after]
      }
    }
    return (slices, before * after)
  }

  /// The order of each element, and how many numbers that is: two for complex numbers.
  private static func orders(_ data: DenseTensor) throws -> (keys: [UInt64], parts: Int) {
    switch data.type {
    case .string: return (orders(data.strings), 1)
    case .complex64:
      return (try data.elements(Complex<Float>.self).flatMap { [$0.real.order, $0.imaginary.order] }, 2)
    case .complex128:
      return (try data.elements(Complex<Double>.self).flatMap { [$0.real.order, $0.imaginary.order] }, 2)
    default: return (try withOrdered(data.type, Orders(data: data)), 1)
    }
  }

  /// Strings by their bytes, which is by their code points.
  private static func orders(_ strings: [String]) -> [UInt64] {
    let order = strings.indices.sorted { strings[$0].utf8.lexicographicallyPrecedes(strings[$1].utf8) }
    var keys = [UInt64](repeating: 0, count: strings.count)
    for (previous, place) in zip(order, order.dropFirst()) {
      keys[place] = keys[previous] + (strings[previous].utf8.elementsEqual(strings[place].utf8) ? 0 : 1)
    }
    return keys
  }
}

private struct Orders: OrderedPass {
  let data: DenseTensor

  func run<E: Ordered>(_: E.Type) throws -> [UInt64] { try data.elements(E.self).map { $0.order } }
}
