// What of an analysis the next one starts from.

internal import Inference
internal import Lowering
internal import ONNXModel

/// A model with what was inferred of it, and the nodes that changed since.
///
/// It holds the model alone, so that the nodes can be replaced in place: nobody else may have the analysis any more.
struct ModelUpdate {
  var model: Model
  let change: NodeChange
  let inference: EarlierInference

  /// Strings are only added while nodes are replaced; beyond this the model is made anew.
  private static let mostStrings = 1 << 20

  /// - Returns: nil where the whole text has to be analysed again.
  init?(_ analysis: ModelAnalysis, _ change: NodeChange, textSize: Int) {
    guard !analysis.hasLoweringErrors, analysis.model.graph != nil,
      analysis.model.strings.bytes.count < textSize + Self.mostStrings
    else { return nil }
    model = analysis.model
    self.change = change
    inference = EarlierInference(analysis.inference, replaced: change.old, by: change.count)
  }
}
