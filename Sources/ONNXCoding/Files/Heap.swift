internal import CONNXCoding

/// The process's memory.
package enum Heap {
  /// Reserves heap for a short command, in large pages where the system has them; unused room costs nothing.
  package static func prepare() {
    graven_prepare_heap(96 << 20)
  }
}
