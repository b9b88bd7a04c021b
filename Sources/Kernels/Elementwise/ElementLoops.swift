internal import ONNXModel

// Loops over the elements of tensors, which everything elementwise shares. The function is inlined into the loop, and
// what it is made of decides whether the loop becomes vector instructions.

/// How dear a function of one element is: how many elements are worth another thread.
enum ElementCost: Int {
  /// A few instructions.
  case cheap = 32_768
  /// Tens of instructions, as of `exp`.
  case dear = 4_096
}

/// A function of one float, whichever its type is. It is a type, and not a closure, so that it is inlined for certain.
protocol RealFunction: Sendable {
  func callAsFunction<R: RealNumber>(_ x: R) -> R
}

extension KernelCall {
  /// A tensor of the same shape with the function of each element: for functions of few instructions.
  @inline(__always)
  func map<A: Element, R: Element>(
    _ tensor: DenseTensor, cost: ElementCost = .cheap, type: DataType = R.dataType, _ function: (A) -> R
  ) throws -> DenseTensor {
    let source = try tensor.elements(A.self)
    let new = try output(R.self, tensor.shape, type: type)
    withExtendedLifetime(tensor) {
      context.threads.forRanges(source.count, grain: cost.rawValue) { range in
        for index in range { new[index] = function(source[index]) }
      }
    }
    return new.tensor
  }

  /// A tensor of the same shape with the function of each element, which is of float or double.
  func map<F: RealFunction>(_ tensor: DenseTensor, cost: ElementCost, _ function: F) throws -> DenseTensor {
    switch tensor.type {
    case .float: try map(tensor, cost: cost, function, Float.self)
    case .double: try map(tensor, cost: cost, function, Double.self)
    default: throw unsupported(self, tensor.type)
    }
  }

  private func map<F: RealFunction, R: RealNumber>(
    _ tensor: DenseTensor, cost: ElementCost, _ function: F, _: R.Type
  ) throws -> DenseTensor {
    let source = try tensor.elements(R.self)
    let new = try output(R.self, tensor.shape)
    withExtendedLifetime(tensor) {
      context.threads.forRanges(source.count, grain: cost.rawValue) { range in
        for index in range { new[index] = function(source[index]) }
      }
    }
    return new.tensor
  }

  /// A tensor of the common shape with what a loop makes of the elements that meet.
  ///
  /// - Parameter loop: writes the results of a row, which are of `type`. Where it is chosen by type first, this
  ///   function is compiled once and not for each loop.
  /// - Throws: `KernelError` where the shapes do not broadcast.
  func meet(
    _ first: DenseTensor, _ second: DenseTensor, as type: DataType, cost: ElementCost = .cheap,
    _ loop: (MeetingRow) -> Void
  ) throws -> DenseTensor {
    let width = type.memoryWidth
    if let shape = sharedShape(first, second) {
      let new = try context.memory.allocate(try shape.elementCount() * width)
      meetInOneRow(first, second, DenseTensor(type, shape, new), cost, loop)
      return DenseTensor(type, shape, new)
    }
    let broadcast = try Broadcast([first.shape, second.shape])
    let new = try output(UInt8.self, broadcast.shape + [width])
    let walk = RowWalk(broadcast.shape, [broadcast.strides(of: first.shape), broadcast.strides(of: second.shape)])
    let (firstWidth, secondWidth) = (first.type.memoryWidth, second.type.memoryWidth)
    guard let firsts = first.bytes.baseAddress, let seconds = second.bytes.baseAddress,
      let results = UnsafeMutableRawPointer(new.elements.baseAddress)
    else { throw unsupported(self, first.type) }
    withExtendedLifetime((first, second)) {
      forPieces(of: walk, cost: cost) { offsets, start, count in
        loop(
          MeetingRow(
            first: firsts + offsets[0] * firstWidth, second: seconds + offsets[1] * secondWidth,
            result: results + start * width, count: count,
            isFirstOne: walk.rowStrides[0] == 0, isSecondOne: walk.rowStrides[1] == 0))
      }
    }
    return DenseTensor(type, broadcast.shape, new.storage)
  }

  /// The shape of two tensors where it is the same for both, or one of them is a single element; nil elsewhere.
  private func sharedShape(_ first: DenseTensor, _ second: DenseTensor) -> [Int]? {
    if first.shape == second.shape || second.count == 1 && second.rank <= first.rank { return first.shape }
    return first.count == 1 && first.rank <= second.rank ? second.shape : nil
  }

  /// The most frequent cases of broadcasting, which small models are full of, without a walk.
  private func meetInOneRow(
    _ first: DenseTensor, _ second: DenseTensor, _ result: DenseTensor, _ cost: ElementCost,
    _ loop: (MeetingRow) -> Void
  ) {
    guard result.count > 0, let firsts = first.bytes.baseAddress, let seconds = second.bytes.baseAddress,
      let results = result.storage?.address
    else { return }
    let (isFirstOne, isSecondOne) = (first.count == 1, second.count == 1)
    let (firstWidth, secondWidth) = (first.type.memoryWidth, second.type.memoryWidth)
    let width = result.type.memoryWidth
    withExtendedLifetime((first, second)) {
      context.threads.forRanges(result.count, grain: cost.rawValue) { range in
        loop(
          MeetingRow(
            first: firsts + (isFirstOne ? 0 : range.lowerBound * firstWidth),
            second: seconds + (isSecondOne ? 0 : range.lowerBound * secondWidth),
            result: results + range.lowerBound * width, count: range.count,
            isFirstOne: isFirstOne, isSecondOne: isSecondOne))
      }
    }
  }

  /// Calls back with parts of the rows of a walk, on all threads where there are elements enough.
  ///
  /// The body gets the offsets of its first element in each tensor and in the tensor of the common shape, and how many
  /// elements of the row are its own.
  func forPieces(
    of walk: RowWalk, cost: ElementCost = .cheap,
    _ body: (_ offsets: UnsafePointer<Int>, _ start: Int, _ count: Int) -> Void
  ) {
    guard walk.rowLength > 0, walk.rowCount > 0 else { return }
    if walk.rowCount == 1 {
      context.threads.forRanges(walk.rowLength, grain: cost.rawValue) { range in
        let offsets = walk.rowStrides.map { $0 * range.lowerBound }
        offsets.withUnsafeBufferPointer { buffer in
          if let base = buffer.baseAddress { body(base, range.lowerBound, range.count) }
        }
      }
    } else {
      context.threads.forRanges(walk.rowCount, grain: max(1, cost.rawValue / walk.rowLength)) { rows in
        walk.forEachRow(rows) { row, offsets in body(offsets, row * walk.rowLength, walk.rowLength) }
      }
    }
  }

  /// The elements of tensors of any types that meet, by their places: for elements without memory, as strings are.
  func forEachMeeting(_ shapes: [[Int]], _ body: (_ places: UnsafePointer<Int>) -> Void) throws -> [Int] {
    let broadcast = try Broadcast(shapes)
    _ = try broadcast.shape.elementCount()
    let walk = RowWalk(broadcast.shape, shapes.map { broadcast.strides(of: $0) })
    var places = [Int](repeating: 0, count: shapes.count)
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      for index in 0..<walk.rowLength {
        for tensor in shapes.indices { places[tensor] = offsets[tensor] + index * walk.rowStrides[tensor] }
        places.withUnsafeBufferPointer { buffer in
          if let base = buffer.baseAddress { body(base) }
        }
      }
    }
    return broadcast.shape
  }
}

/// A row in which the elements of two tensors meet.
struct MeetingRow {
  let first: UnsafeRawPointer
  let second: UnsafeRawPointer
  let result: UnsafeMutableRawPointer
  /// In elements of the result.
  let count: Int
  /// Whether one element of the first tensor meets all of the second's, or the other way round.
  let isFirstOne: Bool
  let isSecondOne: Bool

  /// Writes the function of each pair of elements.
  ///
  /// - Precondition: the tensors hold elements of these types.
  @inline(__always)
  func fill<A: Element, B: Element, R: Element>(_ function: (A, B) -> R) {
    let first = first.assumingMemoryBound(to: A.self)
    let second = second.assumingMemoryBound(to: B.self)
    let result = result.assumingMemoryBound(to: R.self)
    if isFirstOne {
      let value = first[0]
      for index in 0..<count { result[index] = function(value, second[index]) }
    } else if isSecondOne {
      let value = second[0]
      for index in 0..<count { result[index] = function(first[index], value) }
    } else {
      for index in 0..<count { result[index] = function(first[index], second[index]) }
    }
  }
}

/// That an operator has no kernel for a type.
func unsupported(_ call: KernelCall, _ type: DataType) -> KernelError {
  KernelError("\(call.name) is not computed for tensor(\(type.name))")
}
