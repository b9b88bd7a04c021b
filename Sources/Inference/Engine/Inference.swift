// The result of inference: a type for each value, as far as it is known, and what is wrong.

package import ONNXModel
package import Operators

/// Types, shapes and known elements of a model's values.
package struct Inference: Sendable {
  package let index: ModelIndex
  /// By value; nil where nothing is known.
  package let types: [InferredType?]
  /// The elements of small computed values.
  package let known: [ValueID: KnownTensor]
  /// What is wrong, by node; in the order in which it was found.
  package let problems: [NodeID: [InferenceProblem]]
  /// The nodes at which knowledge ends although their inputs are known, and why.
  package let unknownFrom: [(node: NodeID, reason: String)]
  /// Declared types that are not what was inferred.
  package let conflicts: [DeclarationConflict]

  /// Infers a whole model.
  package init(_ index: ModelIndex) {
    let run = InferenceRun(index)
    run.inferModel()
    self.index = index
    types = run.types
    known = run.computedValues
    problems = run.problems
    unknownFrom = run.unknownFrom
    conflicts = run.conflicts
  }

  package func type(of value: ValueID) -> InferredType? { value.exists ? types[value.offset] : nil }
}
