// A model's own function in words.

internal import ONNXModel
internal import Syntax

extension Model {
  /// `local.ClippedRelu <max: float = 6.0> (x) => (y)`.
  func signature(ofFunction number: Int) -> String {
    guard functions.indices.contains(number) else { return "" }
    let function = functions[number]
    let domain = text(function.domain)
    let overload = text(function.overload)
    var parameters = function.attributes.map { strings.string($0) }
    for attribute in function.attributeDefaults {
      let type = attribute.type.flatMap(AttributeType.init(rawValue:)).map { ": \($0.name)" } ?? ""
      parameters.append(text(attribute.name) + type + (value(of: attribute).map { " = \($0)" } ?? ""))
    }
    return (domain.isEmpty ? "" : domain + ".") + text(function.name) + (overload.isEmpty ? "" : ":" + overload)
      + (parameters.isEmpty ? "" : " <\(parameters.joined(separator: ", "))>")
      + " (\(list(function.inputs))) => (\(list(function.outputs)))"
  }

  private func list(_ names: [Text]) -> String {
    names.map { Names.written(strings.string($0)) }.joined(separator: ", ")
  }

  func text(_ text: Text?) -> String { text.map { strings.string($0) } ?? "" }

  /// A number, a string or a short list of them as a text has it; nil for what is longer.
  func value(of attribute: Attribute) -> String? {
    if let reference = attribute.refAttrName { return "@" + strings.string(reference) }
    switch attribute.type.flatMap(AttributeType.init(rawValue:)) {
    case .int: return attribute.i.map { "\($0)" }
    case .float: return attribute.f.map { "\($0)" }
    case .string: return attribute.s.map { "\"\(strings.string($0))\"" }
    case .ints where attribute.ints.count <= 16: return "\(attribute.ints)"
    case .floats where attribute.floats.count <= 16: return "\(attribute.floats)"
    case .strings where attribute.strings.count <= 8: return "\(attribute.strings.map { strings.string($0) })"
    default: return nil
    }
  }
}

/// Names as a text has them.
enum Names {
  /// A name, bare where it can be.
  ///
  /// - Parameter isFree: whether a word of the language must be quoted.
  static func written(_ name: String, isFree: Bool = false) -> String {
    isBare(name) && !(isFree && isReserved(name)) ? name : quoted(name)
  }

  static func isBare(_ name: String) -> Bool {
    var isFirst = true
    for byte in name.utf8 {
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
      if !isLetter, isFirst || byte &- UInt8(ascii: "0") >= 10 { return false }
      isFirst = false
    }
    return !isFirst
  }

  static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Whether a bare word would be read as a type or a number.
  private static func isReserved(_ name: String) -> Bool {
    var name = name
    return ["nan", "inf", "infinity"].contains(name.lowercased()) || name.withUTF8 { TypeWord($0) != nil }
  }
}
