internal import ONNXModel

/// Between tensors and sequences of their parts (ONNX Operators, ConcatFromSequence-11, SplitToSequence-24 and before).
enum SequenceTensorKernels {
  static let rows: [KernelRow] = [
    KernelRow("ConcatFromSequence", 11...Int.max) { try concatenate($0) },
    KernelRow("SplitToSequence", 11...Int.max) { try split($0) },
  ]

  private static func concatenate(_ call: KernelCall) throws -> [RuntimeValue?] {
    var tensors = try call.sequence(0).values.map { try $0.tensor() }
    guard let first = tensors.first, let wanted = call.attributes.int("axis") else {
      throw KernelError("a sequence of one tensor or more, and an axis are needed")
    }
    let isNew = call.attributes.flag("new_axis")
    let axis = try (isNew ? first.shape + [1] : first.shape).axis(wanted)
    if isNew {
      tensors = tensors.map { tensor in
        var shape = tensor.shape
        shape.insert(1, at: min(axis, shape.count))
        return tensor.reshaped(shape)
      }
    }
    return [.tensor(try joined(tensors, axis, call.context.memory))]
  }

  /// Tensors of one type and of shapes that differ along the axis only, one after the other along it.
  private static func joined(_ tensors: [DenseTensor], _ axis: Int, _ memory: TensorMemory) throws -> DenseTensor {
    var shape = tensors[0].shape
    let isAlike = tensors.allSatisfy { tensor in
      tensor.type == tensors[0].type && tensor.rank == shape.count
        && shape.indices.allSatisfy { $0 == axis || tensor.shape[$0] == shape[$0] }
    }
    guard isAlike else {
      throw KernelError("tensors of shapes \(tensors.map { "\($0.shape)" }.joined(separator: ", ")) do not join")
    }
    shape[axis] = try tensors.reduce(0) { total, tensor in
      let (sum, overflow) = total.addingReportingOverflow(tensor.shape[axis])
      guard !overflow else { throw KernelError("the joined axis is too long") }
      return sum
    }
    let outer = shape[..<axis].reduce(1, *)
    if tensors[0].type == .string {
      var strings: [String] = []
      for line in 0..<outer {
        for tensor in tensors {
          let part = tensor.count / outer
          strings += tensor.strings[line * part..<(line + 1) * part]
        }
      }
      return DenseTensor(shape, strings: strings)
    }
    let width = tensors[0].type.memoryWidth
    let storage = try memory.allocate(try shape.elementCount() * width)
    var target = storage.address
    for line in 0..<outer {
      for tensor in tensors {
        let part = tensor.count / outer * width
        guard part > 0, let source = tensor.bytes.baseAddress else { continue }
        target.copyMemory(from: source + line * part, byteCount: part)
        target += part
      }
    }
    return DenseTensor(tensors[0].type, shape, storage)
  }

  private static func split(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let lengths = try partLengths(call, data.shape[axis])
    let dropsAxis = try call.optionalTensor(1) == nil && !call.attributes.flag("keepdims", default: true)
    var start = 0
    var parts: [RuntimeValue] = []
    for length in lengths {
      var part = try slice(data, axis, start..<start + length, call.context.memory)
      if dropsAxis {
        var shape = part.shape
        shape.remove(at: axis)
        part = part.reshaped(shape)
      }
      parts.append(.tensor(part))
      start += length
    }
    return [.sequence(parts, .tensor(data.type))]
  }

  /// The lengths of the parts: a list, or one for all parts but a shorter last one, or one each.
  private static func partLengths(_ call: KernelCall, _ size: Int) throws -> [Int] {
    guard let split = try call.optionalTensor(1) else { return [Int](repeating: 1, count: size) }
    let lengths = try split.integers()
    guard lengths.allSatisfy({ $0 >= 0 }) else { throw KernelError("the lengths of parts are positive") }
    if split.rank == 0, let length = lengths.first {
      guard length > 0 else { throw KernelError("the length of parts is positive") }
      return stride(from: 0, to: size, by: length).map { min(length, size - $0) }
    }
    var rest = size
    for length in lengths {
      guard length <= rest else { throw KernelError("parts of \(lengths) are no split of \(size)") }
      rest -= length
    }
    guard rest == 0 else { throw KernelError("parts of \(lengths) are no split of \(size)") }
    return lengths
  }

  /// The elements in a range of an axis.
  private static func slice(
    _ data: DenseTensor, _ axis: Int, _ range: Range<Int>, _ memory: TensorMemory
  ) throws -> DenseTensor {
    var shape = data.shape
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    let (whole, part, skipped) = (shape[axis] * inner, range.count * inner, range.lowerBound * inner)
    shape[axis] = range.count
    if data.type == .string {
      let strings = (0..<outer).flatMap { data.strings[$0 * whole + skipped..<$0 * whole + skipped + part] }
      return DenseTensor(shape, strings: strings)
    }
    let width = data.type.memoryWidth
    let storage = try memory.allocate(try shape.elementCount() * width)
    guard part > 0, let source = data.bytes.baseAddress else { return DenseTensor(data.type, shape, storage) }
    for line in 0..<outer {
      (storage.address + line * part * width)
        .copyMemory(from: source + (line * whole + skipped) * width, byteCount: part * width)
    }
    return DenseTensor(data.type, shape, storage)
  }
}
