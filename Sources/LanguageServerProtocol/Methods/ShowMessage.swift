// Messages for people.

package import JSON

/// A message.
package struct ShowMessageParams: JSONCodable, Hashable {
  package var type: MessageType
  package var message: String

  package init(type: MessageType, message: String) {
    self.type = type
    self.message = message
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    type = json.known("type") ?? .log
    message = try json.required("message")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type)
    json.member("message", message)
    json.endObject()
  }
}

/// A message for people.
package struct ShowMessageNotification: NotificationMethod {
  package static let method = "window/showMessage"
  package typealias Params = ShowMessageParams
}

/// A button.
package struct MessageActionItem: JSONCodable, Hashable {
  package var title: String

  package init(title: String) {
    self.title = title
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    title = try json.required("title")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.endObject()
  }
}

/// A message with buttons.
package struct ShowMessageRequestParams: JSONCodable, Hashable {
  package var type: MessageType
  package var message: String
  package var actions: [MessageActionItem]?

  package init(type: MessageType, message: String, actions: [MessageActionItem]? = nil) {
    self.type = type
    self.message = message
    self.actions = actions
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    type = json.known("type") ?? .log
    message = try json.required("message")
    actions = try json.optional("actions")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type)
    json.member("message", message)
    json.optionalMember("actions", actions)
    json.endObject()
  }
}

/// A question; the answer is the button that was pressed.
package struct ShowMessageRequest: RequestMethod {
  package static let method = "window/showMessageRequest"
  package typealias Params = ShowMessageRequestParams
  package typealias Result = MessageActionItem?
}
