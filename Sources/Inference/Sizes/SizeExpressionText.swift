// Symbolic sizes as text: `2*N + 1`, `floor((H - 1) / 2) + 1`, `max(N - 1, 0)`.

extension SizeExpression: CustomStringConvertible {
  package var description: String {
    guard !terms.isEmpty else { return "0" }
    var text = ""
    for (index, term) in terms.enumerated() {
      let isNegative = term.coefficient < 0
      text += index == 0 ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      text += Self.describe(term)
    }
    return text
  }

  private static func describe(_ term: Term) -> String {
    let magnitude = term.coefficient.magnitude
    let factors = term.factors.map(\.description).joined(separator: "*")
    if factors.isEmpty { return String(magnitude) }
    return magnitude == 1 ? factors : "\(magnitude)*\(factors)"
  }

  /// In parentheses where it is a sum or a product.
  fileprivate var operand: String {
    terms.count == 1
      && (terms[0].factors.isEmpty
        ? terms[0].coefficient >= 0 : terms[0].coefficient == 1 && terms[0].factors.count == 1)
      ? description : "(\(description))"
  }
}

extension SizeExpression.Factor: CustomStringConvertible {
  package var description: String {
    switch self {
    case .symbol(let name): Self.quoted(name)
    case .floorDivide(let a, let b): "floor(\(a.operand) / \(b.operand))"
    case .ceilDivide(let a, let b): "ceil(\(a.operand) / \(b.operand))"
    case .modulo(let a, let b): "mod(\(a), \(b))"
    case .minimum(let list): "min(\(list.map(\.description).joined(separator: ", ")))"
    case .maximum(let list): "max(\(list.map(\.description).joined(separator: ", ")))"
    }
  }

  /// A name that is no identifier stands in backquotes.
  private static func quoted(_ name: String) -> String {
    let isIdentifier =
      name.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || ($0 >= 48 && $0 <= 57)
      }
      && !(name.utf8.first.map { $0 >= 48 && $0 <= 57 } ?? true)
    return isIdentifier ? name : "`\(name)`"
  }
}
