/// A change of a model, as data: it is applied to a binary's model, or lowered to the smallest edits of a text.
///
/// All paths of a list of edits are those of the model before the first of them, so that none depends on another one.
/// No edit may change what another one of the list sets, removes or is inside of.
public enum ModelEdit: Sendable {
  /// Sets a field: a number, a string, or one element of a repeated field.
  case set(ModelPath, EditValue)
  /// Inserts an element of a repeated field before the one that the path names, or, if that is the first index that the
  /// field has not, behind the last one. Of several at one place the first stands first.
  case insert(ModelPath, EditValue)
  /// Removes an element of a repeated field, or unsets a field.
  case remove(ModelPath)

  public var path: ModelPath {
    switch self {
    case .set(let path, _), .insert(let path, _), .remove(let path): path
    }
  }
}

/// What an edit puts in place. Messages bring the strings that they refer to, and payloads that are in these strings.
public enum EditValue: Sendable {
  case int(Int64)
  case float(Float)
  case string([UInt8])
  case node(Node, StringPool)
  case attribute(Attribute, StringPool)
  case value(Value, StringPool)
  case tensor(Tensor, StringPool)
  case function(Function, StringPool)
  case entry(key: [UInt8], value: [UInt8])
  /// An import; without a domain the field is unset.
  case opset(domain: [UInt8]?, version: Int64)
}

/// Why edits can't be made.
public struct ModelEditError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    /// The model has nothing at the path, or no such field.
    case nothingThere
    /// The value is of another type than the field, or does not fit it.
    case wrongValue
    /// Another edit of the list changes the same.
    case overlap
    /// A tensor to put in place has its elements elsewhere than in the strings that it brings.
    case foreignPayload
    /// The strings of a model are over 4 GiB.
    case tooLarge
  }

  /// Which edit of the list.
  public var index: Int
  public var path: ModelPath
  public var reason: Reason

  public init(index: Int, path: ModelPath, reason: Reason) {
    self.index = index
    self.path = path
    self.reason = reason
  }

  public var description: String {
    let place = path.steps.isEmpty ? "the model" : path.description
    return switch reason {
    case .nothingThere: "\(place) can't be edited: the model has nothing there"
    case .wrongValue: "\(place) can't be set to a value of that type"
    case .overlap: "\(place) is changed by two edits at once"
    case .foreignPayload: "\(place) can't be set to a tensor whose elements are in a file"
    case .tooLarge: "the model's strings would be over 4 GiB"
    }
  }
}
