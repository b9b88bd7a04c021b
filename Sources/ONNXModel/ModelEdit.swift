/// A change of a model, as data: it is applied to a binary's model, or lowered to the smallest edits of a text.
public enum ModelEdit: Sendable {
  /// Sets a field: a number, a string, or one element of a repeated field.
  case set(ModelPath, EditValue)
  /// Inserts an element of a repeated field before the one that the path names (or behind the last one).
  case insert(ModelPath, EditValue)
  /// Removes an element of a repeated field, or unsets a field.
  case remove(ModelPath)
}

/// What an edit puts in place. Messages bring the strings that they refer to.
public enum EditValue: Sendable {
  case int(Int64)
  case float(Float)
  case string([UInt8])
  case node(Node, StringPool)
  case attribute(Attribute, StringPool)
  case value(Value, StringPool)
  case entry(key: [UInt8], value: [UInt8])
}
