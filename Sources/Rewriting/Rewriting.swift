// Rewrites: changes of a model as edits, shared by fixes, code actions and surgery. One file each.

package import Inference
package import ONNXModel

/// A change of a model that keeps its meaning, or says what it changes.
package struct Rewrite: Sendable {
  /// One line: `import ai.onnx 12`.
  package var title: String
  package var edits: [ModelEdit]

  package init(_ title: String, _ edits: [ModelEdit]) {
    self.title = title
    self.edits = edits
  }
}
