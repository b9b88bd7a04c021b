internal import DiskAccess
internal import Kernels
internal import ONNXModel

/// How far two numbers may be apart: |a - b| <= absolute + relative * |b|, b being the expected one.
struct Tolerance {
  var relative: Double
  var absolute: Double
  /// In the place of `relative` for bfloat16.
  var relativeOfBFloat16: Double

  /// What ONNX's own tests allow (`onnx.backend.test`): of bfloat16 two units in the last place.
  ///
  /// - Parameter relative: what someone asks for, for all types.
  init(relative: Double? = nil, absolute: Double? = nil) {
    self.relative = relative ?? 1e-3
    self.absolute = absolute ?? 1e-7
    relativeOfBFloat16 = relative ?? 0x1p-6
  }

  func relative(_ type: DataType) -> Double { type == .bfloat16 ? relativeOfBFloat16 : relative }
}

/// How a value is to what was expected.
struct Comparison {
  /// Where the expected value is from, for messages.
  var source: String
  var isEqual: Bool
  /// Where the two are furthest apart, in an element of a sequence behind its number; nil where no element is compared, or
  /// none differs at all.
  var worst: [Int]?
  /// The distance there.
  var absolute: Double?
  /// The distance there as a part of the expected number.
  var relative: Double?
  /// What differs besides elements, or the two elements.
  var reason: String?
  /// What was allowed, for messages.
  var bounds: (relative: Double, absolute: Double)?

  /// Compares as NumPy's `assert_allclose` does, which ONNX's own tests use: NaN is equal to NaN, infinities to
  /// themselves; integers have the tolerance too; strings and booleans none.
  init(_ value: RuntimeValue, _ expected: RuntimeValue, _ tolerance: Tolerance, source: String) {
    self.source = source
    isEqual = true
    (absolute, relative) = (0, 0)
    compare(value, expected, tolerance, [])
  }

  private mutating func differ(_ reason: String, at place: [Int]) {
    guard isEqual else { return }
    (isEqual, self.reason, worst) = (false, reason, place.isEmpty ? nil : place)
    (absolute, relative) = (nil, nil)
  }

  private mutating func compare(_ value: RuntimeValue, _ expected: RuntimeValue, _ tolerance: Tolerance, _ at: [Int]) {
    switch (value, expected) {
    case (.tensor(let one), .tensor(let other)): compare(one, other, tolerance, at)
    case (.sequence(let ones, _), .sequence(let others, _)):
      guard ones.count == others.count else {
        return differ("\(ones.count) elements, and \(others.count) are expected", at: at)
      }
      for (number, (one, other)) in zip(ones, others).enumerated() { compare(one, other, tolerance, at + [number]) }
    case (.optional(let one?), .optional(let other?)): compare(one, other, tolerance, at)
    case (.optional(nil), .optional(nil)): break
    case (.optional(let one?), _): compare(one, expected, tolerance, at)
    case (_, .optional(let other?)): compare(value, other, tolerance, at)
    case (.map(let keys, let values), .map(let otherKeys, let otherValues)):
      compareMaps((keys, values), (otherKeys, otherValues), tolerance, at)
    default: differ("a \(value.kind), and a \(expected.kind) is expected", at: at)
    }
  }

  /// Entries have no order.
  private mutating func compareMaps(
    _ one: (keys: DenseTensor, values: DenseTensor), _ other: (keys: DenseTensor, values: DenseTensor),
    _ tolerance: Tolerance, _ at: [Int]
  ) {
    var places: [String: Int] = [:]
    for place in 0..<other.keys.count { places[other.keys.elementText(place)] = place }
    guard one.keys.count == other.keys.count else {
      return differ("\(one.keys.count) entries, and \(other.keys.count) are expected", at: at)
    }
    for place in 0..<one.keys.count {
      let key = one.keys.elementText(place)
      guard let match = places[key] else { return differ("the key \(key) is not expected", at: at) }
      compare(one.values.element(place), other.values.element(match), tolerance, at + [place])
    }
  }

  private mutating func compare(
    _ value: DenseTensor, _ expected: DenseTensor, _ tolerance: Tolerance, _ at: [Int]
  ) {
    guard let expected = expected.stored(as: value.type) else {
      return differ("\(value.type.name), and \(expected.type.name) is expected", at: at)
    }
    guard value.shape == expected.shape else {
      return differ("shape \(value.shape), and \(expected.shape) is expected", at: at)
    }
    if value.type == .string || value.type == .bool {
      if let index = (0..<value.count).first(where: { value.elementText($0) != expected.elementText($0) }) {
        differ(
          "\(value.elementText(index)), and \(expected.elementText(index)) is expected", at: at + value.place(index))
      }
      return
    }
    guard let numbers = TensorNumbers(value.asNumbers), let others = TensorNumbers(expected.asNumbers) else { return }
    let relative = tolerance.relative(value.type)
    let parts = max(1, numbers.count / max(1, value.count))
    bounds = (relative, tolerance.absolute)
    var (worstIndex, worstExcess) = (-1, -Double.infinity)
    for index in 0..<numbers.count {
      let (number, other) = (numbers[index], others[index])
      if number == other || number.isNaN && other.isNaN { continue }
      let distance = abs(number - other)
      let excess = distance - (tolerance.absolute + relative * abs(other))
      // An infinity or a NaN on one side alone is further than any number.
      let judged = distance.isFinite ? excess : .infinity
      if worstIndex < 0 || judged > worstExcess { (worstIndex, worstExcess) = (index, judged) }
    }
    guard worstIndex >= 0 else { return }
    let element = worstIndex / parts
    note(
      abs(numbers[worstIndex] - others[worstIndex]), others[worstIndex], isEqual: worstExcess <= 0,
      at + value.place(element), "\(value.elementText(element)), and \(expected.elementText(element)) is expected")
  }

  /// Notes the worst element of a tensor, if it is worse than those of the tensors before.
  private mutating func note(
    _ distance: Double, _ expected: Double, isEqual: Bool, _ place: [Int], _ words: String
  ) {
    // Values that are not of one shape have no distance.
    guard let absolute else { return }
    let isWorse = isEqual == self.isEqual ? !(distance <= absolute) : !isEqual
    guard isWorse else { return }
    self.isEqual = isEqual
    (worst, self.absolute, relative) = (place, distance, distance / abs(expected))
    reason = isEqual ? nil : words
  }
}

extension DenseTensor {
  /// Where an element is, one number for each dimension.
  fileprivate func place(_ index: Int) -> [Int] {
    zip(shape, strides).map { size, stride in index / max(1, stride) % max(1, size) }
  }

  /// Complex numbers as twice as many real ones.
  fileprivate var asNumbers: DenseTensor {
    guard let storage, type == .complex64 || type == .complex128 else { return self }
    return DenseTensor(type == .complex64 ? .float : .double, shape + [2], storage)
  }
}
