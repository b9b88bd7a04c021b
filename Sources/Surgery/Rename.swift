// New names for values and nodes.

package import Inference
package import ONNXModel
internal import Rewriting

package enum Rename {
  /// Renames values of the main graph, wherever they are read and declared.
  ///
  /// - Throws: where a value is not there, or a new name is taken.
  package static func values(
    _ index: ModelIndex, _ names: [(old: String, new: String)]
  ) throws(SurgeryError) -> [ModelEdit] {
    let parts = try NamedParts(index)
    let uses = ValueUses(index)
    var edits: [ModelEdit] = []
    let olds = Set(names.map(\.old))
    var taken: Set<String> = []
    for (old, new) in names {
      let value = try parts.value(old)
      guard !new.isEmpty else { throw SurgeryError("\"\(old)\" can't be renamed to nothing") }
      guard taken.insert(new).inserted else { throw SurgeryError("two values would be called \"\(new)\"") }
      let holder = index.values.first { index.strings.string($0.name) == new }
      if holder != nil, !olds.contains(new) { throw SurgeryError("a value is called \"\(new)\" already") }
      edits += RenameValue.edits(value, to: new, index, uses)
      edits += annotations(index, parts.scope, index.nameBytes(value), new)
    }
    return edits
  }

  /// Renames nodes of the main graph.
  ///
  /// - Throws: where a node is not there.
  package static func nodes(
    _ index: ModelIndex, _ names: [(old: String, new: String)]
  ) throws(SurgeryError) -> [ModelEdit] {
    let parts = try NamedParts(index)
    var edits: [ModelEdit] = []
    for (old, new) in names {
      let path = index.path(of: try parts.node(old)).appending("name")
      edits.append(new.isEmpty ? .remove(path) : .set(path, .string(Array(new.utf8))))
    }
    return edits
  }

  /// What quantises a tensor names it, too.
  private static func annotations(_ index: ModelIndex, _ scope: Int, _ old: [UInt8], _ new: String) -> [ModelEdit] {
    index.scopes[scope].graph.quantizationAnnotations.enumerated().compactMap { number, annotation in
      guard annotation.tensorName.map({ index.strings[$0].elementsEqual(old) }) == true else { return nil }
      let path = index.path(ofScope: scope).appending("quantization_annotation", number).appending("tensor_name")
      return .set(path, .string(Array(new.utf8)))
    }
  }
}
