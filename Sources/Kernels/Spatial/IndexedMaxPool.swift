/// MaxPool with its second output: where in the input each largest number lies (ONNX Operators, MaxPool-22).
///
/// Axes are reduced from the last to the first, so that of equal numbers the first in row-major order is taken.
struct IndexedMaxPool<Number: PoolNumber> {
  private let call: KernelCall
  private let x: DenseTensor
  private let window: Window

  init(_ call: KernelCall, _ x: DenseTensor, _ window: Window) {
    (self.call, self.x, self.window) = (call, x, window)
  }

  /// The largest numbers, and their indices in the whole input; -1 where a window lies in padding only.
  func outputs() throws -> [RuntimeValue?] {
    let (planes, size) = try x.planes()
    let shape = Array(x.shape[..<2]) + window.output
    let values = try call.output(Number.self, shape)
    let indices = try call.output(Int64.self, shape)
    let source = try x.elements(Number.self)
    guard values.count > 0 else { return [values.value, indices.value] }
    let scratch = try Scratch(call, window)
    let places = values.count / planes
    let taps = (0..<window.rank).map { window.taps($0) }
    try withExtendedLifetime(scratch) {
      for plane in 0..<planes {
        let from = UnsafeBufferPointer(rebasing: source[plane * size..<(plane + 1) * size])
        let current = try reduce(from, taps, scratch)
        for place in 0..<places {
          values[plane * places + place] = scratch.values[current][place]
          let index = scratch.indices[current][place]
          indices[plane * places + place] = index < 0 ? -1 : Int64(plane * size) + ordered(index)
        }
      }
    }
    return [values.value, indices.value]
  }

  /// Two buffers that take turns.
  private struct Scratch {
    let values: [NewTensor<Number>]
    let indices: [NewTensor<Int64>]

    init(_ call: KernelCall, _ window: Window) throws {
      var sizes = window.input
      var largest = try sizes.elementCount()
      for axis in sizes.indices.reversed() {
        sizes[axis] = window.output[axis]
        largest = max(largest, try sizes.elementCount())
      }
      let count = largest
      values = try (0..<2).map { _ in try call.output(Number.self, [count]) }
      indices = try (0..<2).map { _ in try call.output(Int64.self, [count]) }
    }
  }

  /// Reduces one plane; returns which of the two buffers has the result.
  private func reduce(_ plane: UnsafeBufferPointer<Number>, _ taps: [[Window.Taps]], _ scratch: Scratch) throws -> Int {
    for index in 0..<plane.count {
      scratch.values[0][index] = plane[index]
      scratch.indices[0][index] = Int64(index)
    }
    var sizes = window.input
    var current = 0
    for axis in sizes.indices.reversed() {
      let outer = try Array(sizes[..<axis]).elementCount()
      let inner = try Array(sizes[(axis + 1)...]).elementCount()
      pass(
        outer, sizes[axis], inner, taps[axis], window.dilations[axis], scratch.values[current].elements,
        scratch.indices[current].elements, scratch.values[1 - current].elements, scratch.indices[1 - current].elements)
      sizes[axis] = window.output[axis]
      current = 1 - current
    }
    return current
  }

  private func pass(
    _ outer: Int, _ input: Int, _ inner: Int, _ places: [Window.Taps], _ dilation: Int,
    _ values: UnsafeMutableBufferPointer<Number>, _ indices: UnsafeMutableBufferPointer<Int64>,
    _ newValues: UnsafeMutableBufferPointer<Number>, _ newIndices: UnsafeMutableBufferPointer<Int64>
  ) {
    var target = 0
    for row in 0..<outer {
      for taps in places {
        for column in 0..<inner {
          var best = Number.lowest
          var bestIndex: Int64 = -1
          for tap in 0..<taps.count {
            let place = (row * input + taps.first + tap * dilation) * inner + column
            let value = values[place]
            // A NaN, which is not equal to itself, gives way to any number.
            if indices[place] >= 0 && (bestIndex < 0 || value > best || best != best) {
              (best, bestIndex) = (value, indices[place])
            }
          }
          newValues[target] = best
          newIndices[target] = bestIndex
          target += 1
        }
      }
    }
  }

  /// A row-major index in a plane in the order that `storage_order` asks for.
  private func ordered(_ index: Int64) -> Int64 {
    guard call.attributes.flag("storage_order") else { return index }
    var rest = Int(index)
    var place = [Int](repeating: 0, count: window.rank)
    for axis in place.indices.reversed() {
      place[axis] = rest % window.input[axis]
      rest /= window.input[axis]
    }
    return Int64(place.indices.reversed().reduce(0) { $0 * window.input[$1] + place[$1] })
  }
}
