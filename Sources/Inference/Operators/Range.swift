// Range: numbers from a start up to a limit, whose count may depend on dimensions.

internal import ONNXModel

extension ConstantOperators {
  /// `max(ceil((limit - start) / delta), 0)` numbers (ONNX Operators, Range-11).
  static func range(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, call.elementType(0))
    call.setShape(0, [.unknown])
    guard let start = scalar(call, 0), let limit = scalar(call, 1), let delta = scalar(call, 2) else { return }
    if delta.number == 0 { throw InferenceProblem("A013", "\(call.title) with a delta of 0 has no end", at: .input(2)) }
    // Runtimes take computed tensors of one element, too; ONNX itself looks at initializers.
    let areStored = (0..<3).allSatisfy { call.run.index.initializer(of: call.inputID($0)) != nil }
    for number in 0..<3 where areStored && call.rank(number) ?? 0 != 0 { throw call.wrongRank(number, "rank 0") }
    let count = count(start, limit, delta, call.elementType(0))
    call.setShape(0, [count])
    guard let type = call.elementType(0), let count = count.number, count <= KnownTensor.mostElements else { return }
    call.setKnown(0, KnownTensor(type, dims: [Int(count)], elements(start, delta, Int(count), type)))
  }

  private static func scalar(_ call: OperatorCall, _ number: Int) -> Element? {
    guard let value = call.value(number), value.elements.count == 1, value.elements[0].isKnown else { return nil }
    return value.elements[0]
  }

  private static func count(_ start: Element, _ limit: Element, _ delta: Element, _ type: DataType?) -> Size {
    if let start = start.integer, let limit = limit.integer, let delta = delta.integer {
      let distance = Size.known(limit) - .known(start)
      return .maximum(distance.dividedRoundingUp(by: .known(delta)), 0)
    }
    if let start = start.number, let limit = limit.number, let delta = delta.number {
      let distance = type == .float ? Double(Float(limit) - Float(start)) : limit - start
      guard let count = Int64(exactly: (distance / delta).rounded(.up)) else { return .unknown }
      return .known(max(count, 0))
    }
    guard let start = quotient(start), let limit = quotient(limit), let delta = quotient(delta),
      let step = delta.over.number, let sign = delta.size.number
    else { return .unknown }
    let distance = limit.size * start.over - start.size * limit.over
    let over = start.over * limit.over
    let magnitude = (sign < 0 ? -delta.size : delta.size) * over
    return .maximum(((sign < 0 ? -distance : distance) * .known(step)).dividedRoundingUp(by: magnitude), 0)
  }

  /// A number that depends on dimensions as a fraction; nil for floats that are not whole.
  private static func quotient(_ element: Element) -> (size: Size, over: Size)? {
    switch element {
    case .size(let size): (size, 1)
    case .real(let value): Int64(exactly: value).map { (.known($0), 1) }
    case .fraction(let expression, let number): (.expression(expression), .known(number))
    case .text: nil
    }
  }

  private static func elements(_ start: Element, _ delta: Element, _ count: Int, _ type: DataType) -> [Element] {
    (0..<Int64(count)).map { index in
      if type.isKnownInteger, let start = start.size, let delta = delta.size {
        return .size(start + .known(index) * delta)
      }
      // Floats only where no rounding can happen on the way.
      guard let start = start.number, let delta = delta.number, start == start.rounded(), delta == delta.rounded(),
        abs(start) + abs(delta) * Double(count) <= (type == .float || type == .double ? 16_777_216 : 256)
      else { return .unknown }
      return .real(start + delta * Double(index))
    }
  }
}
