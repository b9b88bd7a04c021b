// Values of a model, computed by someone else: what is asked for and what comes back.

package import ONNXModel

/// What is to be computed. It holds the nodes that the wanted values come from, and none besides.
package struct EvaluationRequest: Sendable {
  /// A value by its place in `model`.
  package struct Wanted: Sendable, Equatable {
    package var path: ModelPath
    package var name: String

    package init(path: ModelPath, name: String) {
      self.path = path
      self.name = name
    }
  }

  package var model: Model
  package var wanted: [Wanted]
  /// Sizes of symbolic dimensions, by name.
  package var dims: [String: Int]
  /// Where inputs come from, by name: a file, `random:7`, `zeros` or a literal; the others are random.
  package var inputs: [String: String]
  /// Of the random inputs.
  package var seed: Int
  /// The folder that files are relative to.
  package var folder: String
  /// Whether all elements are wanted as text.
  package var wantsElements: Bool

  package init(
    model: Model, wanted: [Wanted], dims: [String: Int] = [:], inputs: [String: String] = [:], seed: Int = 0,
    folder: String = ".", wantsElements: Bool = false
  ) {
    self.model = model
    self.wanted = wanted
    self.dims = dims
    self.inputs = inputs
    self.seed = seed
    self.folder = folder
    self.wantsElements = wantsElements
  }
}

/// A value, as far as it was computed.
package struct EvaluatedValue: Sendable, Equatable {
  package var name: String
  /// As the text format writes types; nil where it is not known.
  package var type: String?
  /// What the elements are like; nil where they were not computed.
  package var summary: ValueSummary?
  /// Why they were not computed.
  package var reason: String?
  /// All elements, where they were asked for.
  package var elements: String?

  package init(
    name: String, type: String? = nil, summary: ValueSummary? = nil, reason: String? = nil, elements: String? = nil
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.reason = reason
    self.elements = elements
  }
}

/// Why values could not be computed.
package struct EvaluationFailure: Error, Sendable, Equatable {
  /// The node of the request's model at which it happened, if that is known.
  package var path: ModelPath?
  package var message: String

  package init(at path: ModelPath? = nil, _ message: String) {
    self.path = path
    self.message = message
  }
}

/// Computes values.
package protocol Evaluator: Sendable {
  /// The wanted values in order.
  ///
  /// - Parameter report: is told the node that is being computed.
  func evaluate(
    _ request: EvaluationRequest, report: (ModelPath) -> Void
  ) throws(EvaluationFailure) -> [EvaluatedValue]
}
