/// Why an input gets no value: which one, what is wrong, what to do.
package struct FeedError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Empty where it is not about one.
  package var input: String
  package var what: String
  /// A clause without a full stop; empty where `what` says it.
  package var remedy: String

  package init(input: String = "", _ what: String, remedy: String = "") {
    (self.input, self.what, self.remedy) = (input, what, remedy)
  }

  package var description: String {
    (input.isEmpty ? "" : "input \(input): ") + what + (remedy.isEmpty ? "" : "; \(remedy)")
  }

  /// The error of whatever went wrong for an input.
  static func of(_ input: String, _ error: any Error) -> FeedError {
    guard var error = error as? FeedError else { return FeedError(input: input, "\(error)") }
    if error.input.isEmpty { error.input = input }
    return error
  }
}
