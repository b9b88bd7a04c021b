package import ONNXModel

/// Why an edit of a model can't be said as edits of a text.
package struct EditError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Reason: Sendable, Equatable {
    /// The model can't be edited so.
    case model(ModelEditError.Reason)
    /// The same text says another part of the model, too, as the name of an input with elements is that of an
    /// initializer: both have to be changed alike.
    case shared
    /// There are no edits of the text for it; the text has to be printed anew.
    case unsupported
  }

  /// Which edit of the list.
  package var index: Int
  package var path: ModelPath
  package var reason: Reason

  package init(index: Int, path: ModelPath, reason: Reason) {
    self.index = index
    self.path = path
    self.reason = reason
  }

  package var description: String {
    switch reason {
    case .model(let reason): ModelEditError(index: index, path: path, reason: reason).description
    case .shared: "\(path) stands in the text as a part of something else, too, which is not changed alike"
    case .unsupported: "\(path) can't be changed in a text that stays as it is elsewhere"
    }
  }
}
