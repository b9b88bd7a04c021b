// The elements of operators that sort: Unique, TopK.

internal import ONNXModel

/// What Unique makes of known elements.
enum UniqueValue {
  /// Sets the outputs where all elements of a list are known.
  static func set(_ call: OperatorCall) {
    guard let value = call.value(0), value.isConstant,
      !value.elements.contains(where: { $0.number?.isNaN ?? false })
    else { return }
    var first: [Element: Int] = [:]
    var counts: [Element: Int] = [:]
    var order: [Element] = []
    for (place, element) in value.elements.enumerated() {
      if first[element] == nil {
        first[element] = place
        order.append(element)
      }
      counts[element, default: 0] += 1
    }
    if call.int("sorted", default: 1) != 0 { order.sort(by: precedes) }
    var rank: [Element: Int] = [:]
    for (place, element) in order.enumerated() { rank[element] = place }
    call.setValue(0, KnownTensor(value.elementType, dims: [order.count], order))
    let list = { (elements: [Element]) in KnownTensor(.int64, dims: [elements.count], elements) }
    call.setValue(1, list(order.map { .integer(first[$0] ?? 0) }))
    call.setValue(2, list(value.elements.map { .integer(rank[$0] ?? 0) }))
    call.setValue(3, list(order.map { .integer(counts[$0] ?? 0) }))
  }

  private static func precedes(_ a: Element, _ b: Element) -> Bool {
    switch (a, b) {
    case (.text(let x), .text(let y)): x.lexicographicallyPrecedes(y)
    default: Element.isLess(a, b)
    }
  }
}

/// What TopK makes of known elements.
enum TopKValue {
  /// Sets values and indices where all elements are numbers and the order is defined.
  static func set(_ call: OperatorCall, axis: Int, shape: [Size]) {
    guard call.int("sorted", default: 1) != 0, let value = call.followed(0), value.isConstant,
      let dims = KnownTensor.dims(shape), !value.elements.contains(where: { $0.number.map(\.isNaN) ?? true })
    else { return }
    let isLargest = call.int("largest", default: 1) != 0
    var values = KnownTensor(value.elementType, dims: dims, repeating: .unknown)
    var indices = KnownTensor(.int64, dims: dims, repeating: .unknown)
    var lines = dims
    lines[axis] = 1
    for place in KnownTensor.coordinates(lines) {
      let line = (0..<value.dims[axis]).map { index in
        var source = place
        source[axis] = index
        return value.element(at: source)
      }
      let order = line.indices.sorted { a, b in
        let (x, y) = isLargest ? (line[b], line[a]) : (line[a], line[b])
        // Of equal ones the first comes first.
        return Element.isLess(x, y) || (!Element.isLess(y, x) && a < b)
      }
      for (number, index) in order.prefix(dims[axis]).enumerated() {
        var target = place
        target[axis] = number
        values?.setElement(at: target, line[index])
        indices?.setElement(at: target, .integer(index))
      }
    }
    call.setKnown(0, values)
    call.setKnown(1, indices)
  }
}

extension Element {
  /// The order of numbers; integers exactly.
  static func isLess(_ a: Element, _ b: Element) -> Bool {
    if let a = a.integer, let b = b.integer { return a < b }
    return a.number ?? 0 < b.number ?? 0
  }
}
