// What becomes of temporary files when a signal ends the program: a signal handler unlinks those that exist.

internal import CONNXCoding

package enum TemporaryFiles {
  /// Makes the signals that usually end a program (SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGALRM) remove
  /// the temporary files first; the program then ends by that same signal. Call it once, before other threads start.
  ///
  /// A signal that is ignored or handled already stays so. SIGXFSZ is ignored from here on: a file that grows over the
  /// limit of `ulimit -f` is an error of the write instead.
  package static func removeOnSignals() {
    graven_temporary_unlink_on_signals()
  }

  /// A noted file.
  struct Ticket: Sendable {
    fileprivate let place: Int32

    /// Stands for no file.
    static let none = Ticket(place: -1)
  }

  /// Notes a file that is about to be created.
  static func note(_ path: String) -> Ticket {
    Ticket(place: graven_temporary_add(path))
  }

  /// Forgets a file that is gone, or that has become the real one.
  static func forget(_ ticket: Ticket) {
    graven_temporary_remove(ticket.place)
  }
}
