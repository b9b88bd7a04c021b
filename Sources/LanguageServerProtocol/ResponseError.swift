// Why a request was not done.

package import JSON

/// A number that says what kind of failure it is; clients may send others.
package struct ErrorCode: RawRepresentable, JSONCodable, Hashable {
  package var rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let parseError = ErrorCode(rawValue: -32700)
  package static let invalidRequest = ErrorCode(rawValue: -32600)
  package static let methodNotFound = ErrorCode(rawValue: -32601)
  package static let invalidParams = ErrorCode(rawValue: -32602)
  package static let internalError = ErrorCode(rawValue: -32603)
  /// A request before `initialize`.
  package static let serverNotInitialized = ErrorCode(rawValue: -32002)
  package static let unknownErrorCode = ErrorCode(rawValue: -32001)
  /// A correct request that can't be done; the message is for people.
  package static let requestFailed = ErrorCode(rawValue: -32803)
  package static let serverCancelled = ErrorCode(rawValue: -32802)
  /// The answer would be about a document that has changed since.
  package static let contentModified = ErrorCode(rawValue: -32801)
  package static let requestCancelled = ErrorCode(rawValue: -32800)
}

/// The answer to a request that failed.
package struct ResponseError: Error, JSONCodable, Equatable {
  package var code: ErrorCode
  package var message: String
  package var data: JSONValue?

  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    code = try json.required("code")
    message = try json.required("message")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("code", code)
    json.member("message", message)
    json.optionalMember("data", data)
    json.endObject()
  }
}
