import SourceText
import TestSupport
import Testing

@testable import Syntax

/// What holds for every text.
@Suite struct ParserTests {
  static let roots: [SyntaxRoot] = [.model, .graph, .function, .node, .attribute, .type, .tensor, .value]

  /// Statements tile the text, tokens stand in order in their statement, and nothing but white space and comments is
  /// between them, so that printing the tokens and gaps prints the text.
  func checkTiling(_ bytes: [UInt8], as root: SyntaxRoot) {
    let tree = Parser.parse(SourceBytes(bytes), as: root)
    var place = 0
    var (token, node) = (0, 0)
    for (index, statement) in tree.statements.enumerated() {
      let next = index + 1 < tree.statements.count ? tree.statements[index + 1].start : bytes.count
      guard statement.start == place, statement.firstToken == token, statement.firstNode == node else {
        Issue.record("statement \(index) begins elsewhere in \(bytes)")
        return
      }
      token += statement.tokenCount
      node += statement.nodeCount
      for token in tree.tokens[statement.firstToken..<token] {
        let start = statement.start + token.range.lowerBound
        guard start >= place, token.length > 0, isTrivia(bytes, place..<start) else {
          Issue.record("a token begins at \(start), the one before it ends at \(place) in \(bytes)")
          return
        }
        place = statement.start + token.range.upperBound
      }
      #expect(place <= next)
    }
    #expect(token == tree.tokens.count && node == tree.nodes.count)
    #expect(isTrivia(bytes, place..<bytes.count))
    #expect(tree.errors.allSatisfy { $0.range.upperBound <= bytes.count })
    checkNodes(tree)
  }

  func isTrivia(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]))
      lexer.position = max(lexer.position, range.lowerBound)
      _ = lexer.skipTrivia()
      return lexer.position == range.upperBound
    }
  }

  /// Parts nest: each is inside of the one around it.
  func checkNodes(_ tree: SyntaxTree) {
    for statement in tree.statements {
      let nodes = tree.nodes[statement.firstNode..<statement.firstNode + statement.nodeCount]
      #expect(nodes.first.map { Int($0.endNode) } == statement.nodeCount)
      #expect(nodes.first.map { Int($0.endToken) } == statement.tokenCount)
      for (index, node) in nodes.enumerated() {
        let inner = nodes.dropFirst(index + 1).prefix(max(0, Int(node.endNode) - index - 1))
        #expect(node.firstToken <= node.endToken && Int(node.endNode) > index)
        #expect(inner.allSatisfy { $0.firstToken >= node.firstToken && $0.endToken <= node.endToken })
      }
    }
  }

  static let pieces: [String] = [
    "g", "x", "float", "[2]", "(", ")", "=>", "=", "{", "}", "<", ">", "[", "]", ",", ":", ".", "?", "...", "@", "@doc",
    "@raw", "@data", "@meta", "\"s\"", "b\"\\x00\"", "x\"00\"", "\"\"\"\n", "\n", "\n  ", "# c\n", "//", "1", "-1.5",
    "nan",
    "nan(0x1)", "1e", "-", "\"", "\\", "ü", "\0", "\r\n", "seq(", "sparse_tensor(", "map(int64,", "opaque(", "node {",
    "attr {", "tensor {", "graph", "function {", "model {", "values:", "indices:", "ir_version: 1", "opset_import: [",
  ]

  @Test(arguments: roots)
  func whateverTheTextItIsTiled(_ root: SyntaxRoot) {
    var random = SplitMix(state: 7)
    for length in 0..<1500 {
      let words = (0..<length % 60).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
      checkTiling(Array(words.joined(separator: random.next() % 2 == 0 ? " " : "").utf8), as: root)
    }
  }

  @Test(arguments: roots)
  func whateverTheBytesTheyAreTiled(_ root: SyntaxRoot) {
    var random = SplitMix(state: 11)
    for length in 0..<1000 {
      checkTiling((0..<length % 80).map { _ in UInt8(truncatingIfNeeded: random.next() >> 20) }, as: root)
    }
  }

  @Test func aTextWithSomeBytesChangedIsTiled() {
    let text = Array(
      #"""
      #!onnx-text 1 unset=domain
      <ir_version: 10, opset_import: ["": 21]>
      g (float[N] x @doc "d") => (y) <float[2] w = {1.0, 2.0}, float[3] v = @data("f", 0, 12)> {
        ["n"] y = If <then_branch = h () => (a) {
          a = ai.onnx.ml.Abs <k = [1, 2]> (x)  # comment
        }> (w)
          @meta ["a": "b"]
      }
      f <alpha: float = 1.0> (x) => (y) {
        y = Constant <value = float[2] {1.0, nan(0x7fc00001)}> ()
      }
      """#.utf8)
    #expect(Parser.parse(SourceBytes(text)).errors.isEmpty)
    var random = SplitMix(state: 13)
    for _ in 0..<3000 {
      var damaged = text
      for _ in 0...random.next() % 3 {
        let place = Int(random.next() % UInt64(damaged.count))
        switch random.next() % 3 {
        case 0: damaged[place] = UInt8(truncatingIfNeeded: random.next() >> 9)
        case 1: damaged.remove(at: place)
        default: damaged.removeSubrange(place..<min(damaged.count, place + Int(random.next() % 30)))
        }
        if damaged.isEmpty { break }
      }
      checkTiling(damaged, as: .model)
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("g (", "seq(", 100_000), ("", "[", 200_000), ("model {a: ", "[", 200_000), ("model ", "{a: ", 100_000),
      ("g () => () {", "x = If <b = g () => () {", 5000), ("g () => () {\n", "x = If <b = g () => () {\n", 5000),
      ("g (", "optional(map(int64, ", 50_000), ("g () => () {x = A <a = ", "sparse_tensor(float) {values: ", 5000),
    ])
  func nestingIsBounded(_ head: String, _ piece: String, _ count: Int) {
    let tree = parse(head + String(repeating: piece, count: count))
    #expect(!tree.errors.isEmpty && tree.errors.count <= 3)
    if piece != "[" || !head.isEmpty {
      #expect(tree.errors.contains { $0.message == "nested deeper than 100 messages" })
    }
  }

  @Test func nestingThatIsTooDeepCostsOneStatement() {
    let open = String(repeating: "x = If <b = g () => () {", count: 5000)
    let close = String(repeating: "}> ()", count: 5000)
    let tree = parse("g () => () {\n" + open + close + "\n  y = Abs (x)\n}\n")
    #expect(tree.errors.map(\.message) == ["nested deeper than 100 messages"])
    #expect(tree.statements.map(\.kind) == [.signature, .bodyOpen, .node, .node, .bodyClose])
  }

  /// A graph in a node's attribute is two messages deeper: the attribute and the graph; a node below it one more.
  @Test func aHundredMessagesMayNest() {
    func nested(_ count: Int) -> SyntaxTree {
      let open = String(repeating: "x = If <b = g () => () {", count: count)
      return parse("g () => () {" + open + String(repeating: "}> ()", count: count) + "}")
    }
    #expect(nested(32).errors.isEmpty)
    #expect(nested(34).errors.count == 1)
  }

  @Test func extensionsAreNoticed() {
    #expect(!parse("<ir_version: 8> g (float[N] x) => (y) <float[1] w = {1}> {y = A <a = [1.5]> (x)}").usesExtensions)
    for text in [
      "g (x @doc \"d\") => (y) {}", "g (x) => (y) {y = A (x) @meta []}", "g (x) => (y) {y = \"A\" (x)}",
      "g (x) => (y) <float[1] w = x\"00\"> {}", "g (b\"x\") => (y) {}", "g (x) => (y) <float v,> {}", "model {}",
      "g (opaque(\"a\") x) => (y) {}", "<> <> g () => () {}", "g (float[N @denote \"d\"] x) => (y) {}",
    ] {
      #expect(parse(text).usesExtensions, "\(text)")
    }
  }
}

/// Random numbers that are the same every time.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
