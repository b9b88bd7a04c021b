// The editor's folders.

package import JSON

/// Folders that were opened and closed.
package struct WorkspaceFoldersChangeEvent: JSONCodable, Hashable {
  package var added: [WorkspaceFolder]
  package var removed: [WorkspaceFolder]

  package init(added: [WorkspaceFolder], removed: [WorkspaceFolder]) {
    self.added = added
    self.removed = removed
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    added = try json.required("added")
    removed = try json.required("removed")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("added", added)
    json.member("removed", removed)
    json.endObject()
  }
}

/// What is new.
package struct DidChangeWorkspaceFoldersParams: JSONCodable, Hashable {
  package var event: WorkspaceFoldersChangeEvent

  package init(event: WorkspaceFoldersChangeEvent) {
    self.event = event
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    event = try json.required("event")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("event", event)
    json.endObject()
  }
}

/// Folders were opened or closed.
package struct DidChangeWorkspaceFoldersNotification: NotificationMethod {
  package static let method = "workspace/didChangeWorkspaceFolders"
  package typealias Params = DidChangeWorkspaceFoldersParams
}
