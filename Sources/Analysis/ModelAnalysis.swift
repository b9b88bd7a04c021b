// What is known of the model that a text says: names, types, shapes, findings.

package import Diagnostics
package import Inference
package import Lowering
package import ONNXModel
package import Rules
package import SourceText
package import Syntax

/// The model of one version of a text, inferred and checked.
package struct ModelAnalysis: Sendable {
  /// The version of the text.
  package let version: Int
  /// Grows with each analysis of a document, whether its text or the files beside it changed.
  package let serial: Int
  /// Where the text says what of the model.
  package let places: TreeIndex
  package let model: Model
  package let checked: CheckedModel
  /// Sorted by place; those of the syntax first come where they stand.
  package let diagnostics: [Diagnostic]

  package var index: ModelIndex { checked.index }
  package var inference: Inference { checked.inference }
  package var uses: ValueUses { checked.uses }

  /// Analyses a whole text. Statements that have errors are no part of the model.
  package init(
    _ tree: SyntaxTree, version: Int, serial: Int = 0, lines: LineIndex, _ project: Project
  ) {
    let lowered = ModelLowerer.lower(tree, provider: project.weights)
    let index = ModelIndex(lowered.model, catalog: project.catalog)
    var checked = CheckedModel(index, Inference(index))
    checked.target = project.target
    checked.folder = project.folder
    checked.metaFields = project.meta
    let places = TreeIndex(tree)
    self.version = version
    self.serial = serial
    self.places = places
    self.checked = checked
    model = lowered.model
    diagnostics = Self.findings(
      tree, lowered.errors, checked, places: places, lines: lines, project)
  }

  private static func findings(
    _ tree: SyntaxTree, _ errors: [LoweringError], _ checked: CheckedModel, places: TreeIndex, lines: LineIndex,
    _ project: Project
  ) -> [Diagnostic] {
    let selection = project.selection
    let own = selection.apply(to: tree.errors.map(\.diagnostic) + errors.map(\.diagnostic))
    var found = selection.apply(
      to: RuleCatalogue.check(checked) { selection.needs($0.code, worst: $0.severity) })
    if !tree.errors.isEmpty || !errors.isEmpty {
      TextFindings.place(&found, places)
      found = BrokenParts(tree, errors).withoutConsequences(found)
    }
    let placed = TextFindings(own + found, in: tree, places: places, lines: lines, project)
    return placed.diagnostics.sorted(by: Diagnostic.isBefore)
  }
}
