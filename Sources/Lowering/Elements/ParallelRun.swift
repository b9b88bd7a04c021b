internal import Numbers

/// Reads a long run of numbers on all cores.
enum ParallelRun {
  /// How much of the text is one piece of work, in bytes.
  private static let pieceSize = 1 << 21

  /// The elements, little-endian; nil if one of them is no element of the kind.
  ///
  /// - Parameter expected: How many elements there probably are.
  static func parse(_ text: UnsafeBufferPointer<UInt8>, _ kind: ElementKind, expected: Int) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(Swift.min(expected, text.count / 2 + 1) * kind.byteCount)
    var pieces = Pieces(text: text, size: pieceSize)
    let workers = (0..<ParallelWork.threads).map { _ in Worker(kind: kind, textBytes: pieceSize * 2) }
    while true {
      var round: [(worker: Worker, text: Range<Int>)] = []
      for worker in workers {
        guard let piece = pieces.next() else { break }
        round.append((worker, piece))
      }
      if round.isEmpty { return result }
      nonisolated(unsafe) let base = text
      let jobs = round
      ParallelWork.run(jobs.count) { index in
        jobs[index].worker.parse(UnsafeBufferPointer(rebasing: base[jobs[index].text]))
      }
      for (worker, piece) in round {
        let isLast = piece.upperBound == text.count
        guard worker.append(to: &result, isLast: isLast) else { return nil }
      }
    }
  }

  /// Cuts a text behind commas.
  private struct Pieces {
    let text: UnsafeBufferPointer<UInt8>
    let size: Int
    var start = 0

    mutating func next() -> Range<Int>? {
      guard start < text.count else { return nil }
      var end = start + size
      while end < text.count, text[end - 1] != UInt8(ascii: ",") { end += 1 }
      end = Swift.min(end, text.count)
      defer { start = end }
      return start..<end
    }
  }

  /// A thread's room for its piece. Only one thread uses it at a time, between two waits.
  private final class Worker: Sendable {
    private let kind: ElementKind
    private let capacity: Int
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private nonisolated(unsafe) var run = ElementRun(count: 0, offset: 0, stop: .end, endsWithComma: false)
    private nonisolated(unsafe) var textCount = 0

    init(kind: ElementKind, textBytes: Int) {
      self.kind = kind
      capacity = textBytes / 2 + 1
      memory = .allocate(byteCount: capacity * kind.byteCount, alignment: 16)
    }

    deinit { memory.deallocate() }

    func parse(_ text: UnsafeBufferPointer<UInt8>) {
      textCount = text.count
      run = kind.parse(text, into: memory, limit: capacity)
    }

    /// Adds what was read to the result; false if the piece was no run of elements with a comma behind it.
    func append(to result: inout [UInt8], isLast: Bool) -> Bool {
      guard run.stop == .end, run.offset == textCount, run.endsWithComma != isLast else { return false }
      result.append(contentsOf: UnsafeRawBufferPointer(start: memory, count: run.count * kind.byteCount))
      return true
    }
  }
}
