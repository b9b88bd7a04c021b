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
    switch content {
    case .unreadable: return nil
    case .binary(var model):
      do { try model.apply(modelEdits) } catch { return nil }
      return .binary(model)
    case .text(let source, let tree, _):
      let textEdits = edits.compactMap { if case .text(let edit) = $0.change { edit } else { nil } }
      do {
        let lowered = try EditLowering.lower(EditStyle.adapted(modelEdits, to: tree), in: tree)
        let text = try TextEdit.apply(lowered + textEdits, to: source.bytes)
        let input = try ModelInput(path, color: .never)
        let content = check.read(text: text, input)
        if case .unreadable = content { return nil }
        return content
      } catch { return nil }
    }
  }
}
