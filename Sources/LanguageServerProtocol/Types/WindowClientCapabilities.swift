// What the client can show outside documents.

package import JSON

/// What the buttons of a message may carry.
package struct ClientShowMessageActionItemOptions: JSONCodable, Hashable {
  package var additionalPropertiesSupport: Bool?

  package init(additionalPropertiesSupport: Bool? = nil) {
    self.additionalPropertiesSupport = additionalPropertiesSupport
  }

  package init(json: JSONValue) {
    additionalPropertiesSupport = json.known("additionalPropertiesSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("additionalPropertiesSupport", additionalPropertiesSupport)
    json.endObject()
  }
}

/// Messages with buttons.
package struct ShowMessageRequestClientCapabilities: JSONCodable, Hashable {
  package var messageActionItem: ClientShowMessageActionItemOptions?

  package init(messageActionItem: ClientShowMessageActionItemOptions? = nil) {
    self.messageActionItem = messageActionItem
  }

  package init(json: JSONValue) {
    messageActionItem = json.known("messageActionItem")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("messageActionItem", messageActionItem)
    json.endObject()
  }
}

/// Whether the client opens documents on request.
package struct ShowDocumentClientCapabilities: JSONCodable, Hashable {
  package var support: Bool

  package init(support: Bool) {
    self.support = support
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    support = try json.required("support")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("support", support)
    json.endObject()
  }
}

/// What the client can show outside documents.
package struct WindowClientCapabilities: JSONCodable, Hashable {
  package var workDoneProgress: Bool?
  package var showMessage: ShowMessageRequestClientCapabilities?
  package var showDocument: ShowDocumentClientCapabilities?

  package init(
    workDoneProgress: Bool? = nil, showMessage: ShowMessageRequestClientCapabilities? = nil,
    showDocument: ShowDocumentClientCapabilities? = nil
  ) {
    self.workDoneProgress = workDoneProgress
    self.showMessage = showMessage
    self.showDocument = showDocument
  }

  package init(json: JSONValue) {
    workDoneProgress = json.known("workDoneProgress")
    showMessage = json.known("showMessage")
    showDocument = json.known("showDocument")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.optionalMember("showMessage", showMessage)
    json.optionalMember("showDocument", showDocument)
    json.endObject()
  }
}
