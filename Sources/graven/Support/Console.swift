internal import ArgumentParser
internal import Diagnostics
internal import Glibc
internal import Reports
internal import SourceText

/// When messages are coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether to colour what goes to standard error.
  var isOn: Bool { isOn(for: 2) }

  /// Whether to colour what goes to a descriptor.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: getenv("NO_COLOR").map { $0.pointee == 0 } ?? true && isatty(descriptor) == 1
    }
  }
}

/// Standard output and standard error.
enum Console {
  /// Writes to standard output.
  static func out(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = try? write(1, UnsafeRawBufferPointer(bytes)) }
  }

  /// Writes a message to standard error.
  static func error(_ message: String) {
    var text = message.hasSuffix("\n") ? message : message + "\n"
    text.withUTF8 { bytes in _ = try? write(2, UnsafeRawBufferPointer(bytes)) }
  }

  /// Writes all of some bytes to a descriptor.
  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      guard let base = bytes.baseAddress else { return }
      let written = Glibc.write(descriptor, base + done, bytes.count - done)
      if written < 0 {
        if errno == EINTR { continue }
        throw Failure("can't write: \(String(cString: strerror(errno)))")
      }
      done += written
    }
  }

  /// Shows diagnostics of one file on standard error.
  static func show(
    _ diagnostics: [Diagnostic], path: String, form: FileReport.Form, source: [UInt8]?, color: ColorChoice
  ) {
    guard !diagnostics.isEmpty else { return }
    let file = FileReport(
      path: path, form: form, source: source.map { Source($0) }, diagnostics: diagnostics)
    var output = ByteWriter()
    HumanReport(color: color.isOn).write([file], into: &output)
    _ = try? output.withBytes { (bytes) throws in try write(2, UnsafeRawBufferPointer(bytes)) }
  }
}
