/// A window that slides over the spatial axes of a tensor: its taps, steps and padding, and the places where it stands.
///
/// All arrays have one number for each spatial axis (ONNX Operators, MaxPool-22 and Conv-22; ConvTranspose-22).
package struct Window: Sendable, Equatable {
  package let input: [Int]
  package let output: [Int]
  package let kernel: [Int]
  package let strides: [Int]
  package let dilations: [Int]
  package let padsBegin: [Int]
  package let padsEnd: [Int]

  /// Numbers above this are refused, so that no sum or product of two of them overflows.
  private static let limit = Int(Int32.max)

  /// The taps of one output place that lie inside the input.
  package struct Taps: Sendable, Equatable {
    /// Where the first of them lies in the input.
    package let first: Int
    package let count: Int
    /// The number of the first of them in the kernel.
    package let kernelIndex: Int
  }

  package var rank: Int { kernel.count }

  /// Whether no place reaches into padding.
  package var isUnpadded: Bool {
    padsBegin.allSatisfy { $0 == 0 }
      && (0..<rank).allSatisfy { axis in
        output[axis] == 0 || (output[axis] - 1) * strides[axis] + extent(axis) <= input[axis]
      }
  }

  /// How many elements the taps span along an axis.
  package func extent(_ axis: Int) -> Int { (kernel[axis] - 1) * dilations[axis] + 1 }

  /// The taps inside the input, for each place along an axis.
  package func taps(_ axis: Int) -> [Taps] {
    (0..<output[axis]).map { place in
      let start = place * strides[axis] - padsBegin[axis]
      let step = dilations[axis]
      let before = start < 0 ? min(kernel[axis], (-start + step - 1) / step) : 0
      let end = start < input[axis] ? min(kernel[axis], (input[axis] - start + step - 1) / step) : 0
      return Taps(first: start + before * step, count: max(0, end - before), kernelIndex: before)
    }
  }

  /// How many taps of each place along an axis lie inside the input or its padding; those that `ceil_mode` hangs over
  /// the end do not.
  package func tapsWithPadding(_ axis: Int) -> [Int] {
    (0..<output[axis]).map { place in
      let rest = input[axis] + padsBegin[axis] + padsEnd[axis] - place * strides[axis]
      return max(0, min(kernel[axis], (rest + dilations[axis] - 1) / dilations[axis]))
    }
  }
}

extension Window {
  /// The window of a convolution or pooling, from `strides`, `dilations`, `pads`, `auto_pad` and `ceil_mode`.
  ///
  /// - Parameters:
  ///   - input: the spatial sizes.
  ///   - kernel: the taps along each axis; `kernel_shape`, or the weights' sizes.
  /// - Throws: `KernelError` where the attributes do not fit each other.
  package init(_ attributes: KernelAttributes, input: [Int], kernel: [Int]) throws {
    let strides = try Self.numbers(attributes, "strides", count: kernel.count, default: 1, least: 1)
    let dilations = try Self.numbers(attributes, "dilations", count: kernel.count, default: 1, least: 1)
    try Self.check(input: input, kernel: kernel)
    let extents = zip(kernel, dilations).map { ($0 - 1) * $1 + 1 }
    var begin = [Int](repeating: 0, count: kernel.count)
    var end = begin
    var output = begin
    switch attributes.string("auto_pad", default: "NOTSET") {
    case "SAME_UPPER": (output, begin, end) = Self.same(input, extents, strides, moreAtBegin: false)
    case "SAME_LOWER": (output, begin, end) = Self.same(input, extents, strides, moreAtBegin: true)
    case "VALID":
      for axis in kernel.indices { output[axis] = Self.floorDivide(input[axis] - extents[axis], strides[axis]) + 1 }
    case "NOTSET", "":
      let pads = try Self.numbers(attributes, "pads", count: 2 * kernel.count, default: 0, least: 0)
      (begin, end) = (Array(pads[..<kernel.count]), Array(pads[kernel.count...]))
      for axis in kernel.indices {
        let room = input[axis] + begin[axis] + end[axis] - extents[axis]
        output[axis] = Self.floorDivide(room, strides[axis]) + 1
        guard attributes.flag("ceil_mode") else { continue }
        if room % strides[axis] != 0 { output[axis] += 1 }
        // No window starts in the padding at the end.
        if (output[axis] - 1) * strides[axis] >= input[axis] + begin[axis] { output[axis] -= 1 }
      }
    case let other: throw KernelError("auto_pad = \"\(other)\" is no way to pad")
    }
    guard output.allSatisfy({ $0 >= 0 }) else {
      throw KernelError("a window of \(extents) is larger than the input of \(input) with its padding")
    }
    self.init(
      input: input, output: output, kernel: kernel, strides: strides, dilations: dilations, padsBegin: begin,
      padsEnd: end)
  }

  /// The window of a transposed convolution, whose *output* is what the window slides over, from `strides`,
  /// `dilations`, `pads`, `auto_pad`, `output_padding` and `output_shape` (ONNX Operators, ConvTranspose-22).
  ///
  /// - Returns: a window with the larger tensor as `input`, and the operator's input as `output`.
  package static func transposed(
    _ attributes: KernelAttributes, input: [Int], kernel: [Int], outputShape: [Int]? = nil
  ) throws -> Window {
    let rank = kernel.count
    let strides = try numbers(attributes, "strides", count: rank, default: 1, least: 1)
    let dilations = try numbers(attributes, "dilations", count: rank, default: 1, least: 1)
    let extra = try numbers(attributes, "output_padding", count: rank, default: 0, least: 0)
    let pads = try numbers(attributes, "pads", count: 2 * rank, default: 0, least: 0)
    try check(input: input, kernel: kernel)
    let mode = attributes.string("auto_pad", default: "NOTSET")
    guard ["NOTSET", "", "VALID", "SAME_UPPER", "SAME_LOWER"].contains(mode) else {
      throw KernelError("auto_pad = \"\(mode)\" is no way to pad")
    }
    let full: [Int] = (0..<rank).map { axis in
      let extent = (kernel[axis] - 1) * dilations[axis] + 1
      return (input[axis] - 1) * strides[axis] + extra[axis] + extent
    }
    var wanted = outputShape ?? attributes.ints("output_shape").flatMap { $0.isEmpty ? nil : Array($0.suffix(rank)) }
    if wanted == nil, mode.hasPrefix("SAME") { wanted = (0..<rank).map { input[$0] * strides[$0] } }

    var begin = mode == "VALID" ? [Int](repeating: 0, count: rank) : Array(pads[..<rank])
    var end = mode == "VALID" ? begin : Array(pads[rank...])
    if let wanted {
      guard wanted.count == rank else { throw KernelError("output_shape \(wanted) does not have \(rank) sizes") }
      for axis in 0..<rank {
        guard (0...limit).contains(wanted[axis]) else { throw KernelError("there is no size \(wanted[axis])") }
        let total = max(0, full[axis] - wanted[axis])
        begin[axis] = mode == "SAME_UPPER" ? total / 2 : total - total / 2
        end[axis] = total - begin[axis]
      }
    }
    let output: [Int] = wanted ?? (0..<rank).map { axis in full[axis] - begin[axis] - end[axis] }
    guard output.allSatisfy({ $0 >= 0 }) else { throw KernelError("pads \(pads) are larger than the output \(full)") }
    return Window(
      input: output, output: input, kernel: kernel, strides: strides, dilations: dilations, padsBegin: begin,
      padsEnd: end)
  }

  /// As many places as a stride needs to walk over the input, with padding for them.
  private static func same(
    _ input: [Int], _ extents: [Int], _ strides: [Int], moreAtBegin: Bool
  ) -> (output: [Int], begin: [Int], end: [Int]) {
    let output = zip(input, strides).map { ($0 + $1 - 1) / $1 }
    let totals = input.indices.map { max(0, (output[$0] - 1) * strides[$0] + extents[$0] - input[$0]) }
    let begin = totals.map { moreAtBegin ? ($0 + 1) / 2 : $0 / 2 }
    return (output, begin, zip(totals, begin).map { $0 - $1 })
  }

  private static func numbers(
    _ attributes: KernelAttributes, _ name: String, count: Int, default value: Int, least: Int
  ) throws -> [Int] {
    guard let numbers = attributes.ints(name), !numbers.isEmpty else { return [Int](repeating: value, count: count) }
    guard numbers.count == count, numbers.allSatisfy({ (least...limit).contains($0) }) else {
      throw KernelError("\(name) = \(numbers) are not \(count) numbers of at least \(least)")
    }
    return numbers
  }

  private static func check(input: [Int], kernel: [Int]) throws {
    guard input.count == kernel.count else {
      throw KernelError("a kernel of \(kernel.count) axes does not fit an input of \(input.count) spatial axes")
    }
    guard kernel.allSatisfy({ (1...limit).contains($0) }), input.allSatisfy({ (0...limit).contains($0) }) else {
      throw KernelError("a kernel of \(kernel) cannot slide over an input of \(input)")
    }
  }

  private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}
