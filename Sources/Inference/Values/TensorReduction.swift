// Known tensors reduced along axes, and running sums along one.

internal import Glibc
internal import ONNXModel

extension KnownTensor {
  /// One element for each position along the axes that are kept.
  ///
  /// - Parameter axes: not negative, each once.
  func reduced(_ type: DataType, axes: [Int], keepsDims: Bool, _ combine: ([Element]) -> Element) -> KnownTensor? {
    var kept = dims
    for axis in axes { kept[axis] = 1 }
    guard let count = Self.count(kept) else { return nil }
    let strides = Self.strides(of: kept)
    var groups: [[Element]] = Array(repeating: [], count: count)
    var coordinates = Array(repeating: 0, count: dims.count)
    for element in elements {
      var group = 0
      for axis in dims.indices where kept[axis] != 1 { group += coordinates[axis] * strides[axis] }
      groups[group].append(element)
      for axis in dims.indices.reversed() {
        coordinates[axis] += 1
        if coordinates[axis] < dims[axis] { break }
        coordinates[axis] = 0
      }
    }
    let left = keepsDims ? kept : dims.indices.filter { !axes.contains($0) }.map { dims[$0] }
    return KnownTensor(type, dims: left, groups.map(combine))
  }

  /// What has been combined so far along an axis, for each element.
  func running(
    axis: Int, isExclusive: Bool, isReverse: Bool, from start: Element, _ combine: (Element, Element) -> Element
  ) -> KnownTensor {
    var result = self
    guard dims.indices.contains(axis) else { return result }
    let (stride, length) = (strides[axis], dims[axis])
    for first in elements.indices where first / stride % length == 0 {
      var total = start
      for step in 0..<length {
        let offset = first + (isReverse ? length - 1 - step : step) * stride
        let next = combine(total, elements[offset])
        result.elements[offset] = isExclusive ? total : next
        total = next
      }
    }
    return result
  }
}

/// What the elements of one group become.
enum ElementReduction {
  typealias Function = @Sendable (_ elements: [Element], _ type: DataType) -> Element

  /// By operator.
  static let functions: [(name: String, function: Function)] = [
    ("ReduceSum", sum),
    (
      "ReduceMean",
      { elements, type in
        elements.isEmpty
          ? .unknown : ElementArithmetic.divide.apply(sum(elements, type), .size(.known(Int64(elements.count))), type)
      }
    ),
    (
      "ReduceProd", { elements, type in elements.reduce(.one(type)) { ElementArithmetic.multiply.apply($0, $1, type) } }
    ),
    ("ReduceMax", { elements, type in extremum(elements) { .maximum($0, $1, type) } }),
    ("ReduceMin", { elements, type in extremum(elements) { .minimum($0, $1, type) } }),
    ("ReduceL1", { ofReals($0, $1) { $0.reduce(0) { $0 + abs($1) } } }),
    ("ReduceL2", { ofReals($0, $1) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() } }),
    ("ReduceLogSum", { ofReals($0, $1) { log($0.reduce(0, +)) } }),
    ("ReduceLogSumExp", { ofReals($0, $1) { log($0.reduce(0) { $0 + exp($1) }) } }),
    ("ReduceSumSquare", { ofReals($0, $1) { $0.reduce(0) { $0 + $1 * $1 } } }),
  ]

  private static func sum(_ elements: [Element], _ type: DataType) -> Element {
    elements.reduce(.zero(type)) { ElementArithmetic.add.apply($0, $1, type) }
  }

  private static func extremum(_ elements: [Element], _ choose: (Element, Element) -> Element) -> Element {
    guard let first = elements.first else { return .unknown }
    return elements.dropFirst().reduce(first, choose)
  }

  private static func ofReals(_ elements: [Element], _ type: DataType, _ function: ([Double]) -> Double) -> Element {
    var numbers: [Double] = []
    for element in elements {
      guard let number = element.number else { return .unknown }
      numbers.append(number)
    }
    return .real(function(numbers), as: type)
  }

  /// The place of the greatest or the least element; unknown where the order depends on dimensions.
  static func place(_ elements: [Element], ofGreatest: Bool, isLast: Bool) -> Element {
    guard var best = elements.first else { return .unknown }
    var place = 0
    for (number, element) in elements.enumerated().dropFirst() {
      guard let isBetter = ofGreatest ? best.isLess(than: element) : element.isLess(than: best) else { return .unknown }
      if !isBetter, isLast, best.equals(element) == nil { return .unknown }
      if isBetter || (isLast && best.equals(element) == true) { (best, place) = (element, number) }
    }
    return .size(.known(Int64(place)))
  }
}
