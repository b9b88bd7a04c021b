internal import Glibc
internal import ONNXModel

/// Operators about the places of elements: where they are not zero, on a diagonal, before a step.
enum PlaceKernels {
  static let rows: [KernelRow] = [
    KernelRow("NonZero", nonZero),
    KernelRow("OneHot", movingStrings(oneHot)),
    KernelRow("EyeLike", eyeLike),
    KernelRow("Trilu", movingStrings(trilu)),
    KernelRow("ReverseSequence", movingStrings(reverseSequence)),
  ]

  /// ONNX Operators, NonZero-9: a column of indices for each element; of a scalar, columns without rows.
  @Sendable static func nonZero(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    // Of floats, the sign does not count.
    switch data.type {
    case .string: return [try nonZeroPlaces(call, data.shape, data.strings) { !$0.isEmpty }]
    case .float16, .bfloat16: return [try nonZero(call, data, UInt16.self) { $0 << 1 != 0 }]
    case .float: return [try nonZero(call, data, UInt32.self) { $0 << 1 != 0 }]
    case .double: return [try nonZero(call, data, UInt64.self) { $0 << 1 != 0 }]
    case .complex64: return [try nonZero(call, data, Complex<Float>.self) { $0 != Complex(0, 0) }]
    case .complex128: return [try nonZero(call, data, Complex<Double>.self) { $0 != Complex(0, 0) }]
    default: break
    }
    switch data.type.memoryWidth {
    case 1: return [try nonZero(call, data, UInt8.self) { $0 != 0 }]
    case 2: return [try nonZero(call, data, UInt16.self) { $0 != 0 }]
    case 4: return [try nonZero(call, data, UInt32.self) { $0 != 0 }]
    default: return [try nonZero(call, data, UInt64.self) { $0 != 0 }]
    }
  }

  @inline(__always)
  private static func nonZero<E: BitwiseCopyable>(
    _ call: KernelCall, _ data: DenseTensor, _: E.Type, _ isNonZero: (E) -> Bool
  ) throws -> RuntimeValue {
    let start = try data.raw().assumingMemoryBound(to: E.self)
    return try nonZeroPlaces(call, data.shape, UnsafeBufferPointer(start: start, count: data.count), isNonZero)
  }

  @inline(__always)
  private static func nonZeroPlaces<Elements: RandomAccessCollection<E>, E>(
    _ call: KernelCall, _ shape: [Int], _ elements: Elements, _ isNonZero: (E) -> Bool
  ) throws -> RuntimeValue where Elements.Index == Int {
    var count = 0
    for element in elements where isNonZero(element) { count += 1 }
    let output = try call.output(Int64.self, [shape.count, count])
    guard output.count > 0, let columns = shape.last, let start = output.elements.baseAddress else {
      return output.value
    }
    var place = [Int](repeating: 0, count: shape.count - 1)
    var column = start
    for row in 0..<elements.count / columns {
      for index in 0..<columns where isNonZero(elements[row * columns + index]) {
        for axis in place.indices { column[axis * count] = Int64(place[axis]) }
        column[(shape.count - 1) * count] = Int64(index)
        column += 1
      }
      var axis = place.count - 1
      while axis >= 0 {
        place[axis] += 1
        if place[axis] < shape[axis] { break }
        place[axis] = 0
        axis -= 1
      }
    }
    return output.value
  }

  /// ONNX Operators, OneHot-9, 11 (negative indices).
  @Sendable static func oneHot(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (indices, values) = (try call.tensor(0), try call.tensor(2))
    let depth = try call.tensor(1).looseInteger()
    guard values.count == 2 else { throw KernelError("values are not an off and an on value") }
    guard depth >= 0 else { throw KernelError("depth \(depth) is negative") }
    let given = call.attributes.int("axis", default: -1)
    guard given >= -indices.rank - 1, given <= indices.rank else {
      throw KernelError("there is no axis \(given) in a tensor of rank \(indices.rank + 1)")
    }
    let axis = given < 0 ? given + indices.rank + 1 : given
    var shape = indices.shape
    shape.insert(depth, at: axis)
    let output = try call.rawOutput(values.type, shape)
    let (off, on) = (try values.raw(), try values.raw() + output.width)
    output.fill(off)
    let after = indices.shape[axis...].product
    for (place, index) in try indices.looseIntegers().enumerated() {
      let step = index < 0 && call.version >= 11 ? index + depth : index
      guard step >= 0, step < depth else { continue }
      let (block, column) = place.quotientAndRemainder(dividingBy: after)
      let element = (block * depth + step) * after + column
      memcpy(output.address + element * output.width, on, output.width)
    }
    return [output.value]
  }

  /// ONNX Operators, EyeLike-9.
  @Sendable static func eyeLike(_ call: KernelCall) throws -> [RuntimeValue?] {
    let like = try call.tensor(0)
    guard like.rank == 2 else { throw KernelError("shape \(like.shape) is not that of a matrix") }
    let output = try call.rawOutput(try call.attributes.dataType("dtype") ?? like.type, like.shape)
    guard output.type != .string else { throw KernelError("strings have no 1") }
    output.clear()
    let (rows, columns) = (like.shape[0], like.shape[1])
    let diagonal = max(-rows, min(columns, call.attributes.int("k", default: 0)))
    for row in 0..<rows where row + diagonal >= 0 && row + diagonal < columns {
      try output.setElement(row * columns + row + diagonal, 1)
    }
    return [output.value]
  }

  /// ONNX Operators, Trilu-14.
  @Sendable static func trilu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.rank >= 2 else { throw KernelError("shape \(data.shape) is not that of matrices") }
    let (rows, columns) = (data.shape[data.rank - 2], data.shape[data.rank - 1])
    let diagonal = max(-rows, min(columns, try call.optionalTensor(1)?.looseInteger() ?? 0))
    let isUpper = call.attributes.flag("upper", default: true)
    let output = try call.rawOutput(data.type, data.shape)
    guard output.count > 0 else { return [output.value] }
    let source = try data.raw()
    let rowBytes = columns * output.width
    call.context.threads.forRanges(output.count / columns, grain: max(1, 65_536 / rowBytes)) { range in
      for row in range {
        // The first column that an upper triangle keeps, or a lower one does not.
        let edge = max(0, min(columns, row % rows + diagonal + (isUpper ? 0 : 1))) * output.width
        let (from, to) = (source + row * rowBytes, output.address + row * rowBytes)
        if isUpper {
          memset(to, 0, edge)
          memcpy(to + edge, from + edge, rowBytes - edge)
        } else {
          memcpy(to, from, edge)
          memset(to + edge, 0, rowBytes - edge)
        }
      }
    }
    return [output.value]
  }

  /// ONNX Operators, ReverseSequence-10.
  @Sendable static func reverseSequence(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let lengths = try call.tensor(1).integers()
    let time = call.attributes.int("time_axis", default: 0)
    let batch = call.attributes.int("batch_axis", default: 1)
    guard data.rank >= 2, [time, batch].sorted() == [0, 1] else {
      throw KernelError("time_axis \(time) and batch_axis \(batch) are not the first two axes of shape \(data.shape)")
    }
    guard lengths.count == data.shape[batch], lengths.allSatisfy({ $0 >= 0 && $0 <= data.shape[time] }) else {
      throw KernelError("sequence_lens \(lengths) do not fit shape \(data.shape)")
    }
    let output = try call.rawOutput(data.type, data.shape)
    let source = try data.raw()
    let bytes = data.shape[2...].product * output.width
    let timeStride = bytes * (time == 0 ? data.shape[1] : 1)
    let batchStride = bytes * (time == 0 ? 1 : data.shape[1])
    for (item, length) in lengths.enumerated() {
      for step in 0..<data.shape[time] {
        let read = step < length ? length - 1 - step : step
        memcpy(
          output.address + item * batchStride + step * timeStride, source + item * batchStride + read * timeStride,
          bytes)
      }
    }
    return [output.value]
  }
}
