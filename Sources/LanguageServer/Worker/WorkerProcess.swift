internal import Glibc
internal import Synchronization

/// A worker as its parent sees it: a process and a socket to it.
final class WorkerProcess: Sendable {
  let channel: WorkerChannel
  private let process: pid_t
  /// What it writes to standard error, for the reason of its end.
  private let errors: Int32
  private let life = Mutex(Life())

  private struct Life {
    var isKilled = false
    /// From then on its number may be another process's.
    var isOver = false
  }

  /// Starts a program with the socket as its standard input; nil where the system gives no process.
  init?(_ command: [String]) {
    var ends: [Int32] = [-1, -1]
    var pipes: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
    guard pipe(&pipes) == 0 else {
      for end in ends { close(end) }
      return nil
    }
    for end in ends + pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child = Self.spawn(command, input: ends[1], errors: pipes[1])
    close(ends[1])
    close(pipes[1])
    guard let child else {
      close(ends[0])
      close(pipes[0])
      return nil
    }
    _ = fcntl(pipes[0], F_SETFL, O_NONBLOCK)
    (channel, process, errors) = (WorkerChannel(descriptor: ends[0]), child, pipes[0])
  }

  deinit {
    close(channel.descriptor)
    close(errors)
  }

  private static func spawn(_ command: [String], input: Int32, errors: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    // Standard output is the editor's.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // Swift's reports of crashes take seconds, and the server tells of them.
    let environment = variables + ["SWIFT_BACKTRACE=enable=no"]
    var child = pid_t()
    let status = withPointers(command) { arguments in
      withPointers(environment) { environment in
        guard let arguments, let environment else { return EINVAL }
        return posix_spawn(&child, command.first ?? "", &actions, nil, arguments, environment)
      }
    }
    return status == 0 ? child : nil
  }

  /// The environment without what Swift's runtime reads.
  private static var variables: [String] {
    var list: [String] = []
    var at = environ
    while let entry = at.pointee {
      let text = String(cString: entry)
      if !text.hasPrefix("SWIFT_BACKTRACE=") { list.append(text) }
      at += 1
    }
    return list
  }

  private static func withPointers(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
  ) -> Int32 {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }

  // MARK: The end

  /// Ends it at once, whatever it does; from any thread.
  func kill() {
    life.withLock { life in
      guard !life.isKilled, !life.isOver else { return }
      life.isKilled = true
      Glibc.kill(process, SIGKILL)
    }
  }

  /// How it ended.
  struct End: Equatable {
    /// The signal that ended it, or 0.
    var signal: Int32
    var status: Int32
    /// Whether it was killed by us.
    var isKilled: Bool
    /// Why, in its own words: a line about a fatal error, or its last one.
    var words: String

    /// Whether it wanted more memory than there was for it.
    var isOutOfMemory: Bool {
      ["failed to allocate", "Could not allocate"].contains { words.firstRange(of: $0) != nil }
        || signal == SIGKILL && !isKilled
    }
  }

  /// Waits for the end; once.
  func wait() -> End {
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    var status: Int32 = 0
    let wasKilled = life.withLock { life in
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      life.isOver = true
      return life.isKilled
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(errors, &buffer, buffer.count))
    let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
    return End(
      signal: status & 0x7F, status: (status >> 8) & 0xFF, isKilled: wasKilled,
      words: (lines.first { $0.firstRange(of: "atal error") != nil } ?? lines.last).map(String.init) ?? "")
  }
}
