// How documents come to the server.

package import JSON

/// What a change carries.
package enum TextDocumentSyncKind: Int, JSONCodable, Hashable {
  case none_ = 0
  case full = 1
  case incremental = 2
}

/// Whether the text comes along when a document is saved.
package struct SaveOptions: JSONCodable, Hashable {
  package var includeText: Bool?

  package init(includeText: Bool? = nil) {
    self.includeText = includeText
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    includeText = try json.optional("includeText")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("includeText", includeText)
    json.endObject()
  }
}

/// What the server wants to know of documents.
package struct TextDocumentSyncOptions: JSONCodable, Hashable {
  package var openClose: Bool?
  package var change: TextDocumentSyncKind?
  package var willSave: Bool?
  package var willSaveWaitUntil: Bool?
  package var save: SaveOptions?

  package init(
    openClose: Bool? = nil, change: TextDocumentSyncKind? = nil, willSave: Bool? = nil, willSaveWaitUntil: Bool? = nil,
    save: SaveOptions? = nil
  ) {
    self.openClose = openClose
    self.change = change
    self.willSave = willSave
    self.willSaveWaitUntil = willSaveWaitUntil
    self.save = save
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    openClose = try json.optional("openClose")
    change = json.known("change")
    willSave = try json.optional("willSave")
    willSaveWaitUntil = try json.optional("willSaveWaitUntil")
    save = try json.optional("save")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("openClose", openClose)
    json.optionalMember("change", change)
    json.optionalMember("willSave", willSave)
    json.optionalMember("willSaveWaitUntil", willSaveWaitUntil)
    json.optionalMember("save", save)
    json.endObject()
  }
}

/// What the client tells of documents.
package struct TextDocumentSyncClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var willSave: Bool?
  package var willSaveWaitUntil: Bool?
  package var didSave: Bool?

  package init(
    dynamicRegistration: Bool? = nil, willSave: Bool? = nil, willSaveWaitUntil: Bool? = nil, didSave: Bool? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.willSave = willSave
    self.willSaveWaitUntil = willSaveWaitUntil
    self.didSave = didSave
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    willSave = json.known("willSave")
    willSaveWaitUntil = json.known("willSaveWaitUntil")
    didSave = json.known("didSave")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("willSave", willSave)
    json.optionalMember("willSaveWaitUntil", willSaveWaitUntil)
    json.optionalMember("didSave", didSave)
    json.endObject()
  }
}
