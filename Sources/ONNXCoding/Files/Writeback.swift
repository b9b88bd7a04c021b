// Starting the way to the disk early, so that the flush at the end of a large file finds little left to do.

internal import CONNXCoding

/// Tells the system, piece by piece, to begin writing what has been handed to it.
struct Writeback: Sendable {
  /// Bytes between two hints; a smaller file is left to the final flush.
  static let piece = 16 << 20

  private var started = 0

  /// Notes that the file has `count` bytes by now.
  mutating func advance(to count: Int, descriptor: Int32) {
    guard count - started >= Self.piece else { return }
    // A hint only: where it fails, the flush does all the work.
    _ = graven_start_writeback(descriptor, Int64(started), Int64(count - started))
    started = count
  }
}
