internal import Glibc

/// Other programs.
enum Subprocess {
  /// Runs a program on this terminal and waits for it; returns its exit status, or 128 and the signal that ended it.
  static func run(_ arguments: [String]) -> Int32 {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    guard let program = pointers.first ?? nil else { return 127 }
    var child = pid_t()
    guard posix_spawnp(&child, program, nil, nil, pointers, environ) == 0 else { return 127 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }
}
