// Lines of source files in stack traces: `File "train.py", line 12` as Python writes it, and `train.py:12`.

/// Finds places of sources in the text of a string.
enum SourceLocations {
  struct Found {
    /// From the start of the text.
    var range: Range<Int>
    var path: String
    /// From 1.
    var line: Int
  }

  /// Endings of files that models come from.
  private static let endings: Set<String> = [
    "c", "cc", "cpp", "cu", "cxx", "go", "h", "hpp", "ipynb", "java", "jl", "js", "kt", "lua", "m", "mm", "py", "pyx",
    "r",
    "rs", "swift", "ts",
  ]

  /// The places in a text, in their order; its quotes may have a backslash before them.
  static func find(in text: UnsafeBufferPointer<UInt8>) -> [Found] {
    var found: [Found] = []
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "F"), let trace = pythonFrame(text, at) {
        found.append(trace)
        at = trace.range.upperBound
      } else if text[at] == UInt8(ascii: ":"), let place = fileAndLine(text, colon: at, from: found.last) {
        found.append(place)
        at = place.range.upperBound
      } else {
        at += 1
      }
    }
    return found
  }

  /// `File "path", line 12`
  private static func pythonFrame(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Found? {
    guard var at = skip("File ", text, start) else { return nil }
    if at < text.count, text[at] == UInt8(ascii: "\\") { at += 1 }
    guard at < text.count, text[at] == UInt8(ascii: "\"") else { return nil }
    let first = at + 1
    guard let quote = text[first...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    let end = quote > first && text[quote - 1] == UInt8(ascii: "\\") ? quote - 1 : quote
    guard end > first, let digits = skip(", line ", text, quote + 1), let (line, last) = number(text, digits) else {
      return nil
    }
    return Found(range: start..<last, path: path(text, first..<end), line: line)
  }

  /// `path.py:12`
  private static func fileAndLine(_ text: UnsafeBufferPointer<UInt8>, colon: Int, from last: Found?) -> Found? {
    guard let (line, end) = number(text, colon + 1) else { return nil }
    var first = colon
    while first > (last?.range.upperBound ?? 0), isPath(text[first - 1]) { first -= 1 }
    guard let dot = text[first..<colon].lastIndex(of: UInt8(ascii: ".")), dot > first else { return nil }
    let ending = String(decoding: text[dot + 1..<colon], as: UTF8.self)
    guard endings.contains(ending) else { return nil }
    return Found(range: first..<end, path: path(text, first..<colon), line: line)
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "/._-+@~".utf8.contains(byte)
    }
  }

  private static func path(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  private static func skip(_ word: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let end = start + word.utf8CodeUnitCount
    guard end <= text.count else { return nil }
    return word.withUTF8Buffer { $0.elementsEqual(text[start..<end]) } ? end : nil
  }

  /// Up to eight digits, and where they end.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (Int, Int)? {
    var (value, at) = (0, start)
    while at < text.count, text[at] &- UInt8(ascii: "0") < 10, at - start < 8 {
      value = value * 10 + Int(text[at] - UInt8(ascii: "0"))
      at += 1
    }
    return at > start && value > 0 ? (value, at) : nil
  }
}
