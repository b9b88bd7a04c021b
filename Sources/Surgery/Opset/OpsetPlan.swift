package import Inference
package import ONNXModel

/// What becomes of a model's nodes when it imports other versions of operator sets.
package struct OpsetPlan: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// The node stays as it is, and means the same.
    case relabelled
    /// What is other, in a few words each.
    case rewritten([String])
    /// Why there is no equivalent, and the version next to the one asked for in which there is.
    case blocked([String], nearest: Int?)
  }

  /// A node that another version of its operator takes over.
  package struct Row: Sendable {
    package var node: NodeID
    package var path: ModelPath
    package var name: String
    /// `Clip`, `com.microsoft.Gelu`.
    package var operation: String
    /// The versions of the operator, by the operator set that they came with; nil where there is none.
    package var from: Int
    package var to: Int?
    package var outcome: Outcome
  }

  /// In the order of the model.
  package var rows: [Row] = []
  package var edits: [ModelEdit] = []

  package var blocked: [Row] {
    rows.filter { if case .blocked = $0.outcome { true } else { false } }
  }
}
