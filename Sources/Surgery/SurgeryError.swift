// Why an operation on a model can't be done.

/// A request that the model can't meet: what is asked for, why not, and the nearest that could be meant.
package struct SurgeryError: Error, Sendable, Equatable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
