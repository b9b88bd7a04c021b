// The result of inference: a type for each value, as far as it is known, and what is wrong.

package import ONNXModel
package import Operators

/// Types, shapes and known elements of a model's values.
package struct Inference: Sendable {
  package let index: ModelIndex
  /// By value; nil where nothing is known.
  package let types: [InferredType?]
  /// The elements of small values, whatever the caller gives.
  package let known: [ValueID: KnownTensor]
  /// The values whose types rest on the default of an input, which a caller may replace by one of another shape or value.
  package let assumed: Set<ValueID>
  /// What is wrong, by node; in the order in which it was found.
  package let problems: [NodeID: [InferenceProblem]]
  /// The nodes at which knowledge ends although their inputs are known, and why.
  package let unknownFrom: [(node: NodeID, reason: String)]
  package let declarations: Declarations
  /// Declared types that are not what was inferred.
  package let conflicts: [DeclarationConflict]

  /// What a later inference of nearly the same model takes over.
  let memory: InferenceMemory

  /// Infers a whole model.
  ///
  /// - Parameter earlier: the inference of nearly the same model, from which is taken what the change does not concern.
  package init(_ index: ModelIndex, after earlier: EarlierInference? = nil) {
    let run = InferenceRun(index)
    run.earlier = earlier
    run.inferModel()
    memory = run.memory
    self.index = index
    types = run.types
    known = run.computedValues
    assumed = run.assumed
    problems = run.problems
    unknownFrom = run.unknownFrom
    conflicts = run.conflicts.list
    declarations = run.declarations
  }

  package func type(of value: ValueID) -> InferredType? { value.exists ? types[value.offset] : nil }

  /// The type as far as it holds whatever the caller gives.
  package func sureType(of value: ValueID) -> InferredType? {
    assumed.contains(value) ? type(of: value)?.withoutShape : type(of: value)
  }
}
