internal import Glibc
internal import ONNXModel

/// Operators that add elements around a tensor, or take some off.
enum PadKernels {
  static let rows: [KernelRow] = [
    KernelRow("Pad", movingStrings(pad)),
    KernelRow("CenterCropPad", movingStrings(centerCropPad)),
  ]

  /// How many elements an axis gets at both ends; negative where it loses them.
  struct Padding {
    var begin = 0
    var end = 0
  }

  /// ONNX Operators, Pad-1 (paddings), 2 (pads is an attribute), 11 (an input), 18 (axes), 19 (wrap).
  @Sendable static func pad(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let paddings = try paddings(call, data)
    switch call.attributes.string("mode", default: "constant") {
    case "constant":
      return [try padded(call, data, paddings, try constant(call, data.type))]
    case "reflect": return [try padded(call, data, paddings, reflected)]
    case "edge": return [try padded(call, data, paddings) { place, size in max(0, min(size - 1, place)) }]
    case "wrap": return [try padded(call, data, paddings, wrapped)]
    case let mode: throw KernelError("there is no mode \"\(mode)\"")
    }
  }

  /// ONNX Operators, CenterCropPad-18: of an odd difference, the greater half is at the end.
  @Sendable static func centerCropPad(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let sizes = try call.tensor(1).integers()
    let axes = try (call.attributes.ints("axes") ?? [Int](data.shape.indices)).axes(ofRank: data.rank)
    guard sizes.count == axes.count, sizes.allSatisfy({ $0 >= 0 }) else {
      throw KernelError("shape \(sizes) does not give sizes of \(axes.count) axes")
    }
    var paddings = data.shape.map { _ in Padding() }
    for (axis, size) in zip(axes, sizes) {
      let difference = size - data.shape[axis]
      paddings[axis] = Padding(begin: difference / 2, end: difference - difference / 2)
    }
    return [try padded(call, data, paddings, nil)]
  }

  private static func paddings(_ call: KernelCall, _ data: DenseTensor) throws -> [Padding] {
    let pads: [Int]
    if call.version < 11 {
      pads = call.attributes.ints("pads") ?? call.attributes.ints("paddings") ?? []
    } else {
      pads = try call.tensor(1).integers()
    }
    let given = call.version < 18 ? nil : try call.optionalTensor(3)?.integers()
    let axes = try (given ?? [Int](data.shape.indices)).axes(ofRank: data.rank)
    guard pads.count == 2 * axes.count else {
      throw KernelError("\(pads.count) pads are not two for each of \(axes.count) axes")
    }
    var paddings = data.shape.map { _ in Padding() }
    for (place, axis) in axes.enumerated() {
      paddings[axis] = Padding(begin: pads[place], end: pads[axes.count + place])
    }
    return paddings
  }

  /// The element of mode constant, as a tensor; nil for zeros.
  private static func constant(_ call: KernelCall, _ type: DataType) throws -> DenseTensor? {
    if call.version < 11 {
      guard let value = call.attributes.float("value"), value != 0 else { return nil }
      let tensor = try call.rawOutput(type, [1])
      try tensor.setElement(0, Double(value))
      return tensor.tensor
    }
    guard let value = try call.optionalTensor(2) else { return nil }
    guard value.count == 1, value.type == type else {
      throw KernelError("constant_value is not one element of tensor(\(type.name))")
    }
    return value
  }

  /// - Throws: `KernelError` where an axis loses more than it has, or the result is too large.
  private static func paddedShape(_ shape: [Int], _ paddings: [Padding]) throws -> [Int] {
    try zip(shape, paddings).map { size, padding in
      let (begun, overflow) = size.addingReportingOverflow(padding.begin)
      let (ended, overflowToo) = begun.addingReportingOverflow(padding.end)
      let least = -1 << 60
      guard !overflow, !overflowToo, ended >= 0, padding.begin > least, padding.end > least else {
        throw KernelError("an axis of \(size) is not padded by \(padding.begin) and \(padding.end)")
      }
      return ended
    }
  }

  /// With one element all around; nil for zeros.
  private static func padded(
    _ call: KernelCall, _ data: DenseTensor, _ paddings: [Padding], _ constant: DenseTensor?
  ) throws -> RuntimeValue {
    let output = try call.rawOutput(data.type, try paddedShape(data.shape, paddings))
    if let constant { output.fill(try constant.raw()) } else { output.clear() }
    var box: [Int] = []
    var (from, to) = (0, 0)
    let (sourceStrides, targetStrides) = (data.strides, output.shape.rowMajorStrides)
    for (axis, padding) in paddings.enumerated() {
      // Element i of the result is element i - begin of the data, where there is one.
      let first = max(0, padding.begin)
      let size = min(output.shape[axis], max(0, data.shape[axis] + padding.begin)) - first
      guard size > 0 else { return output.value }
      box.append(size)
      from += (first - padding.begin) * sourceStrides[axis]
      to += first * targetStrides[axis]
    }
    guard output.count > 0, data.count > 0 else { return output.value }
    StridedCopy(box, target: targetStrides, source: sourceStrides).run(
      output.width, from: try data.raw() + from * output.width, to: output.address + to * output.width,
      call.context.threads)
    return output.value
  }

  /// The place of an element before or after the data, in a mirror that stands on the last one.
  private static func reflected(_ place: Int, _ size: Int) -> Int {
    guard size > 1 else { return 0 }
    let inPeriod = wrapped(place, 2 * (size - 1))
    return inPeriod < size ? inPeriod : 2 * (size - 1) - inPeriod
  }

  private static func wrapped(_ place: Int, _ size: Int) -> Int {
    let remainder = place % size
    return remainder < 0 ? remainder + size : remainder
  }

  /// With elements of the data.
  ///
  /// - Parameter function: from a place that may be outside an axis, and the axis's size, to one within.
  private static func padded(
    _ call: KernelCall, _ data: DenseTensor, _ paddings: [Padding], _ function: (Int, Int) -> Int
  ) throws -> RuntimeValue {
    let output = try call.rawOutput(data.type, try paddedShape(data.shape, paddings))
    guard output.count > 0 else { return output.value }
    // What is taken off goes first: the rest is what is mirrored or repeated.
    let tables = try paddings.enumerated().map { axis, padding in
      let low = max(0, -padding.begin)
      let size = data.shape[axis] - low - max(0, -padding.end)
      guard size > 0 else { throw KernelError("an axis without elements has none to pad with") }
      return (0..<output.shape[axis]).map { low + function($0 - padding.begin - low, size) }
    }
    guard let axis = paddings.lastIndex(where: { $0.begin != 0 || $0.end != 0 }) else { return .tensor(data) }
    let slice = data.shape[(axis + 1)...].product * output.width
    let rowBytes = output.shape[axis] * slice
    let source = try data.raw()
    let strides = data.strides
    let rows = output.shape[..<axis].product
    call.context.threads.forRanges(rows, grain: max(1, 65_536 / max(1, rowBytes))) { range in
      for row in range {
        var (rest, offset) = (row, 0)
        for outer in (0..<axis).reversed() {
          let (quotient, place) = rest.quotientAndRemainder(dividingBy: output.shape[outer])
          rest = quotient
          offset += tables[outer][place] * strides[outer]
        }
        copyRow(
          slice, tables[axis], paddings[axis], from: source + offset * output.width,
          to: output.address + row * rowBytes)
      }
    }
    return output.value
  }

  /// Copies slices of so many bytes: those of the data at once, those around it one by one.
  private static func copyRow(
    _ slice: Int, _ table: [Int], _ padding: Padding, from: UnsafeRawPointer, to: UnsafeMutableRawPointer
  ) {
    let first = min(table.count, max(0, padding.begin))
    let last = max(first, table.count - max(0, padding.end))
    table.withUnsafeBufferPointer { table in
      copySlices(slice, UnsafeBufferPointer(rebasing: table[..<first]), from: from, to: to)
      if last > first { memcpy(to + first * slice, from + table[first] * slice, (last - first) * slice) }
      copySlices(slice, UnsafeBufferPointer(rebasing: table[last...]), from: from, to: to + last * slice)
    }
  }
}
