internal import Glibc

/// Other programs.
enum Subprocess {
  /// Runs a program and waits for it; returns its exit status, 127 if it can't be started, or 128 and the signal that ended
  /// it.
  ///
  /// - Parameters:
  ///   - input: a file that becomes its standard input; nil shares this process's.
  ///   - output: a descriptor that becomes its standard output; nil shares this process's.
  static func run(_ arguments: [String], input: String? = nil, output: Int32? = nil) -> Int32 {
    start(arguments, input: input, output: output).map(wait) ?? 127
  }

  /// Runs a program; returns its exit status and what it wrote to standard output.
  static func capture(_ arguments: [String]) -> (status: Int32, output: String) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return (127, "") }
    let child = start(arguments, input: nil, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let child else { return (127, "") }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += piece.prefix(count)
    }
    return (wait(child), String(decoding: bytes, as: UTF8.self))
  }

  private static func start(_ arguments: [String], input: String?, output: Int32?) -> pid_t? {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    guard let program = pointers.first ?? nil else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
    var child = pid_t()
    return posix_spawnp(&child, program, &actions, nil, pointers, environ) == 0 ? child : nil
  }

  private static func wait(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }
}
