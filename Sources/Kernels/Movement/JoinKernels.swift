internal import Glibc
internal import ONNXModel

/// Operators that put tensors side by side, or cut them apart, along one axis.
enum JoinKernels {
  static let rows: [KernelRow] = [
    KernelRow("Concat", movingStrings(concat)),
    KernelRow("Split", movingStrings(split)),
  ]

  /// ONNX Operators, Concat-1 (axis 1 by default), 4, 11 (negative axis).
  @Sendable static func concat(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensors = try call.inputs.indices.map { try call.tensor($0) }
    guard let first = tensors.first else { throw KernelError("there are no inputs") }
    let axis = try first.shape.axis(call.attributes.int("axis", default: 1))
    var shape = first.shape
    for tensor in tensors.dropFirst() {
      guard tensor.type == first.type, tensor.rank == first.rank,
        shape.indices.allSatisfy({ $0 == axis || tensor.shape[$0] == shape[$0] })
      else {
        throw KernelError(
          "tensor(\(tensor.type.name)) of shape \(tensor.shape) does not continue tensor(\(first.type.name)) of shape "
            + "\(first.shape) along axis \(axis)")
      }
      let (sum, overflow) = shape[axis].addingReportingOverflow(tensor.shape[axis])
      guard !overflow else { throw KernelError("axis \(axis) becomes too large") }
      shape[axis] = sum
    }
    if tensors.count == 1 { return [.tensor(first)] }
    let output = try call.rawOutput(first.type, shape)
    guard output.count > 0 else { return [output.value] }
    let row = shape[axis...].product * output.width
    var offset = 0
    for tensor in tensors {
      let bytes = tensor.shape[axis...].product * output.width
      let rows = Runs(
        count: shape[..<axis].product, bytes: bytes, sourceStride: bytes, targetStride: row)
      rows.copy(from: try tensor.raw(), to: output.address + offset, call.context.threads)
      offset += bytes
    }
    return [output.value]
  }

  /// ONNX Operators, Split-1, 2, 11 (split is an attribute), 13 (an input), 18 (num_outputs).
  @Sendable static func split(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let sizes = try splitSizes(call, data.shape[axis])
    let before = data.shape[..<axis].product
    let element = data.shape[(axis + 1)...].product * data.type.memoryWidth
    var offset = 0
    return try sizes.map { size in
      var shape = data.shape
      shape[axis] = size
      let output = try call.rawOutput(data.type, shape)
      let rows = Runs(
        count: before, bytes: size * element, sourceStride: data.shape[axis] * element, targetStride: size * element)
      rows.copy(from: try data.raw() + offset, to: output.address, call.context.threads)
      offset += size * element
      return output.value
    }
  }

  /// How an axis is cut: as the model says, or in equal parts, of which the last may be smaller.
  private static func splitSizes(_ call: KernelCall, _ size: Int) throws -> [Int] {
    if let sizes = try call.attributes.ints("split") ?? call.optionalTensor(1)?.looseIntegers() {
      var rest = size
      for part in sizes {
        guard part >= 0, part <= rest else { throw KernelError("split \(sizes) does not add up to \(size)") }
        rest -= part
      }
      guard rest == 0 else { throw KernelError("split \(sizes) does not add up to \(size)") }
      return sizes
    }
    let count = call.attributes.int("num_outputs") ?? call.outputCount
    guard count > 0, count <= max(call.outputCount, 1) else {
      throw KernelError("num_outputs is \(count), and there are \(call.outputCount) outputs")
    }
    guard call.version >= 18 || size % count == 0 else {
      throw KernelError("an axis of \(size) is not split into \(count) equal parts")
    }
    let part = size / count + (size % count == 0 ? 0 : 1)
    return (0..<count).map { max(0, min(part, size - $0 * part)) }
  }
}

/// Runs of bytes of one length that are copied from and to places at even distances.
struct Runs {
  let count: Int
  /// The length of a run.
  let bytes: Int
  /// The bytes between the beginnings of neighbours.
  let sourceStride: Int
  let targetStride: Int

  func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ threads: ThreadPool) {
    guard count > 0, bytes > 0 else { return }
    // Units of the largest element that divides all of them: short runs are then a few moves, and no call.
    let places = Int(bitPattern: source) | Int(bitPattern: target)
    let unit = [8, 4, 2, 1].first { (bytes | sourceStride | targetStride | places) % $0 == 0 } ?? 1
    StridedCopy(
      [count, bytes / unit], target: [targetStride / unit, 1], source: [sourceStride / unit, 1]
    ).run(unit, from: source, to: target, threads)
  }
}

extension ArraySlice<Int> {
  /// The product; of sizes whose tensor exists.
  var product: Int { reduce(1, *) }
}
