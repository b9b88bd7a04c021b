internal import ONNXModel

/// Texts to words (com.microsoft).
enum TokenizerKernels {
  static let rows: [KernelRow] = [KernelRow("Tokenizer", domain: "com.microsoft", tokenize)]

  /// com.microsoft.Tokenizer-1: `[C]` or `[N, C]` with the words of each text along a new axis, filled with
  /// `pad_value`.
  ///
  /// Separators are plain texts here; a single empty one, or the expression `.`, makes every character a word.
  @Sendable
  static func tokenize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.type == .string, data.rank == 1 || data.rank == 2 else {
      throw KernelError("texts are strings of rank 1 or 2")
    }
    let least = call.attributes.int("mincharnum", default: 1)
    let isMarked = call.attributes.flag("mark")
    let separators = try self.separators(call.attributes)
    let found = data.strings.map { text in
      var words = separators.isEmpty ? text.unicodeScalars.map { String($0) } : split(text, separators)
      words = words.filter { !$0.isEmpty && $0.unicodeScalars.count >= least }
      return isMarked ? ["\u{2}"] + words + ["\u{3}"] : words
    }
    guard data.count > 0 else { return [.tensor(DenseTensor(data.shape, strings: []))] }
    let most = found.map(\.count).max() ?? 0
    guard try [data.count, most].elementCount() < 1 << 28 else { throw KernelError("there are too many words") }
    let padding = call.attributes.string("pad_value", default: "")
    let all = found.flatMap { $0 + Array(repeating: padding, count: most - $0.count) }
    return [.tensor(DenseTensor(data.shape + [most], strings: all))]
  }

  /// The texts between words; none where characters are words.
  private static func separators(_ attributes: KernelAttributes) throws -> [[Unicode.Scalar]] {
    if let expression = attributes.string("tokenexp"), !expression.isEmpty {
      guard expression == "." else { throw KernelError("Tokenizer's tokenexp is supported as . only") }
      return []
    }
    let separators = attributes.strings("separators") ?? []
    guard !separators.isEmpty else { throw KernelError("Tokenizer has neither separators nor tokenexp") }
    if separators == [""] { return [] }
    return try separators.map { try plain($0) }
  }

  /// The only text that an expression matches.
  private static func plain(_ expression: String) throws -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var isEscaped = false
    for scalar in expression.unicodeScalars {
      let isSpecial = "\\.+*?()[]{}|^$".unicodeScalars.contains(scalar)
      if scalar == "\\" && !isEscaped {
        isEscaped = true
        continue
      }
      guard isSpecial == isEscaped else {
        throw KernelError("the separator \(expression) is no plain text, and expressions are not supported")
      }
      scalars.append(scalar)
      isEscaped = false
    }
    guard !isEscaped, !scalars.isEmpty else { throw KernelError("the separator \"\(expression)\" is no text") }
    return scalars
  }

  /// The parts of a text, by one separator after the other.
  private static func split(_ text: String, _ separators: [[Unicode.Scalar]]) -> [String] {
    var parts = [Array(text.unicodeScalars)]
    for separator in separators {
      parts = parts.flatMap { part -> [[Unicode.Scalar]] in
        var pieces: [[Unicode.Scalar]] = []
        var open: [Unicode.Scalar] = []
        var index = 0
        while index < part.count {
          if part[index...].starts(with: separator) {
            pieces.append(open)
            open = []
            index += separator.count
          } else {
            open.append(part[index])
            index += 1
          }
        }
        return pieces + [open]
      }
    }
    return parts.map { part in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return String(view)
    }
  }
}
