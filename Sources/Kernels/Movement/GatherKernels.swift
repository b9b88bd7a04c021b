internal import Glibc
internal import ONNXModel

/// Operators that read elements or slices at indices.
enum GatherKernels {
  static let rows: [KernelRow] = [
    KernelRow("Gather", movingStrings(gather)),
    KernelRow("GatherElements", movingStrings(gatherElements)),
    KernelRow("GatherND", movingStrings(gatherND)),
    KernelRow("Compress", movingStrings(compress)),
  ]

  /// ONNX Operators, Gather-1, 11 (negative indices).
  @Sendable static func gather(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let places = try call.tensor(1)
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    return [
      try gathered(
        call, data, axis, try places.indices(below: data.shape[axis]),
        shape: [Int](data.shape[..<axis]) + places.shape + [Int](data.shape[(axis + 1)...]))
    ]
  }

  /// The slices at so many places of an axis.
  ///
  /// - Parameter places: each below the axis's size.
  private static func gathered(
    _ call: KernelCall, _ data: DenseTensor, _ axis: Int, _ places: [Int], shape: [Int]
  ) throws -> RuntimeValue {
    let output = try call.rawOutput(data.type, shape)
    guard output.count > 0 else { return output.value }
    let slice = data.shape[(axis + 1)...].product * output.width
    let before = data.shape[..<axis].product
    let block = data.shape[axis] * slice
    let source = try data.raw()
    call.context.threads.forRanges(before * places.count, grain: max(1, 65_536 / slice)) { range in
      // Walks the rows of the result: the places, again and again for each block before the axis.
      var (outer, inner) = range.lowerBound.quotientAndRemainder(dividingBy: places.count)
      var row = range.lowerBound
      while row < range.upperBound {
        let part = inner..<min(places.count, inner + range.upperBound - row)
        places[part].withUnsafeBufferPointer {
          copySlices(slice, $0, from: source + outer * block, to: output.address + row * slice)
        }
        row += part.count
        (outer, inner) = (outer + 1, 0)
      }
    }
    return output.value
  }

  /// ONNX Operators, GatherElements-11.
  @Sendable static func gatherElements(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let places = try call.tensor(1)
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let walk = try ElementWalk(data.shape, axis, places)
    let output = try call.rawOutput(data.type, places.shape)
    let source = try data.raw()
    switch output.width {
    case 1: gatherEach(UInt8.self, call, walk, source, output)
    case 2: gatherEach(UInt16.self, call, walk, source, output)
    case 4: gatherEach(UInt32.self, call, walk, source, output)
    case 8: gatherEach(UInt64.self, call, walk, source, output)
    default: gatherEach(Complex<Double>.self, call, walk, source, output)
    }
    return [output.value]
  }

  private static func gatherEach<E: BitwiseCopyable>(
    _: E.Type, _ call: KernelCall, _ walk: ElementWalk, _ source: UnsafeRawPointer, _ output: RawTensor
  ) {
    let from = source.assumingMemoryBound(to: E.self)
    let to = output.address.assumingMemoryBound(to: E.self)
    walk.places.withUnsafeBufferPointer { places in
      let rowLength = walk.rows.rowLength
      let step = walk.rows.rowStrides[0]
      call.context.threads.forRanges(walk.rows.rowCount, grain: max(1, 50_000 / max(1, rowLength))) { range in
        walk.rows.forEachRow(range) { row, offsets in
          for column in 0..<rowLength {
            let index = row * rowLength + column
            to[index] = from[offsets[0] + column * step + places[index] * walk.axisStride]
          }
        }
      }
    }
  }

  /// ONNX Operators, GatherND-11, 12 (batch_dims).
  @Sendable static func gatherND(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let indices = try call.tensor(1)
    let batch = call.attributes.int("batch_dims", default: 0)
    guard batch >= 0, batch < min(data.rank, indices.rank), data.shape[..<batch] == indices.shape[..<batch] else {
      throw KernelError("shapes \(data.shape) and \(indices.shape) have not \(batch) batch axes in common")
    }
    let tuples = try IndexTuples(indices, data.shape, batch: batch)
    let output = try call.rawOutput(data.type, indices.shape.dropLast() + data.shape[tuples.sliceAxis...])
    guard output.count > 0 else { return [output.value] }
    let slice = data.shape[tuples.sliceAxis...].product * output.width
    let source = try data.raw()
    let perBatch = indices.shape[batch..<indices.rank - 1].product
    let block = data.shape[batch...].product * output.width
    tuples.offsets.withUnsafeBufferPointer { offsets in
      for item in 0..<indices.shape[..<batch].product {
        let places = UnsafeBufferPointer(rebasing: offsets[item * perBatch..<(item + 1) * perBatch])
        copySlices(slice, places, from: source + item * block, to: output.address + item * perBatch * slice)
      }
    }
    return [output.value]
  }

  /// ONNX Operators, Compress-9: without axis, of the flat tensor.
  @Sendable static func compress(_ call: KernelCall) throws -> [RuntimeValue?] {
    let given = try call.tensor(0)
    let condition = try call.tensor(1).elements(Bool.self)
    let data = call.attributes.contains("axis") ? given : given.reshaped([given.count])
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let places = (0..<min(condition.count, data.shape[axis])).filter { condition[$0] }
    var shape = data.shape
    shape[axis] = places.count
    return [try gathered(call, data, axis, places, shape: shape)]
  }
}

/// Copies slices of so many bytes, from their places to one after the other.
func copySlices(
  _ bytes: Int, _ places: UnsafeBufferPointer<Int>, from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer
) {
  switch bytes {
  case 1: copyElements(UInt8.self, places, source, target)
  case 2: copyElements(UInt16.self, places, source, target)
  case 4: copyElements(UInt32.self, places, source, target)
  case 8: copyElements(UInt64.self, places, source, target)
  default:
    for row in 0..<places.count { memcpy(target + row * bytes, source + places[row] * bytes, bytes) }
  }
}

/// - Note: loads are unaligned ones, as a slice may be of narrower elements.
private func copyElements<E: BitwiseCopyable>(
  _: E.Type, _ places: UnsafeBufferPointer<Int>, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer
) {
  let width = MemoryLayout<E>.stride
  for row in 0..<places.count {
    let element = (source + places[row] * width).loadUnaligned(as: E.self)
    (target + row * width).storeBytes(of: element, as: E.self)
  }
}
