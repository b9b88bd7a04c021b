// Texts of some fifty statements, and edits of them such as people and accidents make.

import TestSupport

/// Makes texts and edits.
struct RandomTextEdits {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

  // MARK: Texts

  private static let pragmas = [
    "#!onnx-text 1", "#!onnx-text 1 unset=domain", "#!onnx-text 9", "# comment", "#!onnx-text",
  ]

  private static let declarations = [
    "float[3] w = {1.0, 2.0, 3.0}", "float[N, 4] v", "int64[2] s = {1, -2} @doc \"shape\"",
    "float e = @data(\"w.bin\", 0, 4)",
    "\"a/b\"", "value {name: \"o\"}", "float[2] h = x\"0000\"", "sparse_tensor(float[4]) q @meta [\"k\": \"v\"]",
    "string[2] t = {\"}\", \"#\"}",
  ]

  private static let nodes = [
    "y = Add (x, w)", "[\"/layer1/Conv\"] \"/layer1/Conv_output_0\" = Conv <pads = [1, 1], group = 1> (x, w)",
    "a, b = Split <axis = 0> (y)  # two",
    "c = If <then_branch = g () => (p) {\n    p = Abs (a)  // in\n  }, k = 2.5> (a)",
    "z = ai.onnx.ml.Scaler (y) @doc \"note\" @meta [\"owner\": \"vision\"]",
    "t = Text (y) @doc \"\"\"\n  lines }\n  \"\"\"",
    "= Drop ()", "m = Constant <value = float[2] {1, nan(0x7fc00001)}> ()", "\"é\" = F.\"o p\":v (\"\")",
    "node {op_type: \"A\"}",
    "b\"\\\"\" = Id (nan)", "n = L <s = \"two\nlines\", r = @alpha> (y)", "broken = (", "q = W (x) >", "[ = A ()",
    "\n\n# alone",
    "r = A <t = float[3] {1, 2> (x)",
  ]

  /// A literal that is long enough to become one token.
  private mutating func longLiteral() -> String {
    "float[900] l = {" + Array(repeating: "1.25", count: 900).joined(separator: ", ") + "}"
  }

  mutating func text() -> [UInt8] {
    if !chance(5) { return wholeText() }
    // A piece, where the ends are near.
    let text = wholeText()
    let start = Int.random(in: 0..<text.count, using: &random)
    return Array(text[start..<min(text.count, start + Int.random(in: 0...120, using: &random))])
  }

  private mutating func wholeText() -> [UInt8] {
    var text = chance(6) ? "\u{feff}" : ""
    if chance(2) { text += pick(Self.pragmas) + "\n" }
    if !chance(4) { text += "<ir_version: 10, opset_import: [\"\": 21, \"my\": 1]>\n" }
    if chance(12) { text += "<doc_string: \"graph\">" }
    text += pick(["main (float[N] x) => (y)", "g (x, w = {1}) => ()", "\"a b\" () => (float[?] y)", "=> (y)"])
    if chance(2) {
      var list = (0..<Int.random(in: 0...12, using: &random)).map { _ in pick(Self.declarations) }
      if chance(5) { list.append(longLiteral()) }
      text += "\n<\n  " + list.joined(separator: ",\n  ") + pick(["\n>", ">", ",>"])
    }
    text += body(Int.random(in: 10...40, using: &random))
    for _ in 0..<pick([0, 0, 1, 3]) {
      text +=
        pick(["\n", "\n# function\n"]) + pick(["f <alpha, beta: int = 1> (x) => (y)", "<domain: \"my\"> h (x) => (y)"])
      if chance(4) { text += " <float[2] v>" }
      text += body(5)
    }
    return Array((text + pick(["\n", "", "  # end"])).utf8)
  }

  private mutating func body(_ count: Int) -> String {
    var text = " {"
    for _ in 0..<count {
      // Mostly sound.
      let node = Self.nodes[Int.random(in: 0..<(chance(12) ? Self.nodes.count : 12), using: &random)]
      text += (chance(9) ? "  " : "\n  ") + node
    }
    return text + "\n}"
  }

  // MARK: Edits

  private static let characters = Array("abnx019_ \n\t\"'\\{}<>()[],=:.#/@-?e\r").map(String.init)
  private static let pieces = [
    "\"\"\"", "\"\"\"\n", "b\"", "x\"", "b64\"", "//", "# \"", "@doc \"", "{1, 2", "nan(0x", "nan(0x1)", "@foo", "1..",
    "...", "é", "\u{feff}", "\0", "\\\"", "=>", "> {", "}\n}", "function {", "graph", "model {", "node {", "attr {",
    "<>", "}",
    "f (x) => (y) {\n", "float[2] k = {1, 2},\n", "#!onnx-text 1\n", "float", "\"\"", "\r\n", "1e", "-",
    "/",
  ]

  /// An edit of a text; `places` are interesting offsets in it.
  mutating func edit(_ text: [UInt8], places: [Int]) -> (range: Range<Int>, replacement: [UInt8]) {
    var place = Int.random(in: 0...text.count, using: &random)
    if chance(2), !places.isEmpty { place = pick(places) + Int.random(in: -3...6, using: &random) }
    if chance(40) { place = pick([0, 3, text.count]) }
    place = min(max(place, 0), text.count)
    func range(_ count: Int) -> Range<Int> { place..<min(text.count, place + count) }
    switch Int.random(in: 0..<20, using: &random) {
    case 0...5: return (range(0), Array(pick(Self.characters).utf8))
    case 6...8: return (range(1), [])
    case 9: return (range(1), Array(pick(Self.characters).utf8))
    case 10: return (range(Int.random(in: 0...40, using: &random)), [])
    case 11: return (line(at: place, text), [])
    case 12: return (range(chance(6) ? Int.random(in: 0...400, using: &random) : 0), Array(pick(Self.pieces).utf8))
    case 13: return (range(chance(3) ? 8 : 0), Array(("\n  " + pick(Self.nodes)).utf8))
    case 14:
      // What is elsewhere in the text.
      let from = Int.random(in: 0...text.count, using: &random)
      return (range(0), Array(text[from..<min(text.count, from + Int.random(in: 0...80, using: &random))]))
    case 15: return chance(12) ? (range(0), Array(longLiteral().utf8)) : (range(3), Array("  ".utf8))
    case 16:
      let end = text.firstIndex(of: 0x0a) ?? text.count
      return chance(4) ? (0..<end, Array(pick(Self.pragmas).utf8)) : (range(0), [0x0a])
    case 17: return (range(0), Array((pick(Self.declarations) + ",").utf8))
    case 18: return (range(0), Array(pick(["  # note\n", "// note", " @doc \"n\"", " @meta [\"a\": \"b\"]"]).utf8))
    default: return (range(2), text.isEmpty ? [] : [pick(text), pick(text)])
    }
  }

  private func line(at place: Int, _ text: [UInt8]) -> Range<Int> {
    let start = text[..<place].lastIndex(of: 0x0a) ?? 0
    let end = text[place...].firstIndex(of: 0x0a) ?? text.count
    return min(start, end)..<end
  }
}
