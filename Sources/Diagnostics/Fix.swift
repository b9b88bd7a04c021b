// What would mend a diagnostic, as data.

package import ONNXModel
package import SourceText

/// A change that mends what a diagnostic says.
package struct Fix: Sendable {
  package enum Safety: String, Sendable {
    /// The model's meaning provably stays, or the model was invalid and this is its plain mend: `--fix` applies it.
    case safe
    /// A person chooses it.
    case unsafe
  }

  /// What it does, in one line: `import ai.onnx 12`.
  package var title: String
  package var safety: Safety
  /// To be applied all or none, in order.
  package var edits: [FixEdit]
  /// Whether it was applied before the report.
  package var isApplied: Bool

  package init(title: String, safety: Safety, edits: [FixEdit], isApplied: Bool = false) {
    self.title = title
    self.safety = safety
    self.edits = edits
    self.isApplied = isApplied
  }
}

/// One change of a fix.
package struct FixEdit: Sendable {
  package enum Change: Sendable {
    /// For a binary, and for a text until it is lowered.
    case model(ModelEdit)
    case text(TextEdit)
  }

  /// What is changed.
  package var at: ModelPath
  package var change: Change
  /// What stands there afterwards, for reports about model edits; nil where text can't say it.
  package var preview: String?

  package init(at: ModelPath, change: Change, preview: String? = nil) {
    self.at = at
    self.change = change
    self.preview = preview
  }
}
