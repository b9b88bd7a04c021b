internal import ArgumentParser
internal import Glibc
internal import ONNXCoding

/// An amount of memory, as people write it: `512M`, `4G`, `1500000`.
struct MemorySize: ExpressibleByArgument {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let shifts = ["": 0, "k": 10, "m": 20, "g": 30, "t": 40]
    let unit = argument.dropFirst(digits.count).lowercased()
    let letter = ["b", "ib"].contains(String(unit.dropFirst())) ? String(unit.prefix(1)) : unit
    guard let count = Int(digits), count > 0, let shift = shifts[letter], count <= Int.max >> shift else { return nil }
    bytes = count << shift
  }

  /// Half of what is free now.
  static var halfOfFree: MemorySize {
    MemorySize(bytes: (available ?? sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) / 2)
  }

  /// What the system says it could give without swapping (proc(5), /proc/meminfo).
  private static var available: Int? {
    let descriptor = open("/proc/meminfo", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
    let line = lines.first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }
}
