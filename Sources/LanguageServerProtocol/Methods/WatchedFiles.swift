// Files that changed outside the editor.

package import JSON

/// What happened to a file.
package enum FileChangeType: Int, JSONCodable, Hashable {
  case created = 1
  case changed = 2
  case deleted = 3
}

/// A file that changed.
package struct FileEvent: JSONCodable, Hashable {
  package var uri: String
  package var type: FileChangeType

  package init(uri: String, type: FileChangeType) {
    self.uri = uri
    self.type = type
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    type = json.known("type") ?? .changed
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("type", type)
    json.endObject()
  }
}

/// The files.
package struct DidChangeWatchedFilesParams: JSONCodable, Hashable {
  package var changes: [FileEvent]

  package init(changes: [FileEvent]) {
    self.changes = changes
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    changes = try json.required("changes")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("changes", changes)
    json.endObject()
  }
}

/// Files have changed.
package struct DidChangeWatchedFilesNotification: NotificationMethod {
  package static let method = "workspace/didChangeWatchedFiles"
  package typealias Params = DidChangeWatchedFilesParams
}
