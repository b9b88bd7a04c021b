// Reports of work in progress.

package import JSON

/// A report: of work, or a part of a result.
package struct ProgressParams: JSONCodable, Equatable {
  package var token: IntegerOrString
  package var value: JSONValue

  package init(token: IntegerOrString, value: JSONValue) {
    self.token = token
    self.value = value
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    token = try json.required("token")
    value = try json.required("value")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("token", token)
    json.member("value", value)
    json.endObject()
  }
}

extension ProgressParams {
  /// A report of work, or a part of a result.
  package init(token: ProgressToken, _ value: some JSONEncodable) {
    self.init(token: token, value: JSONValue(encoding: value))
  }
}

/// How far work has come, or a part of its result.
package struct ProgressNotification: NotificationMethod {
  package static let method = "$/progress"
  package typealias Params = ProgressParams
}

/// The token of the progress to come.
package struct WorkDoneProgressCreateParams: JSONCodable, Hashable {
  package var token: IntegerOrString

  package init(token: IntegerOrString) {
    self.token = token
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    token = try json.required("token")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("token", token)
    json.endObject()
  }
}

/// The server announces a progress of its own.
package struct WorkDoneProgressCreateRequest: RequestMethod {
  package static let method = "window/workDoneProgress/create"
  package typealias Params = WorkDoneProgressCreateParams
  package typealias Result = Empty
}

/// The progress whose work is to stop.
package struct WorkDoneProgressCancelParams: JSONCodable, Hashable {
  package var token: IntegerOrString

  package init(token: IntegerOrString) {
    self.token = token
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    token = try json.required("token")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("token", token)
    json.endObject()
  }
}

/// A person stops work that the server announced.
package struct WorkDoneProgressCancelNotification: NotificationMethod {
  package static let method = "window/workDoneProgress/cancel"
  package typealias Params = WorkDoneProgressCancelParams
}
