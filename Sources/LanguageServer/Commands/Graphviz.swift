internal import Glibc

/// Graphviz's `dot`, which lays out and draws graphs.
enum Graphviz {
  enum Result {
    case svg(String)
    case failed(String)
    case missing
  }

  /// The name for a picture: equal graphs have the same (FNV-1a).
  static func name(of graph: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in graph.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  /// Draws a graph in dot's language.
  static func svg(of graph: String, _ cancellation: Cancellation) -> Result {
    var command: [UnsafeMutablePointer<CChar>?] = [strdup("dot"), strdup("-Tsvg"), nil]
    defer { for part in command { free(part) } }
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0 else { return .failed(String(cString: strerror(errno))) }
    guard pipe(&output) == 0 else {
      for end in input { close(end) }
      return .failed(String(cString: strerror(errno)))
    }
    for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    let status = posix_spawnp(&child, "dot", &actions, nil, &command, environ)
    close(input[0])
    close(output[1])
    guard status == 0 else {
      close(input[1])
      close(output[0])
      return status == ENOENT ? .missing : .failed(String(cString: strerror(status)))
    }
    let process = child
    cancellation.whenCancelled { kill(process, SIGKILL) }
    let writing = input[1]
    // dot reads all before it writes; a thread keeps that from being a condition.
    BackgroundThread.run {
      var bytes = Array(graph.utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
        if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { break }
      }
      close(writing)
    }
    let drawn = readAll(output[0])
    close(output[0])
    var end: Int32 = 0
    while waitpid(process, &end, 0) < 0, errno == EINTR {}
    guard end == 0 else { return .failed("it ended with status \((end >> 8) & 0xFF)") }
    return .svg(String(decoding: drawn, as: UTF8.self))
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { return bytes }
    }
  }
}
