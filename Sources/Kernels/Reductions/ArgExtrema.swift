internal import ONNXModel

/// ArgMax and ArgMin (ONNX Operators, ArgMax-13 and before): where along an axis the largest or smallest element is.
enum ArgExtremumKernels {
  static let rows: [KernelRow] = [
    KernelRow("ArgMax", 1...Int.max, computedInFloat { call in try kernel(call, isMaximum: true) }),
    KernelRow("ArgMin", 1...Int.max, computedInFloat { call in try kernel(call, isMaximum: false) }),
  ]

  private static func kernel(_ call: KernelCall, isMaximum: Bool) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: try places(Float.self, call, isMaximum)
    case .double: try places(Double.self, call, isMaximum)
    case .int8: try places(Int8.self, call, isMaximum)
    case .int16: try places(Int16.self, call, isMaximum)
    case .int32: try places(Int32.self, call, isMaximum)
    case .int64: try places(Int64.self, call, isMaximum)
    case .uint8: try places(UInt8.self, call, isMaximum)
    case .uint16: try places(UInt16.self, call, isMaximum)
    case .uint32: try places(UInt32.self, call, isMaximum)
    case .uint64: try places(UInt64.self, call, isMaximum)
    case let type: throw KernelError("tensor(\(type.name)) has no order")
    }
  }

  private static func places<E: WrappingNumber>(
    _: E.Type, _ call: KernelCall, _ isMaximum: Bool
  ) throws -> [RuntimeValue?] {
    let takesLast = call.attributes.flag("select_last_index")
    return switch (isMaximum, takesLast) {
    case (true, false):
      try places(call, MaximumStep<E>.self, false) { (new: E, best: E) in new > best || (new != new && best == best) }
    case (true, true): try places(call, MaximumStep<E>.self, true) { (new: E, best: E) in new >= best || new != new }
    case (false, false):
      try places(call, MinimumStep<E>.self, false) { (new: E, best: E) in new < best || (new != new && best == best) }
    case (false, true): try places(call, MinimumStep<E>.self, true) { (new: E, best: E) in new <= best || new != new }
    }
  }

  /// - Parameter isBetter: whether an element takes the place of the best one before it.
  @inline(__always)
  private static func places<E: WrappingNumber, Step: ReductionStep>(
    _ call: KernelCall, _: Step.Type, _ takesLast: Bool, _ isBetter: (_ new: E, _ best: E) -> Bool
  ) throws -> [RuntimeValue?] where Step.Value == E {
    let data = try call.tensor(0)
    let elements = try data.elements(E.self)
    // A scalar is a vector of one.
    let shape = data.shape.isEmpty ? [1] : data.shape
    let axis = try shape.axis(call.attributes.int("axis", default: 0))
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    var outputShape = data.shape
    if !outputShape.isEmpty {
      if call.attributes.flag("keepdims", default: true) {
        outputShape[axis] = 1
      } else {
        outputShape.remove(at: axis)
      }
    }
    let output = try call.output(Int64.self, outputShape)
    guard output.count > 0 else { return [output.value] }
    guard length > 0, let source = elements.baseAddress, let target = output.elements.baseAddress else {
      throw KernelError("axis \(axis) of shape \(shape) has no elements to choose from")
    }
    let outer = output.count / inner
    call.context.threads.forRanges(outer, grain: max(1, 50_000 / (length * inner))) { range in
      for row in range {
        let (from, to) = (source + row * length * inner, target + row * inner)
        if inner == 1 {
          to[0] = Int64(place(of: Step.fold(from, length, stride: 1), in: from, length, takesLast))
        } else {
          for index in 0..<inner { to[index] = 0 }
          for step in 1..<max(1, length) {
            let next = from + step * inner
            for index in 0..<inner where isBetter(next[index], from[Int(to[index]) * inner + index]) {
              to[index] = Int64(step)
            }
          }
        }
      }
    }
    return [output.value]
  }

  /// The first or last place of a value that is there; NaNs are alike.
  @inline(__always)
  private static func place<E: WrappingNumber>(
    of value: E, in elements: UnsafePointer<E>, _ count: Int, _ takesLast: Bool
  ) -> Int {
    let isNumber = value == value
    let order = takesLast ? stride(from: count - 1, through: 0, by: -1) : stride(from: 0, through: count - 1, by: 1)
    for index in order where isNumber ? elements[index] == value : elements[index] != elements[index] { return index }
    return 0
  }
}
