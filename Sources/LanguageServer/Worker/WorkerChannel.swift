internal import Glibc
internal import JSON

/// One end of the socket between the server and its worker: messages of JSON, with bytes behind them.
struct WorkerChannel {
  let descriptor: Int32

  /// Larger messages are not from the other end of ours.
  private static let mostBytes = 1 << 40

  /// Two lengths, of eight bytes each, then the JSON and the bytes.
  ///
  /// - Returns: false when the other end is gone.
  func send(_ json: [UInt8], _ bytes: [UInt8] = []) -> Bool {
    var head: [UInt8] = []
    for count in [json.count, bytes.count] {
      for shift in stride(from: 0, to: 64, by: 8) { head.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }
    return write(head) && write(json) && write(bytes)
  }

  /// Waits for a message; nil when the other end is gone, or sends something else.
  func receive() -> (json: JSONValue, bytes: [UInt8])? {
    guard let head = read(16) else { return nil }
    let counts = [head[..<8], head[8...]].map { part in
      part.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    guard counts.allSatisfy({ $0 < UInt64(Self.mostBytes) }), let text = read(Int(counts[0])),
      let bytes = read(Int(counts[1]))
    else { return nil }
    do throws(JSONError) { return (try JSONReader.read(text).root, bytes) } catch { return nil }
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at < buffer.count {
        let count = Glibc.send(
          descriptor, buffer.baseAddress.map { $0 + at }, buffer.count - at, Int32(MSG_NOSIGNAL))
        if count > 0 { at += count } else if errno != EINTR { return false }
      }
      return true
    }
  }

  private func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    // Room is made for what comes, not for what was announced.
    var buffer = [UInt8](repeating: 0, count: min(count, 1 << 20))
    while bytes.count < count {
      let wanted = min(buffer.count, count - bytes.count)
      let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, wanted) }
      if got > 0 { bytes += buffer[..<got] } else if got == 0 || errno != EINTR { return nil }
    }
    return bytes
  }
}
