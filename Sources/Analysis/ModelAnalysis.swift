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
  package var places: TreeIndex
  package let model: Model
  package let checked: CheckedModel
  /// Whether something can't be read that the grammar allows: a file of weights, a number out of range.
  let hasLoweringErrors: Bool
  /// Sorted by place; those of the syntax first come where they stand.
  package let diagnostics: [Diagnostic]

  package var index: ModelIndex { checked.index }
  package var inference: Inference { checked.inference }
  package var uses: ValueUses { checked.uses }

  /// Analyses a whole text. Statements that have errors are no part of the model. Nil when it was cancelled on the way.
  init?(
    _ tree: SyntaxTree, version: Int, serial: Int, lines: LineIndex, _ project: Project, _ isCancelled: () -> Bool
  ) {
    let lowered = ModelLowerer.lower(tree, provider: project.weights)
    if isCancelled() { return nil }
    self.init(
      lowered, TreeIndex(tree), version: version, serial: serial, lines: lines, project, after: nil, isCancelled)
  }

  /// Analyses a text in which only some nodes of the main graph are others than in an earlier one.
  ///
  /// - Parameters:
  ///   - places: those of the text as it is now.
  init?(
    updating earlier: inout ModelUpdate, places: TreeIndex, version: Int, serial: Int, lines: LineIndex,
    _ project: Project, _ isCancelled: () -> Bool
  ) {
    let errors = ModelLowerer.replaceNodes(earlier.change, of: &earlier.model, in: places, provider: project.weights)
    self.init(
      LoweredModel(model: earlier.model, errors: errors), places, version: version, serial: serial, lines: lines,
      project,
      after: earlier.inference, isCancelled)
  }

  private init?(
    _ lowered: LoweredModel, _ places: TreeIndex, version: Int, serial: Int, lines: LineIndex, _ project: Project,
    after earlier: EarlierInference?, _ isCancelled: () -> Bool
  ) {
    let index = ModelIndex(lowered.model, catalog: project.catalog)
    if isCancelled() { return nil }
    var checked = CheckedModel(index, Inference(index, after: earlier))
    checked.target = project.target
    checked.folder = project.folder
    checked.metaFields = project.meta
    self.version = version
    self.serial = serial
    self.places = places
    self.checked = checked
    model = lowered.model
    hasLoweringErrors = !lowered.errors.isEmpty
    diagnostics = Self.findings(
      places.tree, lowered.errors, checked, places: places, lines: lines, project, isCancelled)
    if isCancelled() { return nil }
  }

  private static func findings(
    _ tree: SyntaxTree, _ errors: [LoweringError], _ checked: CheckedModel, places: TreeIndex, lines: LineIndex,
    _ project: Project, _ isCancelled: () -> Bool
  ) -> [Diagnostic] {
    let selection = project.selection
    let own = selection.apply(to: tree.errors.map(\.diagnostic) + errors.map(\.diagnostic))
    var found = selection.apply(
      to: RuleCatalogue.check(checked) { !isCancelled() && selection.needs($0.code, worst: $0.severity) })
    if !tree.errors.isEmpty || !errors.isEmpty {
      TextFindings.place(&found, places)
      found = BrokenParts(tree, errors).withoutConsequences(found)
    }
    let placed = TextFindings(own + found, in: tree, places: places, lines: lines, project)
    return placed.diagnostics.sorted(by: Diagnostic.isBefore)
  }
}
