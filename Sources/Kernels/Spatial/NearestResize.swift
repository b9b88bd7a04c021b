internal import ONNXModel

/// Which of two elements is taken for a coordinate between them (ONNX Operators, Resize-19, `nearest_mode`).
enum NearestMode: String, Sendable {
  case preferFloor = "round_prefer_floor"
  case preferCeil = "round_prefer_ceil"
  case floor
  case ceil

  func round(_ x: Float) -> Float {
    switch self {
    case .preferFloor: (x - 0.5).rounded(.up) == x - 0.5 ? x - 0.5 : x.rounded()
    case .preferCeil: (x - 0.5).rounded(.up) == x - 0.5 ? x + 0.5 : x.rounded()
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    }
  }
}

/// Resizing that takes the nearest element, of any type.
struct NearestResize {
  private let plan: ResizePlan

  init(_ plan: ResizePlan) { self.plan = plan }

  /// The place in the input of a place in the output; -1 where it is outside.
  private static func source(_ place: Int, _ axis: ResizedAxis, _ plan: ResizePlan) -> Int {
    if plan.isIdentity(axis) { return place }
    let x = plan.transformation.coordinate(place, axis)
    if plan.isOutside(x, axis) { return -1 }
    let rounded = plan.nearestMode?.round(x) ?? x.rounded(axis.scale < 1 ? .up : .down)
    return Int(max(0, min(rounded, Float(axis.input - 1)))).clamped(to: axis.input)
  }

  /// The resized tensor; strings excepted.
  func run(_ call: KernelCall, _ x: DenseTensor) throws -> RuntimeValue {
    switch x.type.memoryWidth {
    case 1: return try run(call, x, UInt8.self)
    case 2: return try run(call, x, UInt16.self)
    case 4: return try run(call, x, UInt32.self)
    case 8: return try run(call, x, UInt64.self)
    case 16: return try run(call, x, Complex<Double>.self)
    case let width: throw KernelError("elements of \(width) bytes cannot be resized")
    }
  }

  private func run<W: BitwiseCopyable>(_ call: KernelCall, _ x: DenseTensor, _: W.Type) throws -> RuntimeValue {
    let output = try call.rawOutput(x.type, plan.outputShape)
    guard output.count > 0, x.count > 0 else {
      guard output.count == 0 else { throw KernelError("an empty tensor cannot be resized to \(plan.outputShape)") }
      return output.value
    }
    // Axes at the end that stay as they are make one block, which is copied as a whole.
    let kept = plan.axes.reversed().prefix { plan.isIdentity($0) }.count
    let moved = plan.axes.count - kept
    let block = plan.axes[moved...].reduce(1) { $0 * $1.input }
    guard moved > 0 else {
      output.address.copyMemory(from: try x.raw(), byteCount: output.byteCount)
      return output.value
    }
    let sources = plan.axes[..<moved].map { axis in (0..<axis.output).map { Self.source($0, axis, plan) } }
    let outside = try call.scalar(plan.extrapolationValue, x.type)
    let rows = Rows<W>(
      source: try x.raw().assumingMemoryBound(to: W.self),
      target: output.address.bindMemory(to: W.self, capacity: output.count),
      outside: try outside.raw().loadUnaligned(as: W.self), places: sources[moved - 1], block: block,
      inputLength: plan.axes[moved - 1].input * block)
    let leading = Array(plan.axes[..<(moved - 1)])
    let rowCount = leading.reduce(1) { $0 * $1.output }
    let strides = leading.map(\.input).rowMajorStrides
    call.context.threads.forRanges(rowCount, grain: max(1, 50_000 / rows.length)) { range in
      var previous: (source: Int, row: Int)?
      for row in range {
        var rest = row
        var source = 0
        for axis in leading.indices.reversed() {
          let place = sources[axis][rest % leading[axis].output]
          source = place < 0 || source < 0 ? -1 : source + place * strides[axis]
          rest /= leading[axis].output
        }
        if let previous, previous.source == source {
          rows.repeat(previous.row, at: row)
        } else {
          rows.fill(row, from: source)
        }
        previous = (source, row)
      }
    }
    return output.value
  }

  /// Rows along the last axis that is resized; each of its places is a block.
  private struct Rows<W: BitwiseCopyable> {
    let source: UnsafePointer<W>
    let target: UnsafeMutablePointer<W>
    let outside: W
    let places: [Int]
    let block: Int
    let inputLength: Int
    var length: Int { places.count * block }

    func `repeat`(_ other: Int, at row: Int) {
      (target + row * length).update(from: target + other * length, count: length)
    }

    /// - Parameter input: the number of the input's row; -1 where it is outside.
    func fill(_ row: Int, from input: Int) {
      let into = target + row * length
      guard input >= 0 else { return into.update(repeating: outside, count: length) }
      let from = source + input * inputLength
      places.withUnsafeBufferPointer { places in
        if block == 1 {
          for index in 0..<places.count { into[index] = places[index] < 0 ? outside : from[places[index]] }
        } else {
          for index in 0..<places.count {
            let start = into + index * block
            if places[index] < 0 {
              start.update(repeating: outside, count: block)
            } else {
              start.update(from: from + places[index] * block, count: block)
            }
          }
        }
      }
    }
  }
}

extension KernelCall {
  /// A scalar of a type with the number nearest to this one; 0 for types that the cast does not know.
  func scalar(_ value: Float, _ type: DataType) throws -> DenseTensor {
    let new = try output(Float.self, [])
    new[0] = value
    if value == 0 || [.complex64, .complex128].contains(type) {
      let zero = try rawOutput(type, [])
      zero.clear()
      return zero.tensor
    }
    return try cast(new.tensor, to: type, CastRules())
  }
}

extension Int {
  /// A place on an axis of so many elements.
  func clamped(to count: Int) -> Int { Swift.max(0, Swift.min(self, count - 1)) }
}
