import Diagnostics
import Inference
import Lowering
import ONNXModel
import Operators
import SourceText
import Syntax
import Testing

@testable import Rules

/// A text's model, checked. Lines that end in `# G001` or `# G001 graph.node[1].output[0]` say what is expected there.
struct CheckedText {
  /// An expected diagnostic.
  struct Expectation: Hashable, CustomStringConvertible {
    var code: String
    /// The line of the text, from 1.
    var line: Int
    /// Nil where the line is enough.
    var path: String?

    var description: String { "\(code) in line \(line)\(path.map { " at \($0)" } ?? "")" }
  }

  static let catalog = OperatorCatalog()

  let text: String
  let tree: SyntaxTree
  let checked: CheckedModel
  let diagnostics: [Diagnostic]

  init(_ text: String, _ configure: (inout CheckedModel) -> Void = { _ in }) throws {
    self.text = text
    let (tree, model) = try Self.read(text)
    self.tree = tree
    checked = Self.checked(model, configure)
    diagnostics = RuleCatalogue.check(checked)
  }

  static func read(_ text: String) throws -> (SyntaxTree, Model) {
    let tree = Parser.parse(SourceBytes(Array(text.utf8)))
    try #require(tree.errors.isEmpty, "\(tree.errors.map(\.message)): \(text)")
    let lowered = ModelLowerer.lower(tree)
    try #require(lowered.errors.isEmpty, "\(lowered.errors.map(\.message)): \(text)")
    return (tree, lowered.model)
  }

  static func checked(_ model: Model, _ configure: (inout CheckedModel) -> Void = { _ in }) -> CheckedModel {
    let index = ModelIndex(model, catalog: catalog)
    var checked = CheckedModel(index, Inference(index))
    configure(&checked)
    return checked
  }

  /// What the text's comments expect.
  var expectations: [Expectation] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
      line.matches(of: #/# ([A-Z][0-9]{3})(?: ([a-z_]+[\[.a-z0-9\]_]*))?/#).map { match in
        Expectation(code: String(match.1), line: number + 1, path: match.2.map(String.init))
      }
    }
  }

  /// The diagnostics of a code as the comments would expect them.
  func found(_ code: String) -> [Diagnostic] { diagnostics.filter { $0.code.code == code } }

  /// The line where a diagnostic is shown, from 1.
  func line(of diagnostic: Diagnostic) -> Int {
    let range = TreeIndex(tree).nearestRange(of: diagnostic.place.path ?? ModelPath())
    return text.utf8.prefix(range.lowerBound).count { $0 == UInt8(ascii: "\n") } + 1
  }

  /// Requires of some codes exactly the expected diagnostics.
  func expect(only codes: Set<String>, sourceLocation: SourceLocation = #_sourceLocation) {
    var missing = expectations.filter { codes.contains($0.code) }
    var surplus: [String] = []
    for one in diagnostics where codes.contains(one.code.code) {
      let path = one.place.path?.description ?? ""
      let line = line(of: one)
      let place = missing.firstIndex {
        $0.code == one.code.code && ($0.path.map { $0 == path } ?? ($0.line == line))
      }
      if let place { missing.remove(at: place) } else { surplus.append("\(one.code) at \(path): \(one.message)") }
    }
    #expect(missing.isEmpty, "not found in\n\(text)", sourceLocation: sourceLocation)
    #expect(surplus.isEmpty, "not expected in\n\(text)", sourceLocation: sourceLocation)
  }

  /// Applies each fix of a code, to the text and to the model: what it mends has to be gone, and no error be new.
  func expectFixes(
    _ code: String, _ configure: (inout CheckedModel) -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for diagnostic in found(code) {
      for fix in diagnostic.fixes {
        let edits = fix.edits.compactMap { edit -> ModelEdit? in
          if case .model(let change) = edit.change { change } else { nil }
        }
        var model = checked.model
        try model.apply(edits)
        try expectMended(Self.checked(model, configure), diagnostic, fix, sourceLocation)
        let mended = try TextEdit.apply(try EditLowering.lower(edits, in: tree), to: Array(text.utf8))
        let again = try Self.read(String(decoding: mended, as: UTF8.self)).1
        try expectMended(Self.checked(again, configure), diagnostic, fix, sourceLocation)
      }
    }
  }

  private func expectMended(
    _ again: CheckedModel, _ diagnostic: Diagnostic, _ fix: Fix, _ sourceLocation: SourceLocation
  ) throws {
    let now = RuleCatalogue.check(again)
    let code = diagnostic.code.code
    #expect(
      now.count { $0.code.code == code } < found(code).count, "\(fix.title) does not mend \(code) in\n\(text)",
      sourceLocation: sourceLocation)
    let errors = Set(diagnostics.filter { $0.severity == .error }.map(\.code.code))
    let new = now.filter { $0.severity == .error && !errors.contains($0.code.code) }
    #expect(
      new.map { "\($0.code): \($0.message)" } == [], "\(fix.title) mends \(code) and breaks\n\(text)",
      sourceLocation: sourceLocation)
  }
}

/// A rule's page, taken apart.
struct RulePage {
  let text: String
  /// The models in it, in order: the first has what the rule is about, the others nearly have it.
  let models: [String]
  let headings: [String]

  init?(_ code: String) {
    guard let text = RuleCatalogue.page(code) else { return nil }
    self.text = text
    var models: [String] = []
    var model: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```onnxtxt" {
        model = []
      } else if line == "```", let lines = model {
        models.append(lines.joined(separator: "\n") + "\n")
        model = nil
      } else {
        model?.append(line)
      }
    }
    self.models = models
    headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
  }
}
