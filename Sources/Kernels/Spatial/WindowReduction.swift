/// How a pooling makes one number of the numbers in a window.
protocol PoolingStep {
  associatedtype Number: Element
  /// Of a window without numbers.
  static var nothing: Number { get }
  static func combine(_ total: Number, _ number: Number) -> Number
}

/// A number that has an order.
protocol PoolNumber: Element, Comparable {
  /// No number is smaller.
  static var lowest: Self { get }
}

extension Float: PoolNumber { static var lowest: Float { -.infinity } }
extension Double: PoolNumber { static var lowest: Double { -.infinity } }
extension Int8: PoolNumber { static var lowest: Int8 { .min } }
extension UInt8: PoolNumber { static var lowest: UInt8 { .min } }

/// The largest number; NaN is passed over, as ONNX Runtime does.
enum Largest<Number: PoolNumber>: PoolingStep {
  static var nothing: Number { .lowest }
  @inline(__always) static func combine(_ total: Number, _ number: Number) -> Number {
    number > total ? number : total
  }
}

/// The sum.
enum Total<Number: Element & FloatingPoint>: PoolingStep {
  static var nothing: Number { 0 }
  @inline(__always) static func combine(_ total: Number, _ number: Number) -> Number { total + number }
}

/// Reduces the numbers in each place of a window, one axis after the other: k + k operations for k x k taps.
struct WindowReduction<Step: PoolingStep> {
  typealias Number = Step.Number

  /// One axis of a plane: `outer` x `input` x `inner` numbers become `outer` x places x `inner`.
  private struct Pass {
    let outer: Int
    let input: Int
    let inner: Int
    let taps: [Window.Taps]
    let kernel: Int
    let stride: Int
    let dilation: Int
    /// The places that have all taps.
    let full: Range<Int>
    var outputCount: Int { outer * taps.count * inner }
  }

  private var passes: [Pass] = []
  /// How many numbers of scratch memory a plane needs.
  private(set) var scratch = 0
  /// Element operations for a plane, about.
  private(set) var work = 1
  private let inputCount: Int

  /// - Throws: `KernelError` where what lies between two axes would be too large.
  init(_ window: Window) throws {
    inputCount = try window.input.elementCount()
    var sizes = window.input
    for axis in 0..<window.rank {
      let isIdentity =
        window.kernel[axis] == 1 && window.strides[axis] == 1 && window.input[axis] == window.output[axis]
      if isIdentity && window.padsBegin[axis] == 0 { continue }
      let taps = window.taps(axis)
      let isFull = taps.map { $0.count == window.kernel[axis] }
      let first = isFull.firstIndex(of: true) ?? 0
      let end = isFull.lastIndex(of: true).map { $0 + 1 } ?? 0
      passes.append(
        Pass(
          outer: try Array(sizes[..<axis]).elementCount(), input: sizes[axis],
          inner: try Array(sizes[(axis + 1)...]).elementCount(), taps: taps, kernel: window.kernel[axis],
          stride: window.strides[axis], dilation: window.dilations[axis], full: first..<max(first, end)))
      sizes[axis] = window.output[axis]
      let count = try sizes.elementCount()
      scratch = max(scratch, count)
      work += 2 * min(count, 1 << 40)
    }
    let doubled = scratch.multipliedReportingOverflow(by: 2)
    guard !doubled.overflow else { throw KernelError("there is no room between the axes of a window") }
    scratch = passes.count > 1 ? doubled.partialValue : 0
  }

  /// Reduces one plane.
  func reduce(
    _ source: UnsafePointer<Number>, into target: UnsafeMutablePointer<Number>, scratch: UnsafeMutablePointer<Number>
  ) {
    guard !passes.isEmpty else { return target.update(from: source, count: inputCount) }
    var from = source
    for (number, pass) in passes.enumerated() {
      let isLast = number == passes.count - 1
      let into = isLast ? target : scratch + number % 2 * (self.scratch / 2)
      if pass.inner == 1 { alongRows(pass, from, into) } else { acrossRows(pass, from, into) }
      from = UnsafePointer(into)
    }
  }

  /// The taps of a place are rows.
  private func acrossRows(_ pass: Pass, _ source: UnsafePointer<Number>, _ target: UnsafeMutablePointer<Number>) {
    let inner = pass.inner
    var row = target
    for outer in 0..<pass.outer {
      let plane = source + outer * pass.input * inner
      for taps in pass.taps {
        for index in 0..<inner { row[index] = Step.nothing }
        for tap in 0..<taps.count {
          let other = plane + (taps.first + tap * pass.dilation) * inner
          for index in 0..<inner { row[index] = Step.combine(row[index], other[index]) }
        }
        row += inner
      }
    }
  }

  /// The taps of a place lie in a row.
  private func alongRows(_ pass: Pass, _ source: UnsafePointer<Number>, _ target: UnsafeMutablePointer<Number>) {
    let places = pass.taps.count
    // Short kernels over long rows are combined tap by tap, which vectorises.
    let full = pass.kernel <= 16 && pass.full.count >= 8 ? pass.full : 0..<0
    pass.taps.withUnsafeBufferPointer { taps in
      for outer in 0..<pass.outer {
        let from = source + outer * pass.input
        let row = target + outer * places
        for place in 0..<full.lowerBound { row[place] = total(taps[place], pass.dilation, from) }
        for place in full.upperBound..<places { row[place] = total(taps[place], pass.dilation, from) }
        guard !full.isEmpty else { continue }
        let first = from + taps[full.lowerBound].first
        let into = row + full.lowerBound
        for index in 0..<full.count { into[index] = Step.nothing }
        for tap in 0..<pass.kernel {
          combine(full.count, into, first + tap * pass.dilation, stride: pass.stride)
        }
      }
    }
  }

  @inline(__always)
  private func total(_ taps: Window.Taps, _ dilation: Int, _ row: UnsafePointer<Number>) -> Number {
    var total = Step.nothing
    for tap in 0..<taps.count { total = Step.combine(total, row[taps.first + tap * dilation]) }
    return total
  }

  @inline(__always)
  private func combine(
    _ count: Int, _ target: UnsafeMutablePointer<Number>, _ source: UnsafePointer<Number>, stride: Int
  ) {
    switch stride {
    case 1: for index in 0..<count { target[index] = Step.combine(target[index], source[index]) }
    case 2: for index in 0..<count { target[index] = Step.combine(target[index], source[index &* 2]) }
    default: for index in 0..<count { target[index] = Step.combine(target[index], source[index &* stride]) }
    }
  }
}
