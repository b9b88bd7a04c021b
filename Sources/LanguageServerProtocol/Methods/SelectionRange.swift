// Larger and larger selections.

package import JSON

/// The places where the selections begin.
package struct SelectionRangeParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var positions: [Position]
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, positions: [Position], workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.positions = positions
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    positions = try json.required("positions")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("positions", positions)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// The ranges around a place; in JSON each one has the next as its `parent`.
package struct SelectionRange: JSONCodable, Hashable {
  /// The smallest first; there is always one.
  package var ranges: [TextRange]

  package init(ranges: [TextRange]) {
    self.ranges = ranges
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    ranges = [try json.required("range")]
    var parent = json["parent"]
    while let around = parent, !around.isNull {
      ranges.append(try around.required("range"))
      parent = around["parent"]
    }
  }

  package func encode(to json: inout JSONWriter) {
    for (depth, range) in ranges.enumerated() {
      if depth > 0 { json.key("parent") }
      json.beginObject()
      json.member("range", range)
    }
    for _ in ranges { json.endObject() }
  }
}

/// Selections around each place.
package struct SelectionRangeRequest: RequestMethod {
  package static let method = "textDocument/selectionRange"
  package typealias Params = SelectionRangeParams
  package typealias Result = [SelectionRange]?
}
