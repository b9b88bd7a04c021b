package import ONNXModel

/// Why a value could not be computed: at which node, and what the kernel said.
package struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The node, where it is one that failed.
  package var path: ModelPath?
  package var message: String
  /// Whether somebody stopped it.
  package var isCancelled = false

  package init(at path: ModelPath? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  static let cancelled: EvaluationError = {
    var error = EvaluationError("stopped")
    error.isCancelled = true
    return error
  }()

  package var description: String { message }
}
