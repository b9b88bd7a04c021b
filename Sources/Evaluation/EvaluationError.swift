internal import Kernels
package import ONNXModel

/// Why a value could not be computed: at which node, and what the kernel said.
package struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The node, where it is one that failed.
  package var path: ModelPath?
  package var message: String
  /// Whether somebody stopped it.
  package var isCancelled = false
  /// Whether there was not memory enough.
  package private(set) var isOutOfMemory = false

  package init(at path: ModelPath? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  /// What went wrong at something that has a name.
  init(at path: ModelPath?, _ name: String, _ error: any Error) {
    self.init(at: path, "\(name): \(error)")
    isOutOfMemory = error is OutOfMemory
  }

  static let cancelled: EvaluationError = {
    var error = EvaluationError("stopped")
    error.isCancelled = true
    return error
  }()

  package var description: String { message }
}
