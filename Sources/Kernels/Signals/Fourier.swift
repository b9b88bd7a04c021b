internal import ONNXModel

/// DFT and STFT (ONNX Operators, DFT-20, DFT-17, STFT-17).
///
/// Complex signals have a last axis of two, real ones of one.
enum FourierKernels {
  static let rows: [KernelRow] = [
    KernelRow("DFT", 17...Int.max, computedInFloat(transform)),
    KernelRow("STFT", 17...Int.max, computedInFloat(shortTimeTransform)),
  ]

  private static func transform(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: [try transform(Float.self, call)]
    case .double: [try transform(Double.self, call)]
    case let type: throw KernelError("a signal is of floats, not tensor(\(type.name))")
    }
  }

  private static func transform<E: RealNumber>(_: E.Type, _ call: KernelCall) throws -> RuntimeValue {
    let signal = try call.tensor(0)
    guard signal.rank >= 2, let parts = signal.shape.last, parts == 1 || parts == 2 else {
      throw KernelError("a signal has a last axis of one or two, not shape \(signal.shape)")
    }
    let axis = try self.axis(call, signal.shape)
    let isInverse = call.attributes.flag("inverse")
    let isOneSided = call.attributes.flag("onesided")
    let length = signal.shape[axis]
    let defaultCount = isInverse && isOneSided ? 2 * (length - 1) : length
    let count = try call.optionalTensor(1)?.integers().first ?? defaultCount
    let worker = try LineTransform<E>(count: count, isReal: parts == 1)
    let inner = signal.shape[(axis + 1)...].dropLast().reduce(1, *)
    let input = Line(length: length, stride: inner * parts, parts: parts, isHermitian: isInverse && isOneSided)

    var shape = signal.shape
    shape[axis] = isOneSided && !isInverse ? count / 2 + 1 : count
    shape[shape.count - 1] = isInverse && isOneSided ? 1 : 2
    let output = try call.output(E.self, shape)
    let outputParts = shape[shape.count - 1]
    let kept = shape[axis]
    let source = try signal.elements(E.self)
    let lines = length == 0 ? 0 : signal.count / (length * parts)
    // What has no elements is a signal of zeros.
    if lines == 0 { output.elements.update(repeating: 0) }
    call.context.threads.forRanges(lines, grain: max(1, 20_000 / count)) { range in
      var worker = worker
      worker.allocate()
      defer { worker.deallocate() }
      for line in range {
        let (outer, place) = (line / inner, line % inner)
        worker.transform(isInverse: isInverse) {
          input.number($0, source, from: (outer * length * inner + place) * parts, of: count)
        } to: { index, re, im in
          guard index < kept else { return }
          let target = ((outer * kept + index) * inner + place) * outputParts
          output[target] = re
          if outputParts == 2 { output[target + 1] = im }
        }
      }
    }
    return output.value
  }

  /// An attribute in version 17, an input from 20 on; never the last axis, which is no axis of the signal.
  private static func axis(_ call: KernelCall, _ shape: [Int]) throws -> Int {
    let axis =
      call.version >= 20
      ? try call.optionalTensor(2)?.integers().first ?? -2 : call.attributes.int("axis", default: 1)
    let place = try shape.axis(axis)
    guard place < shape.count - 1 else { throw KernelError("the last axis holds the parts of complex numbers") }
    return place
  }

  /// From [batch, samples, parts] to [batch, frames, frequencies, 2].
  private static func shortTimeTransform(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: [try shortTimeTransform(Float.self, call)]
    case .double: [try shortTimeTransform(Double.self, call)]
    case let type: throw KernelError("a signal is of floats, not tensor(\(type.name))")
    }
  }

  private static func shortTimeTransform<E: RealNumber>(
    _: E.Type, _ call: KernelCall
  ) throws -> RuntimeValue {
    let signal = try call.tensor(0)
    let parts = signal.rank == 3 ? signal.shape[2] : 1
    guard signal.rank == 2 || signal.rank == 3, parts == 1 || parts == 2 else {
      throw KernelError("a signal has the shape [batch, samples, 1 or 2], not \(signal.shape)")
    }
    let (batch, samples) = (signal.shape[0], signal.shape[1])
    guard let step = try call.tensor(1).integers().first, step > 0 else {
      throw KernelError("the step between frames is positive")
    }
    let window = try call.optionalTensor(2)?.elements(E.self)
    let frameLength = try call.optionalTensor(3)?.integers().first ?? window?.count ?? samples
    let worker = try LineTransform<E>(count: frameLength, isReal: parts == 1)
    guard window?.count ?? frameLength == frameLength else {
      throw KernelError("a window of \(window?.count ?? 0) does not fit frames of \(frameLength)")
    }
    let frames = samples < frameLength ? 0 : (samples - frameLength) / step + 1
    let kept = call.attributes.flag("onesided", default: true) ? frameLength / 2 + 1 : frameLength
    let output = try call.output(E.self, [batch, frames, kept, 2])
    let source = try signal.elements(E.self)
    let line = Line(length: frameLength, stride: parts, parts: parts, isHermitian: false)
    call.context.threads.forRanges(batch * frames, grain: max(1, 20_000 / frameLength)) { range in
      var worker = worker
      worker.allocate()
      defer { worker.deallocate() }
      for frame in range {
        let start = (frame / frames * samples + frame % frames * step) * parts
        worker.transform(isInverse: false) { index in
          let (re, im) = line.number(index, source, from: start, of: frameLength)
          return window.map { (re * $0[index], im * $0[index]) } ?? (re, im)
        } to: { index, re, im in
          guard index < kept else { return }
          output[(frame * kept + index) * 2] = re
          output[(frame * kept + index) * 2 + 1] = im
        }
      }
    }
    return output.value
  }
}

/// Transforms of one length, one after the other, and the memory that they take.
private struct LineTransform<E: RealNumber>: @unchecked Sendable {
  // Unchecked: the pointers are nil until the one thread that the copy is for allocates.
  private typealias Complex = MixedRadixTransform<E>.Complex

  private enum Method {
    case passes(MixedRadixTransform<E>)
    case doubles(FourierTransform)
  }

  private let count: Int
  private let method: Method
  private var numbers: UnsafeMutablePointer<Complex>?
  private var doubles: UnsafeMutablePointer<Double>?

  /// - Parameter isReal: whether the signal is; then doubles keep the symmetry of its spectrum exact.
  /// - Throws: `KernelError` for lengths that are not positive, or too large.
  init(count: Int, isReal: Bool) throws {
    self.count = count
    if !isReal, count & (count - 1) != 0, let passes = MixedRadixTransform<E>(count: count) {
      method = .passes(passes)
    } else {
      method = .doubles(try FourierTransform(count: count))
    }
  }

  mutating func allocate() {
    switch method {
    case .passes: numbers = .allocate(capacity: 2 * count)
    case .doubles(let plan): doubles = .allocate(capacity: 2 * count + plan.scratchCount)
    }
  }

  func deallocate() {
    numbers?.deallocate()
    doubles?.deallocate()
  }

  /// - Parameters:
  ///   - source: the real and imaginary part of a number of the signal.
  ///   - target: is given those of the result.
  func transform(isInverse: Bool, from source: (Int) -> (E, E), to target: (Int, E, E) -> Void) {
    switch method {
    case .passes(let plan):
      guard let numbers else { return }
      for index in 0..<count {
        let (re, im) = source(index)
        // With its parts exchanged a transform is the inverse, times the length.
        numbers[index] = isInverse ? Complex(im, re) : Complex(re, im)
      }
      plan.transform(numbers, numbers + count)
      let factor = isInverse ? 1 / E(count) : 1
      for index in 0..<count {
        let number = numbers[index]
        if isInverse {
          target(index, number.im * factor, number.re * factor)
        } else {
          target(index, number.re, number.im)
        }
      }
    case .doubles(let plan):
      guard let real = doubles else { return }
      let (imaginary, scratch) = (real + count, real + 2 * count)
      for index in 0..<count {
        let (re, im) = source(index)
        (real[index], imaginary[index]) = (Double(re), Double(im))
      }
      if isInverse {
        plan.transform(imaginary, real, scratch: scratch)
      } else {
        plan.transform(real, imaginary, scratch: scratch)
      }
      let factor = isInverse ? 1 / Double(count) : 1
      for index in 0..<count { target(index, E(real[index] * factor), E(imaginary[index] * factor)) }
    }
  }
}

/// How a line of a signal lies in memory.
private struct Line {
  let length: Int
  /// Elements between neighbours.
  let stride: Int
  /// Two where the imaginary part follows the real one.
  let parts: Int
  /// Whether it is the first half of a spectrum whose second half mirrors it, as that of a real signal does.
  let isHermitian: Bool

  /// The parts of one of as many numbers as are wanted; zeros behind the line's end.
  @inline(__always)
  func number<E: BinaryFloatingPoint>(
    _ index: Int, _ source: UnsafeBufferPointer<E>, from start: Int, of count: Int
  ) -> (E, E) {
    let isMirrored = isHermitian && index > count / 2
    let place = isMirrored ? count - index : index
    guard place < length else { return (0, 0) }
    let re = source[start + place * stride]
    // The spectrum of a real signal is real in the middle and at the start.
    guard parts == 2, !(isHermitian && (place == 0 || 2 * place == count)) else { return (re, 0) }
    let im = source[start + place * stride + 1]
    return (re, isMirrored ? -im : im)
  }
}
