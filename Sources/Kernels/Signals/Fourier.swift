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

  private static func transform<E: Element & BinaryFloatingPoint>(_: E.Type, _ call: KernelCall) throws -> RuntimeValue
  {
    let signal = try call.tensor(0)
    guard signal.rank >= 2, let parts = signal.shape.last, parts == 1 || parts == 2 else {
      throw KernelError("a signal has a last axis of one or two, not shape \(signal.shape)")
    }
    let axis = try self.axis(call, signal.shape)
    let isInverse = call.attributes.flag("inverse")
    let isOneSided = call.attributes.flag("onesided")
    let length = signal.shape[axis]
    let defaultCount = isInverse && isOneSided ? 2 * (length - 1) : length
    let plan = try FourierTransform(count: try call.optionalTensor(1)?.integers().first ?? defaultCount)
    let inner = signal.shape[(axis + 1)...].dropLast().reduce(1, *)
    let input = Line(length: length, stride: inner * parts, parts: parts, isHermitian: isInverse && isOneSided)

    var shape = signal.shape
    shape[axis] = isOneSided && !isInverse ? plan.count / 2 + 1 : plan.count
    shape[shape.count - 1] = isInverse && isOneSided ? 1 : 2
    let output = try call.output(E.self, shape)
    let outputParts = shape[shape.count - 1]
    let kept = shape[axis]
    let source = try signal.elements(E.self)
    let lines = length == 0 ? 0 : signal.count / (length * parts)
    // What has no elements is a signal of zeros.
    if lines == 0 { output.elements.update(repeating: 0) }
    let factor = isInverse ? 1 / Double(plan.count) : 1
    call.context.threads.forRanges(lines, grain: max(1, 20_000 / plan.count)) { range in
      withWork(plan) { real, imaginary, scratch in
        for line in range {
          let (outer, place) = (line / inner, line % inner)
          input.read(source, from: (outer * length * inner + place) * parts, real, imaginary, plan.count)
          if isInverse {
            plan.transform(imaginary, real, scratch: scratch)
          } else {
            plan.transform(real, imaginary, scratch: scratch)
          }
          for index in 0..<kept {
            let target = ((outer * kept + index) * inner + place) * outputParts
            output[target] = E(real[index] * factor)
            if outputParts == 2 { output[target + 1] = E(imaginary[index] * factor) }
          }
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

  private static func shortTimeTransform<E: Element & BinaryFloatingPoint>(
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
    let window = try call.optionalTensor(2)?.elements(E.self).map { Double($0) }
    let frameLength = try call.optionalTensor(3)?.integers().first ?? window?.count ?? samples
    let plan = try FourierTransform(count: frameLength)
    guard window?.count ?? frameLength == frameLength else {
      throw KernelError("a window of \(window?.count ?? 0) does not fit frames of \(frameLength)")
    }
    let frames = samples < frameLength ? 0 : (samples - frameLength) / step + 1
    let kept = call.attributes.flag("onesided", default: true) ? frameLength / 2 + 1 : frameLength
    let output = try call.output(E.self, [batch, frames, kept, 2])
    let source = try signal.elements(E.self)
    let line = Line(length: frameLength, stride: parts, parts: parts, isHermitian: false)
    call.context.threads.forRanges(batch * frames, grain: max(1, 20_000 / frameLength)) { range in
      withWork(plan) { real, imaginary, scratch in
        for frame in range {
          let start = (frame / frames * samples + frame % frames * step) * parts
          line.read(source, from: start, real, imaginary, frameLength)
          if let window {
            for index in 0..<frameLength {
              real[index] *= window[index]
              imaginary[index] *= window[index]
            }
          }
          plan.transform(real, imaginary, scratch: scratch)
          for index in 0..<kept {
            output[(frame * kept + index) * 2] = E(real[index])
            output[(frame * kept + index) * 2 + 1] = E(imaginary[index])
          }
        }
      }
    }
    return output.value
  }

  /// Memory for one transform after the other: real and imaginary parts, and what the transform needs.
  private static func withWork(
    _ plan: FourierTransform,
    _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    let work = UnsafeMutablePointer<Double>.allocate(capacity: 2 * plan.count + plan.scratchCount)
    defer { work.deallocate() }
    work.initialize(repeating: 0, count: 2 * plan.count + plan.scratchCount)
    body(work, work + plan.count, work + 2 * plan.count)
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

  /// Reads as many numbers as are wanted; zeros behind the line's end.
  @inline(__always)
  func read<E: BinaryFloatingPoint>(
    _ source: UnsafeBufferPointer<E>, from start: Int, _ real: UnsafeMutablePointer<Double>,
    _ imaginary: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let present = min(length, isHermitian ? count / 2 + 1 : count)
    for index in 0..<present {
      real[index] = Double(source[start + index * stride])
      imaginary[index] = parts == 2 ? Double(source[start + index * stride + 1]) : 0
    }
    for index in present..<max(present, count) { (real[index], imaginary[index]) = (0, 0) }
    guard isHermitian else { return }
    imaginary[0] = 0
    if count % 2 == 0 { imaginary[count / 2] = 0 }
    for index in 1..<max(1, (count + 1) / 2) {
      real[count - index] = real[index]
      imaginary[count - index] = -imaginary[index]
    }
  }
}
