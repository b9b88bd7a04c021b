// Lines for the log.

package import JSON

/// How important a message is.
package enum MessageType: Int, JSONCodable, Hashable {
  case error = 1
  case warning = 2
  case info = 3
  case log = 4
  case debug = 5
}

/// A line.
package struct LogMessageParams: JSONCodable, Hashable {
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

/// A line for the editor's log.
package struct LogMessageNotification: NotificationMethod {
  package static let method = "window/logMessage"
  package typealias Params = LogMessageParams
}
