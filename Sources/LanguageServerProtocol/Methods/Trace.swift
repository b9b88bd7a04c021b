// What the server tells of its work.

package import JSON

/// How much is to be told.
package struct SetTraceParams: JSONCodable, Hashable {
  package var value: TraceValue

  package init(value: TraceValue) {
    self.value = value
  }

  package init(json: JSONValue) {
    value = json.known("value") ?? .off
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("value", value)
    json.endObject()
  }
}

/// How much is to be told from now on.
package struct SetTraceNotification: NotificationMethod {
  package static let method = "$/setTrace"
  package typealias Params = SetTraceParams
}

/// What was done; `verbose` only where it was asked for.
package struct LogTraceParams: JSONCodable, Hashable {
  package var message: String
  package var verbose: String?

  package init(message: String, verbose: String? = nil) {
    self.message = message
    self.verbose = verbose
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    message = try json.required("message")
    verbose = try json.optional("verbose")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("message", message)
    json.optionalMember("verbose", verbose)
    json.endObject()
  }
}

/// What the server does.
package struct LogTraceNotification: NotificationMethod {
  package static let method = "$/logTrace"
  package typealias Params = LogTraceParams
}
