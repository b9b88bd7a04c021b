// One thing that is wrong, or worth knowing, with where, why and what to do.

/// A place that explains a diagnostic: who made the value, where it was declared.
package struct Label: Sendable, Hashable {
  package var place: Place
  /// One line, read beside the place: `int64[4], made here`.
  package var message: String

  package init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }
}

/// The node that a diagnostic is about.
package struct NodeInfo: Sendable, Hashable {
  /// Bytes, as models carry them: empty where the node has no name.
  package var name: [UInt8]
  package var opType: [UInt8]
  package var domain: [UInt8]
  /// The operator set version that defined the operator as the model sees it; nil for unknown operators.
  package var sinceVersion: Int?

  package init(name: [UInt8], opType: [UInt8], domain: [UInt8], sinceVersion: Int?) {
    self.name = name
    self.opType = opType
    self.domain = domain
    self.sinceVersion = sinceVersion
  }
}

/// A checker that people know, whose verdict is told beside ours.
package enum Peer: String, Sendable, CaseIterable {
  case checker = "onnx.checker"
  case fullCheck = "onnx.checker full"
  case runtime = "onnxruntime"
}

/// A finding about a model.
package struct Diagnostic: Sendable {
  package var code: DiagnosticCode
  package var severity: Severity
  /// One line in plain words with the actual types and shapes; no place in it.
  package var message: String
  package var place: Place
  package var node: NodeInfo?
  package var related: [Label]
  /// The reason: which rule of which operator version; a line each.
  package var notes: [String]
  /// What the peers would say; one that is not here says nothing.
  package var peers: [Peer: String]
  package var fixes: [Fix]

  package init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, at place: Place, node: NodeInfo? = nil,
    related: [Label] = [], notes: [String] = [], peers: [Peer: String] = [:], fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.node = node
    self.related = related
    self.notes = notes
    self.peers = peers
    self.fixes = fixes
  }

  /// The order of reports: by place, then by code.
  package static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    left.place == right.place ? left.code < right.code : left.place < right.place
  }
}
