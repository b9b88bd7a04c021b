internal import Glibc
internal import ONNXModel

/// Operators that write elements or slices at indices into a copy of a tensor.
enum ScatterKernels {
  static let rows: [KernelRow] = [
    KernelRow("Scatter", movingStrings(scatterElements)),
    KernelRow("ScatterElements") { try $0.reduces ? scatterElements($0) : movingStrings(scatterElements)($0) },
    KernelRow("ScatterND") { try $0.reduces ? scatterND($0) : movingStrings(scatterND)($0) },
    KernelRow("TensorScatter", movingStrings(tensorScatter)),
  ]

  /// How an update and the element that is there become one.
  private static func reduction(_ call: KernelCall) throws -> Reduction? {
    let name = call.attributes.string("reduction", default: "none")
    guard name != "none" else { return nil }
    guard let reduction = Reduction(rawValue: name) else { throw KernelError("there is no reduction \"\(name)\"") }
    return reduction
  }

  /// A copy of the data to write into, after a look at the types.
  private static func copy(_ call: KernelCall, _ data: DenseTensor, _ updates: DenseTensor) throws -> RawTensor {
    guard data.type == updates.type else {
      throw KernelError("updates are tensor(\(updates.type.name)), and the data is tensor(\(data.type.name))")
    }
    let output = try call.rawOutput(data.type, data.shape)
    memcpy(output.address, try data.raw(), output.byteCount)
    return output
  }

  /// ONNX Operators, ScatterElements-11, 16 (add, mul), 18 (max, min), and Scatter-9.
  @Sendable static func scatterElements(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (data, indices, updates) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
    let axis = try data.shape.axis(call.attributes.int("axis", default: 0))
    let walk = try ElementWalk(data.shape, axis, indices)
    guard updates.shape == indices.shape else {
      throw KernelError("updates of shape \(updates.shape) do not fit indices of shape \(indices.shape)")
    }
    let output = try copy(call, data, updates)
    let source = try updates.raw()
    if let reduction = try reduction(call) {
      try withReducible(data.type, ReducedElements(walk: walk, reduction: reduction, source: source, output: output))
      return [output.value]
    }
    switch output.width {
    case 1: scatterEach(walk, of: UInt8.self, source, output) { $1 }
    case 2: scatterEach(walk, of: UInt16.self, source, output) { $1 }
    case 4: scatterEach(walk, of: UInt32.self, source, output) { $1 }
    case 8: scatterEach(walk, of: UInt64.self, source, output) { $1 }
    default: scatterEach(walk, of: Complex<Double>.self, source, output) { $1 }
    }
    return [output.value]
  }

  /// ONNX Operators, ScatterND-11, 16 (add, mul), 18 (max, min).
  @Sendable static func scatterND(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (data, indices, updates) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
    let tuples = try IndexTuples(indices, data.shape)
    guard updates.shape == indices.shape.dropLast() + data.shape[tuples.sliceAxis...] else {
      throw KernelError(
        "updates of shape \(updates.shape) do not fit indices of shape \(indices.shape) and data of shape \(data.shape)"
      )
    }
    let output = try copy(call, data, updates)
    let source = try updates.raw()
    let slice = data.shape[tuples.sliceAxis...].product
    if let reduction = try reduction(call) {
      let slices = ReducedSlices(
        places: tuples.offsets, slice: slice, reduction: reduction, source: source, output: output)
      try withReducible(data.type, slices)
      return [output.value]
    }
    let bytes = slice * output.width
    for (row, place) in tuples.offsets.enumerated() {
      memcpy(output.address + place * bytes, source + row * bytes, bytes)
    }
    return [output.value]
  }

  /// ONNX Operators, TensorScatter-24: rows of a cache are written from an index on, another for each of the batch.
  @Sendable static func tensorScatter(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (cache, update) = (try call.tensor(0), try call.tensor(1))
    let axis = try cache.shape.axis(call.attributes.int("axis", default: -2))
    guard axis > 0, update.rank == cache.rank, update.shape[axis] <= cache.shape[axis],
      cache.shape.indices.allSatisfy({ $0 == axis || cache.shape[$0] == update.shape[$0] })
    else { throw KernelError("an update of shape \(update.shape) does not fit a cache of shape \(cache.shape)") }
    let (batch, size, length) = (cache.shape[0], cache.shape[axis], update.shape[axis])
    let starts = try call.optionalTensor(2)?.integers() ?? [Int](repeating: 0, count: batch)
    guard starts.count == batch else { throw KernelError("\(starts.count) write_indices for a batch of \(batch)") }
    let mode = call.attributes.string("mode", default: "linear")
    guard mode == "linear" || mode == "circular" else { throw KernelError("there is no mode \"\(mode)\"") }
    for start in starts where mode == "linear" && (start < 0 || start > size - length) {
      throw KernelError("\(length) rows from \(start) on do not fit an axis of \(size)")
    }
    let output = try copy(call, cache, update)
    guard update.count > 0 else { return [output.value] }
    let source = try update.raw()
    let row = cache.shape[(axis + 1)...].product * output.width
    let perItem = cache.shape[1..<axis].product
    for block in 0..<batch * perItem {
      let remainder = starts[block / perItem] % size
      let start = remainder < 0 ? remainder + size : remainder
      // In a circle, what does not fit the end comes to the beginning.
      let first = min(length, size - start)
      let (from, to) = (source + block * length * row, output.address + block * size * row)
      memcpy(to + start * row, from, first * row)
      memcpy(to, from + first * row, (length - first) * row)
    }
    return [output.value]
  }
}

extension KernelCall {
  /// Whether updates are added to what is there, or the like; strings are not.
  fileprivate var reduces: Bool { attributes.string("reduction", default: "none") != "none" }
}

/// Sets elements of the output to a function of what is there and the update.
@inline(__always)
private func scatterEach<E: BitwiseCopyable>(
  _ walk: ElementWalk, of _: E.Type, _ source: UnsafeRawPointer, _ output: RawTensor, _ function: (E, E) -> E
) {
  let from = source.assumingMemoryBound(to: E.self)
  let to = output.address.assumingMemoryBound(to: E.self)
  let (rowLength, step) = (walk.rows.rowLength, walk.rows.rowStrides[0])
  walk.places.withUnsafeBufferPointer { places in
    walk.rows.forEachRow(0..<walk.rows.rowCount) { row, offsets in
      for column in 0..<rowLength {
        let index = row * rowLength + column
        let place = offsets[0] + column * step + places[index] * walk.axisStride
        to[place] = function(to[place], from[index])
      }
    }
  }
}

/// ScatterElements with a reduction.
private struct ReducedElements: ReduciblePass {
  let walk: ElementWalk
  let reduction: Reduction
  let source: UnsafeRawPointer
  let output: RawTensor

  func run<E: Reducible>(_: E.Type) {
    switch reduction {
    case .add: scatterEach(walk, of: E.self, source, output) { $0.plus($1) }
    case .mul: scatterEach(walk, of: E.self, source, output) { $0.times($1) }
    case .max: scatterEach(walk, of: E.self, source, output) { $0.larger($1) }
    case .min: scatterEach(walk, of: E.self, source, output) { $0.smaller($1) }
    }
  }
}

/// ScatterND with a reduction.
private struct ReducedSlices: ReduciblePass {
  let places: [Int]
  let slice: Int
  let reduction: Reduction
  let source: UnsafeRawPointer
  let output: RawTensor

  func run<E: Reducible>(_: E.Type) {
    switch reduction {
    case .add: reduce(E.self) { $0.plus($1) }
    case .mul: reduce(E.self) { $0.times($1) }
    case .max: reduce(E.self) { $0.larger($1) }
    case .min: reduce(E.self) { $0.smaller($1) }
    }
  }

  @inline(__always)
  private func reduce<E: Reducible>(_: E.Type, _ function: (E, E) -> E) {
    let from = source.assumingMemoryBound(to: E.self)
    let to = output.address.assumingMemoryBound(to: E.self)
    for (row, place) in places.enumerated() {
      let (rowFrom, rowTo) = (from + row * slice, to + place * slice)
      for index in 0..<slice { rowTo[index] = function(rowTo[index], rowFrom[index]) }
    }
  }
}
