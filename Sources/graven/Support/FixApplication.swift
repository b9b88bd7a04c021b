internal import Diagnostics
internal import Lowering
internal import ONNXModel
internal import Reports
internal import SourceText
internal import Syntax

/// Applies fixes to a model in either form, again and again until no more apply.
struct FixApplication {
  let check: ModelCheck
  /// Whether fixes that a person should choose are applied too.
  let includesUnsafe: Bool

  /// Fixes can bring others forth; more rounds than this are fixes that undo each other.
  private static let mostRounds = 16

  /// A file after its fixes.
  struct Fixed {
    var content: ModelCheck.Content
    var report: FileReport
    /// How many diagnostics were mended.
    var count: Int
  }

  func run(_ path: String, _ content: ModelCheck.Content) throws -> Fixed {
    var fixed = Fixed(content: content, report: check.check(path, content), count: 0)
    for _ in 0..<Self.mostRounds {
      guard let (content, count) = try round(path, fixed) else { break }
      let report = check.check(path, content)
      // A text that no longer reads would be a defect of a rewrite: it is not kept.
      if case .unreadable = content { break }
      fixed = Fixed(content: content, report: report, count: fixed.count + count)
    }
    fixed.report.fixed = fixed.count
    return fixed
  }

  /// Applies the first fix of each diagnostic where they don't touch the same; nil when there is none.
  private func round(_ path: String, _ fixed: Fixed) throws -> (ModelCheck.Content, Int)? {
    let wanted = fixed.report.diagnostics.compactMap { diagnostic in
      diagnostic.fixes.first { !$0.edits.isEmpty && (includesUnsafe || $0.safety == .safe) }
    }
    guard !wanted.isEmpty else { return nil }
    var (applied, count) = (fixed.content, 0)
    var edits: [FixEdit] = []
    for fix in wanted {
      // Two fixes that change the same are made one after the other, in two rounds.
      guard let next = apply(edits + fix.edits, to: fixed.content, path) else { continue }
      applied = next
      edits += fix.edits
      count += 1
    }
    return count == 0 ? nil : (applied, count)
  }

  /// The content after some edits; nil where they can't be made together.
  private func apply(_ edits: [FixEdit], to content: ModelCheck.Content, _ path: String) -> ModelCheck.Content? {
    let modelEdits = edits.compactMap { if case .model(let edit) = $0.change { edit } else { nil } }
    let textEdits = edits.compactMap { if case .text(let edit) = $0.change { edit } else { nil } }
    guard let applied = try? check.applying(modelEdits, textEdits, to: content, path) else { return nil }
    if case .unreadable = applied { return nil }
    return applied
  }
}

extension ModelCheck {
  /// A model after some edits, in the form that it has.
  ///
  /// - Throws: `ModelEditError` or `EditError`, where the edits can't be made together.
  func applying(
    _ edits: [ModelEdit], _ textEdits: [TextEdit] = [], to content: Content, _ path: String
  ) throws -> Content {
    switch content {
    case .unreadable: return content
    case .binary(var model):
      try model.apply(edits)
      return .binary(model)
    case .text(let source, let tree, _):
      let lowered = try EditLowering.lower(EditStyle.adapted(edits, to: tree), in: tree)
      let text = try TextEdit.apply(lowered + textEdits, to: source.bytes)
      return read(text: text, try ModelInput(path, color: .never))
    }
  }
}
