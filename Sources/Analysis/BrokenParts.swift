// What a text's errors hide from the rules: findings that are only their consequences are not shown.

internal import Diagnostics
internal import Lowering
internal import Syntax

/// The names that statements with errors mention, and those statements' places.
struct BrokenParts {
  private var names: Set<[UInt8]> = []
  private var ranges: [Range<Int>] = []
  private let tree: SyntaxTree
  /// Whether a header or a declaration is broken: then much of the model is not what its author wrote.
  private var isHeaderBroken = false

  init(_ tree: SyntaxTree, _ errors: [LoweringError]) {
    self.tree = tree
    let places = tree.errors.map(\.range.lowerBound) + errors.map(\.range.lowerBound)
    for number in Set(places.compactMap { Self.statement(at: $0, in: tree) }) {
      let statement = tree.statements[number]
      // What stands before the first node is what the nodes rest on.
      if number < (tree.statements.firstIndex { $0.kind == .node } ?? .max) { isHeaderBroken = true }
      var end = statement.start
      for token in tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
        end = statement.start + token.range.upperBound
        switch token.kind {
        case .identifier, .string, .byteString, .textBlock:
          names.insert(Self.word(tree, statement.start + token.range.lowerBound..<end))
        default: break
        }
      }
      ranges.append(statement.start..<end)
    }
  }

  /// The last statement that starts before a place or at it.
  private static func statement(at offset: Int, in tree: SyntaxTree) -> Int? {
    var (low, high) = (0, tree.statements.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.statements[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// A name without its quotes.
  private static func word(_ tree: SyntaxTree, _ range: Range<Int>) -> [UInt8] {
    let bytes = tree.source.bytes[range.clamped(to: 0..<tree.source.count)]
    guard bytes.first == UInt8(ascii: "\""), bytes.count > 1 else { return Array(bytes) }
    return Array(bytes.dropFirst().dropLast())
  }

  /// Codes that say something is missing, unused or not as declared, which a statement that can't be read may well be.
  private static let consequences: Set<String> = [
    "F004", "F005", "F007", "M001", "M002", "M003", "M004", "M005", "M011", "P004",
  ]

  /// The findings that hold whatever the broken statements say.
  func withoutConsequences(_ found: [Diagnostic]) -> [Diagnostic] {
    found.filter { diagnostic in
      guard let range = diagnostic.place.range else { return true }
      if isHeaderBroken { return false }
      if Self.consequences.contains(diagnostic.code.code) || diagnostic.code.group == "G" {
        // A graph's own findings, such as that it has no outputs, stand at no name.
        if range.count > 4096 { return false }
        if names.contains(Self.word(tree, range)) || mentions(range) { return false }
      }
      return !ranges.contains { $0.overlaps(range) }
    }
  }

  /// Whether a statement's text has one of the names.
  private func mentions(_ range: Range<Int>) -> Bool {
    guard let number = Self.statement(at: range.lowerBound, in: tree) else { return false }
    let statement = tree.statements[number]
    let tokens = tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount]
    return tokens.contains { token in
      let place = statement.start + token.range.lowerBound..<statement.start + token.range.upperBound
      return place.overlaps(range) && names.contains(Self.word(tree, place))
    }
  }
}
