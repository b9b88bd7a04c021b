internal import ONNXModel
internal import Syntax

/// How an element of a list is written.
struct ElementForm {
  enum Kind {
    case name, freeName, string, int, float
    case message(TreePlace.Unit)
    case other
  }

  var kind: Kind
  /// Whether the list would be of another type with the element than without it.
  var changesType = false
  var changesTypeWhenRemoved = false

  init(_ parent: TreePlace, _ field: String, _ list: CommaList, _ item: Int) {
    switch (parent.form, field) {
    case (.node, "input"), (.node, "output"), (.scope, "attribute"): kind = .name
    case (.scope, "attribute_proto"): kind = .message(.parameter)
    case (.node, "attribute"): kind = .message(.attribute)
    case (_, "metadata_props"): kind = .message(.entry)
    case (_, "opset_import"): kind = .message(.opset)
    case (.scope, "initializer"), (.innerGraph, "initializer"): kind = .message(.tensor)
    case (.scope, "input"), (.scope, "output"), (.scope, "value_info"), (.innerGraph, "input"), (.innerGraph, "output"),
      (.innerGraph, "value_info"):
      kind = .message(.value)
    case (.attribute, "ints"), (.tensor, "dims"): kind = .int
    case (.attribute, "floats"): kind = .float
    case (.attribute, "strings"): kind = .string
    default: kind = .other
    }
    guard case .attribute = parent.form, field != "metadata_props" else { return }
    // Without an annotation the first element says the type.
    changesTypeWhenRemoved = item == 0 || list.items.count <= 1
    changesType = list.items.isEmpty
  }
}
