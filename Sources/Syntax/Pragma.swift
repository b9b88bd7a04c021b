/// The first line of a text: `#!onnx-text 1` and what the model's file leaves unset or writes in an unusual way.
package struct Pragma: Sendable, Equatable {
  /// Fields that a text without a value for them leaves absent, where the reference sets them to nothing.
  package struct Unset: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The domain of nodes.
    package static let domain = Unset(rawValue: 1)
    /// The domain of imports whose domain is written `""`.
    package static let opset = Unset(rawValue: 2)
    /// The names of tensors that are written without one.
    package static let tensorName = Unset(rawValue: 4)
    /// The value of an attribute that is 0, 0.0 or "".
    package static let zero = Unset(rawValue: 8)
  }

  package var unset: Unset = []
  /// Whether literals go to `raw_data`.
  package var storesRaw = false
  /// Whether repeated numbers are all packed, as proto3 writes them.
  package var isProto3 = false

  package init() {}

  static let unsetNames: [(String, Unset)] = [
    ("domain", .domain), ("opset", .opset), ("tname", .tensorName), ("zero", .zero),
  ]

  /// The pragma as it is written, without its newline.
  package var description: String {
    var text = "#!onnx-text 1"
    let names = Self.unsetNames.filter { unset.contains($0.1) }.map(\.0)
    if !names.isEmpty { text += " unset=" + names.joined(separator: ",") }
    if storesRaw { text += " storage=raw" }
    if isProto3 { text += " wire=proto3" }
    return text
  }

  /// Reads a first line that begins with `#!onnx-text`; throws what this version does not know.
  init(line: String) throws(SyntaxError) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" })
    func fail(_ message: String, _ note: String) -> SyntaxError {
      SyntaxError(range: 0..<line.utf8.count, message: message, note: note)
    }
    guard words.first == "#!onnx-text", words.count >= 2, words[1] == "1" else {
      let version = words.count >= 2 ? String(words[1]) : "none"
      throw fail(
        "the text is in version \(version) of the format", "this program reads version 1: \"#!onnx-text 1\"")
    }
    for flag in words.dropFirst(2) {
      switch flag {
      case "storage=raw": storesRaw = true
      case "storage=typed": storesRaw = false
      case "wire=proto3": isProto3 = true
      default:
        guard flag.hasPrefix("unset=") else {
          throw fail(
            "version 1 of the format has no flag '\(flag)'",
            "the flags are unset=domain,opset,tname,zero storage=raw storage=typed wire=proto3")
        }
        for name in flag.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false) {
          guard let known = Self.unsetNames.first(where: { $0.0 == name }) else {
            throw fail(
              "version 1 of the format has no flag 'unset=\(name)'", "what can be unset: domain, opset, tname, zero")
          }
          unset.insert(known.1)
        }
      }
    }
  }
}
