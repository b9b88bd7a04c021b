import Analysis
import Diagnostics
import Foundation
import Inference
import Operators
import SourceText
import Syntax
import TestSupport
import Testing

/// After any sequence of edits, what is known of a text is what is known of the same text opened afresh.
@Suite struct IncrementalAnalysisTests {
  private static let catalog = OperatorCatalog()

  /// How many edits in all; `GRAVEN_EDITS=100000` for the long run.
  private static let editCount =
    ProcessInfo.processInfo.environment["GRAVEN_EDITS"].flatMap { Int($0) } ?? 2000

  @Test("random edits of small documents", arguments: 0..<20)
  func randomEdits(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    let project = Project.plain(Self.catalog)
    var snapshot = Snapshot.analyzed(Array(Self.document(nodes: 50).utf8), project)
    for number in 0..<max(1, Self.editCount / 20) {
      let before = snapshot.text(0..<snapshot.count)
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.edit(&snapshot, &random) }
      snapshot.version += 1
      snapshot.analyze()
      let text = snapshot.withBytes { Array($0) }
      let fresh = Snapshot.analyzed(text, project)
      let differences = Self.differences(snapshot, fresh)
      #expect(
        differences.isEmpty,
        """
        seed \(seed), edit \(number):
        \(differences.prefix(5).joined(separator: "\n"))
        --- before
        \(before)
        --- after
        \(String(decoding: text, as: UTF8.self))
        """)
      if !differences.isEmpty { return }
      // A document that has become mostly errors says little: start again.
      if snapshot.tree.errors.count > 12 { snapshot = Snapshot.analyzed(Array(Self.document(nodes: 50).utf8), project) }
    }
  }

  /// What the two know differently.
  private static func differences(_ one: Snapshot, _ other: Snapshot) -> [String] {
    guard let left = one.analysis, let right = other.analysis else { return ["no analysis"] }
    return
      (describe(left.diagnostics).symmetricDifference(describe(right.diagnostics)).sorted()
      + types(left).symmetricDifference(types(right)).sorted()
      + places(left).symmetricDifference(places(right)).sorted())
  }

  private static func describe(_ diagnostics: [Diagnostic]) -> Set<String> {
    Set(
      diagnostics.map {
        "\($0.code.code) \($0.place.range ?? 0..<0) \($0.message) \($0.notes) \($0.fixes.map(\.title))"
      })
  }

  private static func types(_ analysis: ModelAnalysis) -> Set<String> {
    Set(
      analysis.index.values.indices.map { offset in
        let value = ValueID(rawValue: Int32(offset))
        let known = analysis.inference.known[value].map { "\($0)" } ?? ""
        return "\(analysis.index.path(of: value)) \(analysis.index.name(of: value)): "
          + "\(analysis.inference.type(of: value).map(\.description) ?? "?") \(known) "
          + "\(analysis.inference.assumed.contains(value))"
      })
  }

  private static func places(_ analysis: ModelAnalysis) -> Set<String> {
    Set(
      analysis.index.values.indices.map { offset in
        let path = analysis.index.path(of: ValueID(rawValue: Int32(offset)))
        return "\(path) at \(analysis.places.range(of: path) ?? 0..<0)"
      })
  }

  // MARK: Documents and edits

  private static func document(nodes: Int) -> String {
    var lines = [
      "#!onnx-text 1", "<", "  ir_version: 10,", "  opset_import: [\"\" : 21, \"local\" : 1]", ">",
      "g (float[N, 4] x, int64[2] shape) => (float[N, 4] y)", "<float[4] w = {1, 2, 3, 4}, float[N, 4] v3>", "{",
    ]
    for number in 0..<nodes {
      let input = number == 0 ? "x" : "v\(number - 1)"
      switch number % 7 {
      case 0: lines.append("  v\(number) = Relu (\(input))")
      case 1: lines.append("  [\"/a/n\(number)\"] v\(number) = Add (\(input), w)")
      case 2: lines.append("  v\(number) = Softmax <axis = -1> (\(input)) @meta {\"k\": \"v\"}")
      case 3: lines.append("  s\(number) = Shape (\(input))\n  v\(number) = Reshape (\(input), s\(number))")
      case 4: lines.append("  v\(number) = local.Twice (\(input))")
      case 5: lines.append("  v\(number) = Cast <to = 1> (\(input)) # a comment")
      default:
        lines.append("  c\(number) = Constant <value_ints = [-1, 4]> ()")
        lines.append("  v\(number) = Reshape (\(input), c\(number))")
      }
    }
    lines += ["  y = Identity (v\(nodes - 1))", "}", "<domain: \"local\", opset_import: [\"\" : 21]>"]
    lines += ["Twice (a) => (b)", "{", "  b = Add (a, a)", "}", ""]
    return lines.joined(separator: "\n")
  }

  private static let pieces = [
    "\n", " ", "x", "v1", "v2", "(", ")", "<", ">", "=", ",", "\"", "#", "Relu", "Add", "  z = Relu (v4)\n", "[", "]",
    "1", "  v9 = Identity (x)\n", "axis = 0", "float", "{", "}", "@doc \"d\"", "é",
    "  [\"n\"] q, r = Split <num_outputs = 2> (v5)\n",
  ]

  private static func edit(_ snapshot: inout Snapshot, _ random: inout SeededGenerator) {
    let start = Int.random(in: 0...snapshot.count, using: &random)
    let length = Bool.random(using: &random) ? 0 : Int.random(in: 0...min(12, snapshot.count - start), using: &random)
    let isDeletion = length > 0 && Bool.random(using: &random)
    let text = isDeletion ? "" : pieces.randomElement(using: &random) ?? ""
    snapshot.replace(start..<start + length, with: Array(text.utf8))
  }
}
