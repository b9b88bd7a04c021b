// What inference finds wrong with a node; a rule makes a diagnostic of it.

package import ONNXModel

/// A fault of a node's types, shapes, attributes or values.
package struct InferenceProblem: Error, Sendable {
  /// Which part of the node it is about.
  package enum Site: Sendable, Hashable {
    case node
    case input(Int)
    case output(Int)
    case attribute(String)
  }

  /// A code of the catalogue: `S002`.
  package var code: String
  /// One line with the actual types and shapes.
  package var message: String
  package var site: Site
  /// Inputs of the node whose makers explain the fault, with a line each.
  package var related: [(input: Int, message: String)]
  /// The reason: which rule of which operator version; a line each.
  package var notes: [String]

  package init(
    _ code: String, _ message: String, at site: Site = .node, related: [(input: Int, message: String)] = [],
    notes: [String] = []
  ) {
    self.code = code
    self.message = message
    self.site = site
    self.related = related
    self.notes = notes
  }
}
