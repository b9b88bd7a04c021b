internal import Numbers
internal import ONNXModel
internal import Syntax

/// The elements of literals.
extension ModelLowerer {
  /// Adds the element of a token.
  mutating func append(_ reader: StatementReader, _ token: Int, to elements: inout ElementBuffer) {
    switch reader.tokens[token].kind {
    case .int, .float, .identifier, .nanBits:
      let isInteger = reader.tokens[token].kind == .int
      if let problem = elements.append(reader.bytes(token), isInteger: isInteger) {
        report(reader.range(token, token + 1), problem)
      }
    default: report(reader.range(token, token + 1), "the elements of \(elements.type.name) are numbers")
    }
  }

  /// Adds the elements of a long run one by one, as far as it is well formed.
  mutating func appendRun(_ reader: StatementReader, _ token: Int, to elements: inout ElementBuffer) {
    let start = reader.range(token, token + 1).lowerBound
    for piece in ElementRunScanner(reader.bytes(token)) {
      switch piece {
      case .element(let range, let isInteger):
        let literal = UnsafeBufferPointer(rebasing: reader.bytes(token)[range])
        if let problem = elements.append(literal, isInteger: isInteger) {
          report(start + range.lowerBound..<start + range.upperBound, problem)
        }
      case .error(let offset, let message): return report(start + offset..<start + offset + 1, message)
      }
    }
  }

  /// The content of the field for a long run of plain numbers, read in large pieces by several threads; nil where its
  /// elements need a closer look.
  ///
  /// - Parameter expected: How many numbers there probably are.
  func lowerRun(
    _ reader: StatementReader, _ token: Int, _ type: DataType, isRaw: Bool, expected: Int
  ) -> [UInt8]? {
    guard let kind = type.elementKind, isRaw || type.typedField == .float || type.typedField == .double,
      !type.isPacked, !type.hasPatterns
    else { return nil }
    return ParallelRun.parse(reader.bytes(token), kind, expected: expected)
  }
}
