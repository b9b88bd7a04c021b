internal import ONNXModel

/// Operators that change or tell a tensor's shape and leave its elements where they are.
enum ShapeKernels {
  static let rows: [KernelRow] = [
    KernelRow("Reshape", reshape),
    KernelRow("Flatten", flatten),
    KernelRow("Squeeze", squeeze),
    KernelRow("Unsqueeze", unsqueeze),
    KernelRow("Shape", shape),
    KernelRow("Size", size),
  ]

  /// ONNX Operators, Reshape-1 (shape is an attribute), 5 (an input), 14 (allowzero).
  @Sendable static func reshape(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let wanted = call.version < 5 ? call.attributes.ints("shape") ?? [] : try call.tensor(1).integers()
    let keepsZero = call.version >= 14 && call.attributes.flag("allowzero")
    return [.tensor(data.reshaped(try reshaped(data, wanted, keepsZero)))]
  }

  /// The new shape: 0 stands for the input's size, -1 for what is left.
  private static func reshaped(_ data: DenseTensor, _ wanted: [Int], _ keepsZero: Bool) throws -> [Int] {
    var shape = wanted
    var inferred: Int?
    for (axis, size) in wanted.enumerated() {
      if size == -1 {
        guard inferred == nil else { throw KernelError("shape \(wanted) has more than one -1") }
        inferred = axis
        shape[axis] = 1
      } else if size == 0, !keepsZero {
        guard axis < data.rank else {
          throw KernelError("shape \(wanted) copies axis \(axis), which shape \(data.shape) has not")
        }
        shape[axis] = data.shape[axis]
      }
    }
    let known = try shape.elementCount()
    if let inferred {
      guard known > 0, data.count % known == 0 else {
        throw KernelError("shape \(data.shape) is not reshaped to \(wanted): -1 stands for no whole number")
      }
      shape[inferred] = data.count / known
    }
    guard try shape.elementCount() == data.count else {
      throw KernelError("shape \(data.shape) is not reshaped to \(wanted): the numbers of elements differ")
    }
    return shape
  }

  /// ONNX Operators, Flatten-1 (axis from 0), 11 (negative axis too).
  @Sendable static func flatten(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let given = call.attributes.int("axis", default: 1)
    guard given >= -data.rank, given <= data.rank else {
      throw KernelError("a tensor of rank \(data.rank) is not flattened at axis \(given)")
    }
    let axis = given < 0 ? given + data.rank : given
    return [.tensor(data.reshaped([data.shape[..<axis].reduce(1, *), data.shape[axis...].reduce(1, *)]))]
  }

  /// The axes of Squeeze and Unsqueeze: an attribute until 11, an input from 13; nil where there are none.
  private static func axes(_ call: KernelCall) throws -> [Int]? {
    call.version < 13 ? call.attributes.ints("axes") : try call.optionalTensor(1)?.integers()
  }

  /// ONNX Operators, Squeeze-1, 11, 13: without axes, all of size 1.
  @Sendable static func squeeze(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard let given = try axes(call) else { return [.tensor(data.reshaped(data.shape.filter { $0 != 1 }))] }
    let axes = Set(try given.map { try data.shape.axis($0) })
    for axis in axes where data.shape[axis] != 1 {
      throw KernelError("axis \(axis) of shape \(data.shape) has not size 1")
    }
    return [.tensor(data.reshaped(data.shape.indices.filter { !axes.contains($0) }.map { data.shape[$0] }))]
  }

  /// ONNX Operators, Unsqueeze-1, 11, 13: axes are those of the result.
  @Sendable static func unsqueeze(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard let given = try axes(call) else { throw KernelError("axes are missing") }
    let axes = Set(try given.axes(ofRank: data.rank + given.count))
    var sizes = data.shape.makeIterator()
    let shape = (0..<data.rank + axes.count).map { axes.contains($0) ? 1 : sizes.next() ?? 1 }
    return [.tensor(data.reshaped(shape))]
  }

  /// ONNX Operators, Shape-1, 15 (start and end, clamped).
  @Sendable static func shape(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    func clamped(_ axis: Int) -> Int { max(0, min(data.rank, axis < 0 ? axis + data.rank : axis)) }
    let start = clamped(call.attributes.int("start", default: 0))
    let end = max(start, clamped(call.attributes.int("end", default: data.rank)))
    return [try call.output(data.shape[start..<end].map { Int64($0) }, [end - start])]
  }

  /// ONNX Operators, Size-1.
  @Sendable static func size(_ call: KernelCall) throws -> [RuntimeValue?] {
    [try call.output([Int64(try call.tensor(0).count)], [])]
  }
}
