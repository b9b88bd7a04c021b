// Edits that the server makes.

package import JSON

/// The edit, with a name for undo.
package struct ApplyWorkspaceEditParams: JSONCodable, Hashable {
  package var edit: WorkspaceEdit
  package var label: String?

  package init(edit: WorkspaceEdit, label: String? = nil) {
    self.edit = edit
    self.label = label
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    edit = try json.required("edit")
    label = try json.optional("label")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("edit", edit)
    json.optionalMember("label", label)
    json.endObject()
  }
}

/// Whether the edit was made.
package struct ApplyWorkspaceEditResult: JSONCodable, Hashable {
  package var applied: Bool
  package var failureReason: String?
  package var failedChange: Int?

  package init(applied: Bool, failureReason: String? = nil, failedChange: Int? = nil) {
    self.applied = applied
    self.failureReason = failureReason
    self.failedChange = failedChange
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    applied = try json.required("applied")
    failureReason = try json.optional("failureReason")
    failedChange = try json.optional("failedChange")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("applied", applied)
    json.optionalMember("failureReason", failureReason)
    json.optionalMember("failedChange", failedChange)
    json.endObject()
  }
}

/// Makes the client change documents.
package struct ApplyWorkspaceEditRequest: RequestMethod {
  package static let method = "workspace/applyEdit"
  package typealias Params = ApplyWorkspaceEditParams
  package typealias Result = ApplyWorkspaceEditResult
}
