/// One difference between two versions of an operator.
package struct SchemaChange: Sendable, Hashable {
  /// What is different, as a clause: `attribute mode is new (string, default "DCR")`.
  package let text: String
  /// The nodes that it makes mean something else, or refuses; nil if a node stays as it is.
  package let breaks: NodeCondition?

  init(_ text: String, breaks: NodeCondition? = nil) {
    self.text = text
    self.breaks = breaks
  }
}
