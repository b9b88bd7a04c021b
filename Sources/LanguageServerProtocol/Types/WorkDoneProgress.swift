// How far long work has come.

package import JSON

/// The first report of a progress.
package struct WorkDoneProgressBegin: JSONCodable, Hashable {
  package var title: String
  package var cancellable: Bool?
  package var message: String?
  /// From 0 to 100; without it the work has no known end.
  package var percentage: Int?

  package init(title: String, cancellable: Bool? = nil, message: String? = nil, percentage: Int? = nil) {
    self.title = title
    self.cancellable = cancellable
    self.message = message
    self.percentage = percentage
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    title = try json.required("title")
    try json.requireConstant("kind", "begin")
    cancellable = try json.optional("cancellable")
    message = try json.optional("message")
    percentage = try json.optional("percentage")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.member("kind", "begin")
    json.optionalMember("cancellable", cancellable)
    json.optionalMember("message", message)
    json.optionalMember("percentage", percentage)
    json.endObject()
  }
}

/// A report in between.
package struct WorkDoneProgressReport: JSONCodable, Hashable {
  package var cancellable: Bool?
  package var message: String?
  package var percentage: Int?

  package init(cancellable: Bool? = nil, message: String? = nil, percentage: Int? = nil) {
    self.cancellable = cancellable
    self.message = message
    self.percentage = percentage
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    try json.requireConstant("kind", "report")
    cancellable = try json.optional("cancellable")
    message = try json.optional("message")
    percentage = try json.optional("percentage")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("kind", "report")
    json.optionalMember("cancellable", cancellable)
    json.optionalMember("message", message)
    json.optionalMember("percentage", percentage)
    json.endObject()
  }
}

/// The last report.
package struct WorkDoneProgressEnd: JSONCodable, Hashable {
  package var message: String?

  package init(message: String? = nil) {
    self.message = message
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    try json.requireConstant("kind", "end")
    message = try json.optional("message")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("kind", "end")
    json.optionalMember("message", message)
    json.endObject()
  }
}
