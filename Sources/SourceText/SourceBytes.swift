internal import Glibc

/// The bytes of a text: in memory, or a file mapped into it.
///
/// They change only through `replace(_:of:with:)`, and only where nobody else has them.
///
/// - Important: A mapped file that another program truncates ends the process with SIGBUS; only short commands map.
public final class SourceBytes: Sendable {
  // Nothing is written while more than one has the object, and the memory lives as long as it.
  private nonisolated(unsafe) let start: UnsafeMutablePointer<UInt8>?
  public private(set) nonisolated(unsafe) var count: Int
  /// How many bytes there is room for; nil if the memory is a mapped file.
  private let capacity: Int?

  /// A copy of some bytes.
  public init(_ bytes: [UInt8]) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { memory.update(from: base, count: $0.count) } }
    start = memory
    count = bytes.count
    capacity = max(1, bytes.count)
  }

  /// Maps `count` bytes of an open file; nil if the system does not.
  public init?(mapping descriptor: Int32, count: Int) {
    guard count > 0, let address = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    start = address.assumingMemoryBound(to: UInt8.self)
    self.count = count
    capacity = nil
  }

  /// Some pieces one behind the other, with room for `spare` bytes more.
  private init(_ pieces: [UnsafeBufferPointer<UInt8>], spare: Int) {
    count = pieces.reduce(0) { $0 + $1.count }
    let capacity = count + max(1, spare)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    var end = memory
    for piece in pieces {
      if let base = piece.baseAddress { end.update(from: base, count: piece.count) }
      end += piece.count
    }
    start = memory
    self.capacity = capacity
  }

  deinit {
    guard let start else { return }
    if capacity == nil {
      munmap(UnsafeMutableRawPointer(start), count)
    } else {
      start.deallocate()
    }
  }

  /// The bytes, valid as long as this object lives and is not edited.
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Replaces the bytes in `range`, which is cut to the text: in place if nobody else has `text` and there is room, else
  /// in a copy. In place it moves what is behind the range.
  package static func replace(_ range: Range<Int>, of text: inout SourceBytes, with replacement: [UInt8]) {
    let range = range.clamped(to: 0..<text.count)
    if isKnownUniquelyReferenced(&text), text.replaceInPlace(range, with: replacement) { return }
    let old = text
    text = withExtendedLifetime(old) {
      replacement.withUnsafeBufferPointer { replacement in
        SourceBytes(
          [
            UnsafeBufferPointer(rebasing: old.bytes[..<range.lowerBound]), replacement,
            UnsafeBufferPointer(rebasing: old.bytes[range.upperBound...]),
          ], spare: max(2048, old.count / 16))
      }
    }
  }

  private func replaceInPlace(_ range: Range<Int>, with replacement: [UInt8]) -> Bool {
    let newCount = count - range.count + replacement.count
    guard let start, let capacity, newCount <= capacity else { return false }
    let place = start + range.lowerBound
    (place + replacement.count).update(from: start + range.upperBound, count: count - range.upperBound)
    replacement.withUnsafeBufferPointer { if let base = $0.baseAddress { place.update(from: base, count: $0.count) } }
    count = newCount
    return true
  }

  /// Makes room for more bytes behind `text`, in a copy where there is none.
  package static func reserve(_ spare: Int, in text: inout SourceBytes) {
    if isKnownUniquelyReferenced(&text), let capacity = text.capacity, capacity - text.count >= spare { return }
    let old = text
    text = withExtendedLifetime(old) { SourceBytes([old.bytes], spare: spare) }
  }
}
