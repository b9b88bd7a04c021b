// Memory for the messages that libprotobuf-c makes, given back all at once.

internal import COnnx
internal import Glibc

/// Memory that is handed out piece by piece and freed with the arena.
final class MessageArena {
  private var chunks: [UnsafeMutableRawPointer] = []
  private var next: UnsafeMutableRawPointer?
  private var left = 0
  /// How many more bytes may be handed out: hostile files make structures that are a hundred times their size.
  private var budget: Int

  private static let chunkSize = 1 << 18

  /// An arena that hands out at most `limit` bytes.
  init(limit: Int) {
    budget = limit
  }

  deinit {
    for chunk in chunks { Glibc.free(chunk) }
  }

  /// Memory for any kind of value, or nil when there is no more.
  func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    guard size >= 0, size <= budget else { return nil }
    let size = max(16, (size + 15) & ~15)
    budget -= min(size, budget)
    if size > Self.chunkSize / 4 { return chunk(size) }
    if size > left {
      guard let fresh = chunk(Self.chunkSize) else { return nil }
      (next, left) = (fresh, Self.chunkSize)
    }
    defer {
      next = next.map { $0 + size }
      left -= size
    }
    return next
  }

  private func chunk(_ size: Int) -> UnsafeMutableRawPointer? {
    guard let memory = malloc(size) else { return nil }
    chunks.append(memory)
    return memory
  }

  /// Lends the arena to libprotobuf-c, whose single pieces are not freed.
  func withAllocator<Result>(_ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> Result) -> Result {
    var allocator = ProtobufCAllocator(
      alloc: { arena, size in
        guard let arena, let size = Int(exactly: size) else { return nil }
        return Unmanaged<MessageArena>.fromOpaque(arena).takeUnretainedValue().allocate(size)
      },
      free: { _, _ in }, allocator_data: Unmanaged.passUnretained(self).toOpaque())
    return withExtendedLifetime(self) { body(&allocator) }
  }
}
