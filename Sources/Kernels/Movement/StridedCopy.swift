internal import Glibc

/// Copies elements between two pieces of memory that have one shape and each strides of their own.
///
/// Axes that both sides walk alike are one. The innermost axis and one more are a plane, which is copied by `memcpy`
/// where its rows lie side by side, and in blocks that fit the cache where it is transposed.
struct StridedCopy {
  /// Without axes of size 1; strides count elements and may be 0 (of the source) or negative.
  private var sizes: [Int] = []
  private var target: [Int] = []
  private var source: [Int] = []

  /// - Parameters:
  ///   - target: the strides of the memory that is written.
  ///   - source: the strides of the memory that is read.
  init(_ shape: [Int], target targetStrides: [Int], source sourceStrides: [Int]) {
    for axis in shape.indices where shape[axis] != 1 {
      let size = shape[axis]
      if let last = sizes.indices.last, target[last] == targetStrides[axis] * size,
        source[last] == sourceStrides[axis] * size
      {
        sizes[last] *= size
        target[last] = targetStrides[axis]
        source[last] = sourceStrides[axis]
      } else {
        sizes.append(size)
        target.append(targetStrides[axis])
        source.append(sourceStrides[axis])
      }
    }
  }

  /// - Parameters:
  ///   - width: the bytes of an element: 1, 2, 4, 8 or 16.
  ///   - from: the source's element at the origin.
  ///   - to: the target's element at the origin.
  ///   - threads: nil where the caller shares the work already.
  func run(
    _ width: Int, from: UnsafeRawPointer, to: UnsafeMutableRawPointer, _ threads: ThreadPool? = nil
  ) {
    guard !sizes.contains(0) else { return }
    switch width {
    case 1: share(threads, Side<UInt8>(from, to))
    case 2: share(threads, Side<UInt16>(from, to))
    case 4: share(threads, Side<UInt32>(from, to))
    case 8: share(threads, Side<UInt64>(from, to))
    default: share(threads, Side<Complex<Double>>(from, to))
    }
  }

  /// Cuts one axis into parts for the threads.
  private func share<E>(_ threads: ThreadPool?, _ origin: Side<E>) {
    let count = sizes.product
    guard let threads, threads.threadCount > 1, count > 50_000,
      let axis = sizes.firstIndex(where: { $0 >= 4 * threads.threadCount })
        ?? sizes.indices.max(by: {
          sizes[$0] < sizes[$1]
        })
    else { return copy(origin) }
    // Cuts of long axes are where lines of the cache may end.
    let unit = sizes[axis] >= 1024 ? 16 : 1
    let units = (sizes[axis] + unit - 1) / unit
    threads.forRanges(units, grain: max(1, 16_384 * units / count)) { range in
      let start = range.lowerBound * unit
      var part = self
      part.sizes[axis] = min(sizes[axis], range.upperBound * unit) - start
      if !range.isEmpty { part.copy(origin.moved(target[axis] * start, source[axis] * start)) }
    }
  }

  private func copy<E>(_ origin: Side<E>) {
    guard let columns = sizes.indices.last else {
      origin.target.pointee = origin.source.pointee
      return
    }
    var rows: Int?
    if source[columns] != 1 { rows = sizes.indices.dropLast().last { source[$0] == 1 } }
    rows = rows ?? sizes.indices.dropLast().last
    let plane = Plane(
      rows: rows.map { sizes[$0] } ?? 1, columns: sizes[columns],
      targetRow: rows.map { target[$0] } ?? 0, targetColumn: target[columns],
      sourceRow: rows.map { source[$0] } ?? 0, sourceColumn: source[columns])
    walk(sizes.indices.filter { $0 != columns && $0 != rows }, origin, plane)
  }

  /// Copies the plane at each place of the other axes.
  private func walk<E>(_ axes: [Int], _ origin: Side<E>, _ plane: Plane) {
    var place = [Int](repeating: 0, count: axes.count)
    var current = origin
    while true {
      plane.copy(current)
      var level = axes.count - 1
      while level >= 0 {
        let axis = axes[level]
        place[level] += 1
        if place[level] < sizes[axis] {
          current = current.moved(target[axis], source[axis])
          break
        }
        place[level] = 0
        current = current.moved(-target[axis] * (sizes[axis] - 1), -source[axis] * (sizes[axis] - 1))
        level -= 1
      }
      if level < 0 { return }
    }
  }
}

/// A place in the source and the one in the target that goes with it.
private struct Side<E: BitwiseCopyable> {
  let source: UnsafePointer<E>
  let target: UnsafeMutablePointer<E>

  init(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    self.source = source.assumingMemoryBound(to: E.self)
    self.target = target.assumingMemoryBound(to: E.self)
  }

  private init(_ source: UnsafePointer<E>, _ target: UnsafeMutablePointer<E>) {
    (self.source, self.target) = (source, target)
  }

  func moved(_ targetDistance: Int, _ sourceDistance: Int) -> Side {
    Side(source + sourceDistance, target + targetDistance)
  }
}

/// Two axes of a copy, with the distances between neighbours in elements.
private struct Plane {
  let rows: Int
  let columns: Int
  let targetRow: Int
  let targetColumn: Int
  let sourceRow: Int
  let sourceColumn: Int

  func copy<E>(_ side: Side<E>) {
    switch (targetColumn, sourceColumn, sourceRow) {
    case (1, 1, _): copyRows(side)
    case (1, 0, _): fillRows(side)
    case (1, _, 1) where rows > 1: transpose(side)
    default: copyElements(side)
    }
  }

  @inline(__always)
  private func copyRows<E>(_ side: Side<E>) {
    for row in 0..<rows {
      let (from, to) = (side.source + row * sourceRow, side.target + row * targetRow)
      if columns < 8 {
        for column in 0..<columns { to[column] = from[column] }
      } else {
        memcpy(to, from, columns * MemoryLayout<E>.stride)
      }
    }
  }

  @inline(__always)
  private func fillRows<E>(_ side: Side<E>) {
    for row in 0..<rows {
      let element = side.source[row * sourceRow]
      let to = side.target + row * targetRow
      for column in 0..<columns { to[column] = element }
    }
  }

  @inline(__always)
  private func copyElements<E>(_ side: Side<E>) {
    for row in 0..<rows {
      let (from, to) = (side.source + row * sourceRow, side.target + row * targetRow)
      for column in 0..<columns { to[column * targetColumn] = from[column * sourceColumn] }
    }
  }

  /// In blocks of 128 by 128, whose pages the processor finds at once, and in these of 16 by 16, which are lines of the
  /// cache.
  @inline(__always)
  private func transpose<E>(_ side: Side<E>) {
    guard columns > 3 else {
      for column in 0..<columns {
        for row in 0..<rows { side.target[row * targetRow + column] = side.source[row + column * sourceColumn] }
      }
      return
    }
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 16) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      transposeBlocks(side, scratch)
    }
  }

  @inline(__always)
  private func transposeBlocks<E>(_ side: Side<E>, _ scratch: UnsafeMutableRawPointer) {
    for outerRows in Blocks(rows, of: 128, isWhole: false) {
      for outerColumns in Blocks(columns, of: 128, isWhole: false) {
        for innerRows in Blocks(outerRows.count, of: 16, isWhole: true) {
          for innerColumns in Blocks(outerColumns.count, of: 16, isWhole: true) {
            let row = outerRows.lowerBound + innerRows.lowerBound
            let column = outerColumns.lowerBound + innerColumns.lowerBound
            let part = side.moved(row * targetRow + column, row + column * sourceColumn)
            transposeBlock(part, innerRows.count, innerColumns.count, scratch)
          }
        }
      }
    }
  }

  @inline(__always)
  private func transposeBlock<E>(_ side: Side<E>, _ rows: Int, _ columns: Int, _ scratch: UnsafeMutableRawPointer) {
    if E.self == UInt32.self, rows == 16, columns == 16 {
      transposeSixteen(
        UnsafeRawPointer(side.source), 4 * sourceColumn, UnsafeMutableRawPointer(side.target), 4 * targetRow, scratch)
      return
    }
    for row in 0..<rows {
      for column in 0..<columns {
        side.target[row * targetRow + column] = side.source[row + column * sourceColumn]
      }
    }
  }
}

/// The blocks of an axis.
private struct Blocks: Sequence, IteratorProtocol {
  private let count: Int
  private let size: Int
  /// Whether the last block has the full size too, and overlaps the one before it; else it is shorter.
  private let isWhole: Bool
  private var start = 0

  init(_ count: Int, of size: Int, isWhole: Bool) {
    (self.count, self.size, self.isWhole) = (count, size, isWhole)
  }

  @inline(__always)
  mutating func next() -> Range<Int>? {
    guard start < count else { return nil }
    var first = start
    start = Swift.min(count, first + size)
    // A rest of less than a line goes with the block before it.
    if !isWhole, count - start < 16 { start = count }
    if isWhole { first = Swift.max(0, start - size) }
    return first..<start
  }
}

/// Transposes 16 by 16 elements of four bytes.
///
/// Each line of the cache is read and written once and as a whole, on the way through memory of its own: lines whose
/// distance is a power of two push each other out.
///
/// - Parameters:
///   - source, target: where the elements are, and the bytes between rows.
///   - scratch: 1024 bytes.
@inline(__always)
private func transposeSixteen(
  _ source: UnsafeRawPointer, _ sourceRow: Int, _ target: UnsafeMutableRawPointer, _ targetRow: Int,
  _ scratch: UnsafeMutableRawPointer
) {
  for row in 0..<16 { memcpy(scratch + 64 * row, source + row * sourceRow, 64) }
  for row in stride(from: 0, to: 16, by: 4) {
    for column in stride(from: 0, to: 16, by: 4) {
      transposeFour(
        UnsafeRawPointer(scratch) + 64 * column + 4 * row, 64, target + row * targetRow + 4 * column, targetRow)
    }
  }
}

/// Transposes four by four elements of four bytes, in registers.
///
/// - Parameters: where the elements are, and the bytes between rows.
@inline(__always)
private func transposeFour(
  _ source: UnsafeRawPointer, _ sourceRow: Int, _ target: UnsafeMutableRawPointer, _ targetRow: Int
) {
  typealias Four = SIMD4<UInt32>
  let a = source.loadUnaligned(as: Four.self)
  let b = (source + sourceRow).loadUnaligned(as: Four.self)
  let c = (source + 2 * sourceRow).loadUnaligned(as: Four.self)
  let d = (source + 3 * sourceRow).loadUnaligned(as: Four.self)
  let evenAB = Four(lowHalf: a.evenHalf, highHalf: b.evenHalf)
  let evenCD = Four(lowHalf: c.evenHalf, highHalf: d.evenHalf)
  let oddAB = Four(lowHalf: a.oddHalf, highHalf: b.oddHalf)
  let oddCD = Four(lowHalf: c.oddHalf, highHalf: d.oddHalf)
  (target).storeBytes(of: Four(lowHalf: evenAB.evenHalf, highHalf: evenCD.evenHalf), as: Four.self)
  (target + targetRow).storeBytes(of: Four(lowHalf: oddAB.evenHalf, highHalf: oddCD.evenHalf), as: Four.self)
  (target + 2 * targetRow).storeBytes(of: Four(lowHalf: evenAB.oddHalf, highHalf: evenCD.oddHalf), as: Four.self)
  (target + 3 * targetRow).storeBytes(of: Four(lowHalf: oddAB.oddHalf, highHalf: oddCD.oddHalf), as: Four.self)
}
