internal import Inference
internal import Kernels
internal import ONNXModel

/// A subgraph that runs for each slice of some tensors (ONNX Operators, Scan-8 and Scan-9).
enum Scan {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let version = run.index.operation(step.node).importedVersion ?? 9
    let inputs = try step.inputs.indices.dropFirst(version < 9 ? 1 : 0).map { try run.input($0, of: step) }
    guard version < 9 else {
      return try scan(run, step, inputs, Options(step.attributes, inputs.count))
    }
    return try scanBatches(run, step, inputs)
  }

  private struct Options {
    var scanCount: Int
    var inputAxes: [Int]
    var inputDirections: [Int]
    var outputAxes: [Int]
    var outputDirections: [Int]

    init(_ attributes: KernelAttributes, _ inputCount: Int, directions: String = "scan_input_directions") throws {
      scanCount = attributes.int("num_scan_inputs", default: 1)
      guard scanCount > 0, scanCount <= inputCount else { throw KernelError("num_scan_inputs = \(scanCount)") }
      inputAxes = attributes.ints("scan_input_axes") ?? []
      inputDirections = attributes.ints(directions) ?? []
      outputAxes = attributes.ints("scan_output_axes") ?? []
      outputDirections = attributes.ints("scan_output_directions") ?? []
    }
  }

  /// Scan-8: the first axis of all tensors is the batch, each of whose elements is scanned by itself.
  private static func scanBatches(_ run: Run, _ step: ScopePlan.Step, _ inputs: [RuntimeValue]) throws
    -> [RuntimeValue?]
  {
    let options = try Options(step.attributes, inputs.count, directions: "directions")
    let tensors = try inputs.map { try $0.tensor() }
    guard let batch = tensors.first?.shape.first, tensors.allSatisfy({ $0.shape.first == batch }) else {
      throw KernelError("the inputs have no common batch")
    }
    let lengths = try step.inputs.first.flatMap { run.value($0) }?.tensor().integers()
    var stacks: [Stack] = []
    for number in 0..<batch {
      var parts = try tensors.map { RuntimeValue.tensor(try $0.slice(axis: 0, at: number, run.context.memory)) }
      if let length = lengths.flatMap({ number < $0.count ? $0[number] : nil }) {
        for place in parts.indices.suffix(options.scanCount) {
          parts[place] = .tensor(try parts[place].tensor().prefix(length))
        }
      }
      let outputs = try scan(run, step, parts, options)
      if stacks.isEmpty { stacks = outputs.map { _ in Stack() } }
      for (place, output) in outputs.enumerated() { try stacks[place].append(output) }
    }
    return try stacks.map { try $0.joined(run.context.memory) { throw KernelError("the batch is empty") } }
  }

  private static func scan(
    _ run: Run, _ step: ScopePlan.Step, _ inputs: [RuntimeValue], _ options: Options
  ) throws -> [RuntimeValue?] {
    let body = try run.subgraph("body", of: step)
    let stateCount = inputs.count - options.scanCount
    var state: [RuntimeValue?] = Array(inputs[..<stateCount])
    let scanned = try inputs[stateCount...].map { try $0.tensor() }
    let axes = try scanned.enumerated().map { number, tensor in
      try tensor.shape.axis(options.inputAxes.at(number) ?? 0)
    }
    let length = zip(scanned, axes).map { $0.shape[$1] }.min() ?? 0
    let outputCount = run.index.scopes[body].outputs.count
    guard outputCount >= stateCount else { throw KernelError("the body has fewer outputs than there are states") }
    var stacks = Array(repeating: Stack(), count: outputCount - stateCount)
    for round in 0..<length {
      let slices = try scanned.enumerated().map { number, tensor -> RuntimeValue? in
        let isBackward = options.inputDirections.at(number) == 1
        let place = isBackward ? tensor.shape[axes[number]] - 1 - round : round
        return .tensor(try tensor.slice(axis: axes[number], at: place, run.context.memory))
      }
      let outputs = try run.execute(subgraph: body, state + slices)
      state = Array(outputs[..<stateCount])
      for number in stacks.indices { try stacks[number].append(outputs[stateCount + number]) }
    }
    return try state
      + stacks.enumerated().map { number, stack in
        try stack.joined(
          axis: options.outputAxes.at(number) ?? 0, isReversed: options.outputDirections.at(number) == 1,
          run.context.memory
        ) { throw KernelError("there is nothing to scan") }
      }
  }
}

extension [Int] {
  fileprivate func at(_ index: Int) -> Int? { indices.contains(index) ? self[index] : nil }
}

extension DenseTensor {
  /// The part at one place of an axis, without that axis.
  func slice(axis: Int, at place: Int, _ memory: TensorMemory) throws -> DenseTensor {
    var shape = shape
    let size = shape.remove(at: axis)
    let inner = self.shape[(axis + 1)...].reduce(1, *)
    let outer = self.shape[..<axis].reduce(1, *)
    guard type != .string else {
      let parts: [String] = (0..<outer).flatMap { row -> ArraySlice<String> in
        let first = (row * size + place) * inner
        return strings[first..<first + inner]
      }
      return DenseTensor(shape, strings: parts)
    }
    let width = inner * type.memoryWidth
    let storage = try memory.allocate(outer * width)
    if let source = bytes.baseAddress, width > 0 {
      for row in 0..<outer {
        (storage.address + row * width).copyMemory(from: source + (row * size + place) * width, byteCount: width)
      }
    }
    return DenseTensor(type, shape, storage)
  }

  /// The first elements along the first axis.
  fileprivate func prefix(_ length: Int) throws -> DenseTensor {
    guard let first = shape.first, length >= 0, length <= first else { throw KernelError("\(length) is no length") }
    let shorter = [length] + shape.dropFirst()
    guard let storage else {
      return DenseTensor(shorter, strings: Array(strings.prefix(shorter.reduce(1, *))))
    }
    return DenseTensor(type, shorter, storage)
  }
}
