internal import ONNXModel

/// TopK: the largest or smallest elements along an axis.
enum TopKKernels {
  static let rows: [KernelRow] = [KernelRow("TopK", topK)]

  /// ONNX Operators, TopK-1 (k is an attribute), 10 (an input), 11 (largest, sorted).
  ///
  /// Sorted in any case; of equal elements the one with the lower index comes first. NaN is larger than all others.
  @Sendable static func topK(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axis = try data.shape.axis(call.attributes.int("axis", default: -1))
    let k = call.version < 10 ? call.attributes.int("k") ?? -1 : try call.tensor(1).looseInteger()
    guard k >= 0, k <= data.shape[axis] else {
      throw KernelError("an axis of \(data.shape[axis]) has no \(k) elements to choose")
    }
    var shape = data.shape
    shape[axis] = k
    let selection = Selection(
      data: data, axis: axis, k: k, isLargest: call.attributes.flag("largest", default: true),
      values: try call.rawOutput(data.type, shape), indices: try call.output(Int64.self, shape),
      threads: call.context.threads)
    try withOrdered(data.type, selection)
    return [selection.values.value, selection.indices.value]
  }
}

/// One element of a line, by what is compared: the lowest is wanted.
private struct Candidate {
  let key: UInt64
  let index: Int

  @inline(__always)
  static func < (a: Candidate, b: Candidate) -> Bool { a.key < b.key || (a.key == b.key && a.index < b.index) }
}

private struct Selection: OrderedPass {
  let data: DenseTensor
  let axis: Int
  let k: Int
  let isLargest: Bool
  let values: RawTensor
  let indices: NewTensor<Int64>
  let threads: ThreadPool

  func run<E: Ordered>(_: E.Type) throws {
    guard values.count > 0 else { return }
    let source = try data.elements(E.self)
    let target = values.address.assumingMemoryBound(to: E.self)
    let (size, stride) = (data.shape[axis], data.shape[(axis + 1)...].product)
    threads.forRanges(data.count / size, grain: max(1, 50_000 / size)) { range in
      var best: [Candidate] = []
      best.reserveCapacity(k)
      for line in range {
        let (block, column) = line.quotientAndRemainder(dividingBy: stride)
        select(source, from: block * size * stride + column, stride, size, &best)
        for (row, candidate) in best.enumerated() {
          let place = (block * k + row) * stride + column
          target[place] = source[(block * size + candidate.index) * stride + column]
          indices[place] = Int64(candidate.index)
        }
      }
    }
  }

  /// The wanted elements of a line, in order.
  @inline(__always)
  private func select<E: Ordered>(
    _ source: UnsafeBufferPointer<E>, from: Int, _ stride: Int, _ size: Int, _ best: inout [Candidate]
  ) {
    best.removeAll(keepingCapacity: true)
    let flip: UInt64 = isLargest ? .max : 0
    for index in 0..<k { best.append(Candidate(key: source[from + index * stride].order ^ flip, index: index)) }
    if k < size {
      // A heap with the worst of the best on top: most elements are compared with that one alone.
      for top in (0..<k / 2).reversed() { sink(top, &best) }
      for index in k..<size {
        let key = source[from + index * stride].order ^ flip
        guard key < best[0].key else { continue }
        best[0] = Candidate(key: key, index: index)
        sink(0, &best)
      }
    }
    best.sort { $0 < $1 }
  }

  /// Moves a candidate down until none below is worse.
  private func sink(_ start: Int, _ heap: inout [Candidate]) {
    var top = start
    while true {
      var child = 2 * top + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child] < heap[child + 1] { child += 1 }
      guard heap[top] < heap[child] else { return }
      heap.swapAt(top, child)
      top = child
    }
  }
}
