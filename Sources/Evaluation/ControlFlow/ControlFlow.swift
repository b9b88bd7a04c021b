internal import Inference
internal import Kernels

/// An operator that runs graphs.
struct ControlFlow: Sendable {
  /// The node's outputs.
  let run: @Sendable (Run, ScopePlan.Step) throws -> [RuntimeValue?]

  /// By domain and name.
  private static let table: [String: ControlFlow] = [
    ".If": ControlFlow(run: If.run),
    ".Loop": ControlFlow(run: Loop.run),
    ".Scan": ControlFlow(run: Scan.run),
    ".SequenceMap": ControlFlow(run: SequenceMap.run),
    "ai.onnx.preview.FlexAttention": ControlFlow(run: FlexAttentionWithGraphs.run),
    "ai.onnx.preview.training.Gradient": ControlFlow(run: Gradient.run),
  ]

  static func of(_ operation: Operation) -> ControlFlow? { table["\(operation.domain).\(operation.name)"] }
}

extension Run {
  /// The scope of the subgraph in an attribute.
  ///
  /// - Throws: `KernelError` where there is none.
  func subgraph(_ name: String, of step: ScopePlan.Step) throws -> Int {
    guard let found = optionalSubgraph(name, of: step) else { throw KernelError("\(name) is missing") }
    return found
  }

  func optionalSubgraph(_ name: String, of step: ScopePlan.Step) -> Int? {
    let attributes = index.node(step.node).attributes
    return index.subscopes(step.node).first { inner in
      attributes[inner.attribute].name.map { index.strings.string($0) } == name
    }?.scope
  }

  /// - Throws: `KernelError` where nothing gives the input.
  func input(_ number: Int, of step: ScopePlan.Step) throws -> RuntimeValue {
    guard number < step.inputs.count, let value = value(step.inputs[number]) else {
      throw KernelError("input \(number) is missing")
    }
    return value
  }
}

/// Tensors of equal shape, one behind the other.
struct Stack {
  private var parts: [DenseTensor] = []

  mutating func append(_ value: RuntimeValue?) throws {
    guard let tensor = try value?.tensor() else { throw KernelError("a round gave no value") }
    if let first = parts.first, first.shape != tensor.shape || first.type != tensor.type {
      throw KernelError("rounds gave tensors of shapes \(first.shape) and \(tensor.shape), which do not stack")
    }
    parts.append(tensor)
  }

  /// The parts along a new axis.
  ///
  /// - Parameters:
  ///   - empty: the tensor where there are no parts.
  ///   - isReversed: whether the last part comes first.
  func joined(
    axis: Int = 0, isReversed: Bool = false, _ memory: TensorMemory, empty: () throws -> DenseTensor
  ) throws -> RuntimeValue {
    guard let first = parts.first else { return .tensor(try empty()) }
    let parts = isReversed ? self.parts.reversed() : self.parts
    var shape = first.shape
    let axis = axis < 0 ? axis + shape.count + 1 : axis
    guard axis >= 0, axis <= shape.count else { throw KernelError("there is no axis \(axis) to stack along") }
    shape.insert(parts.count, at: axis)
    guard first.type != .string else { return .tensor(try strings(parts, shape, axis)) }
    let inner = first.shape[axis...].reduce(1, *) * first.type.memoryWidth
    let outer = first.shape[..<axis].reduce(1, *)
    let storage = try memory.allocate(try shape.elementCount() * first.type.memoryWidth)
    for (number, part) in parts.enumerated() where inner > 0 {
      guard let source = part.bytes.baseAddress else { continue }
      for row in 0..<outer {
        (storage.address + (row * parts.count + number) * inner).copyMemory(
          from: source + row * inner, byteCount: inner)
      }
    }
    return .tensor(DenseTensor(first.type, shape, storage))
  }

  private func strings(_ parts: [DenseTensor], _ shape: [Int], _ axis: Int) throws -> DenseTensor {
    guard axis == 0 else { throw KernelError("strings stack along axis 0 only") }
    return DenseTensor(shape, strings: parts.flatMap(\.strings))
  }
}
