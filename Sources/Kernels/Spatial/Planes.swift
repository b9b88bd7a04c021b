// Work on the planes of a tensor of N x C x spatial axes, on all threads.

extension KernelCall {
  /// Calls the body for parts of a range, each with scratch memory of its own.
  ///
  /// - Parameters:
  ///   - work: the element operations of each number of the range, about.
  ///   - scratch: how many elements the body needs.
  /// - Throws: `KernelError` where there is no memory for them.
  func forParts<E: Element>(
    _ count: Int, work: Int, scratch: Int, of _: E.Type, _ body: (Range<Int>, UnsafeMutablePointer<E>) -> Void
  ) throws {
    guard count > 0 else { return }
    let wanted: Double = min(Double(count) * Double(work) / 50_000, 1e6)
    let threads = context.threads.threadCount
    let parts = threads == 1 ? 1 : max(1, min(threads * 4, count, Int(wanted)))
    let memory = try output(E.self, [parts, max(1, scratch)])
    guard let base = memory.elements.baseAddress else { return }
    withExtendedLifetime(memory.storage) {
      context.threads.forEach(parts) { part in
        body(count * part / parts..<count * (part + 1) / parts, base + part * max(1, scratch))
      }
    }
  }
}

extension DenseTensor {
  /// How many planes of spatial axes there are, N x C, and how many elements each has.
  ///
  /// - Throws: `KernelError` for ranks below 2.
  func planes() throws -> (count: Int, size: Int) {
    guard rank >= 2 else { throw KernelError("a tensor of N x C x ... is needed, and its shape is \(shape)") }
    return (shape[0] * shape[1], try Array(shape[2...]).elementCount())
  }

  /// The sizes of all axes but the first two.
  var spatialShape: [Int] { Array(shape.dropFirst(2)) }
}
