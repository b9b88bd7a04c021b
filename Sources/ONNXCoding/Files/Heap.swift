internal import CONNXCoding

/// The process's memory.
package enum Heap {
  /// Reserves heap for a short command, in large pages where the system has them; unused room costs nothing.
  package static func prepare() {
    graven_prepare_heap(96 << 20)
  }

  /// Lets a long-lived process give back what it no longer needs.
  package static func prepareForService() { graven_prepare_service_heap() }

  /// Gives unused pages back to the system: after a large piece of work, when nobody waits.
  package static func trim() { graven_trim_heap() }
}
