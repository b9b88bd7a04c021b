internal import Glibc
internal import Synchronization

/// There is no memory for a tensor, or the ceiling does not allow it.
package struct OutOfMemory: Error, CustomStringConvertible {
  /// In bytes.
  package let wanted: Int

  package var description: String { "there is no memory for \(wanted) bytes more" }
}

/// Memory of tensors that is used again and never given back while it lives: the first touch of fresh memory is the
/// dearest thing in an evaluation.
package final class TensorMemory: Sendable {
  private struct State: ~Copyable {
    /// Free blocks by size.
    var free: [Int: [Block]] = [:]
    /// Bytes taken from the system.
    var reserved = 0
    /// Bytes in use, and the most there ever were.
    var used = 0
    var peak = 0
  }

  /// An address may go from thread to thread: whoever holds the block owns it.
  private struct Block: @unchecked Sendable {
    let address: UnsafeMutableRawPointer
  }

  private let state = Mutex(State())
  /// In bytes.
  package let ceiling: Int

  /// - Parameter ceiling: more bytes in use than these are refused.
  package init(ceiling: Int = .max) { self.ceiling = ceiling }

  deinit {
    state.withLock { state in
      for block in state.free.values.joined() { free(block.address) }
    }
  }

  /// The most bytes that were in use at once.
  package var peak: Int { state.withLock { $0.peak } }

  /// Memory of at least so many bytes, aligned for every vector type; its content is anything.
  ///
  /// - Throws: `OutOfMemory` where there is no more.
  package func allocate(_ byteCount: Int) throws -> TensorStorage {
    let size = Self.blockSize(byteCount)
    let block = state.withLock { state -> Block? in
      guard size <= ceiling, state.used <= ceiling - size else { return nil }
      let block = state.free[size]?.popLast() ?? Self.fresh(size, &state)
      if block != nil {
        state.used += size
        state.peak = max(state.peak, state.used)
      }
      return block
    }
    guard let block else { throw OutOfMemory(wanted: byteCount) }
    return TensorStorage(block.address, byteCount: byteCount, blockSize: size, memory: self)
  }

  private static func fresh(_ size: Int, _ state: inout State) -> Block? {
    // One vector more, so that kernels may read a whole vector at the end.
    guard let address = aligned_alloc(64, size + 64) else { return nil }
    state.reserved += size
    return Block(address: address)
  }

  /// Sizes in steps of an eighth, so that blocks fit later tensors too.
  private static func blockSize(_ byteCount: Int) -> Int {
    let least = max(byteCount, 64)
    let step = max(64, 1 << max(0, Int.bitWidth - least.leadingZeroBitCount - 4))
    return (least + step - 1) / step * step
  }

  fileprivate func takeBack(_ storage: TensorStorage) {
    let block = Block(address: storage.address)
    state.withLock { state in
      state.used -= storage.blockSize
      state.free[storage.blockSize, default: []].append(block)
    }
  }
}

/// The bytes of one or several tensors.
///
/// Unchecked: the bytes are written by the kernel that makes the tensor, before anyone else sees it, and never after.
package final class TensorStorage: @unchecked Sendable {
  package let address: UnsafeMutableRawPointer
  package let byteCount: Int
  fileprivate let blockSize: Int
  private let memory: TensorMemory?
  private let owner: (any AnyObject & Sendable)?

  fileprivate init(_ address: UnsafeMutableRawPointer, byteCount: Int, blockSize: Int, memory: TensorMemory) {
    (self.address, self.byteCount, self.blockSize, self.memory) = (address, byteCount, blockSize, memory)
    owner = nil
  }

  /// Bytes of someone else, such as a mapped file: read only, and there as long as their owner is.
  package init(of owner: any AnyObject & Sendable, _ bytes: UnsafeRawBufferPointer) {
    address = UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 64).unsafelyUnwrapped)
    byteCount = bytes.count
    blockSize = 0
    memory = nil
    self.owner = owner
  }

  deinit { memory?.takeBack(self) }
}
