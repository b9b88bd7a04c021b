// Taking a request back.

package import JSON

/// The request that nobody waits for any more.
package struct CancelParams: JSONCodable, Hashable {
  package var id: IntegerOrString

  package init(id: IntegerOrString) {
    self.id = id
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    id = try json.required("id")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.endObject()
  }
}

/// A request is taken back; it is answered still, by an error as a rule.
package struct CancelNotification: NotificationMethod {
  package static let method = "$/cancelRequest"
  package typealias Params = CancelParams
}
