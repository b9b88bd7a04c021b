internal import Glibc

/// The bytes of a text: in memory, or a file mapped into it.
///
/// - Important: A mapped file that another program truncates ends the process with SIGBUS; only short commands map.
public final class SourceBytes: Sendable {
  // The memory is never written and lives as long as this object.
  private nonisolated(unsafe) let start: UnsafePointer<UInt8>?
  public let count: Int
  private let isMapped: Bool

  /// A copy of some bytes.
  public init(_ bytes: [UInt8]) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { memory.update(from: base, count: $0.count) } }
    start = UnsafePointer(memory)
    count = bytes.count
    isMapped = false
  }

  /// Maps `count` bytes of an open file; nil if the system does not.
  public init?(mapping descriptor: Int32, count: Int) {
    guard count > 0, let address = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    start = UnsafePointer(address.assumingMemoryBound(to: UInt8.self))
    self.count = count
    isMapped = true
  }

  deinit {
    guard let start else { return }
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: start), count)
    } else {
      start.deallocate()
    }
  }

  /// The bytes, valid as long as this object lives.
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
}
