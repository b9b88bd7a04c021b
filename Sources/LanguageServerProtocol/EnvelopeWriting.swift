// JSON-RPC around the protocol's messages: what goes out.

package import JSON

extension JSONWriter {
  /// Writes the answer to a request.
  package mutating func writeResponse(id: RequestID, result: some JSONEncodable) {
    envelope { json in
      json.member("id", id)
      json.member("result", result)
    }
  }

  /// Writes that a request failed; no id where the request's could not be read.
  package mutating func writeResponse(id: RequestID?, error: ResponseError) {
    envelope { json in
      json.member("id", id)
      json.member("error", error)
    }
  }

  /// Writes a request.
  package mutating func writeRequest<Method: RequestMethod>(
    _ method: Method.Type, id: RequestID, params: Method.Params
  ) {
    envelope { json in
      json.member("id", id)
      json.member("method", Method.method)
      json.params(params)
    }
  }

  /// Writes a notification.
  package mutating func writeNotification<Method: NotificationMethod>(_ method: Method.Type, params: Method.Params) {
    envelope { json in
      json.member("method", Method.method)
      json.params(params)
    }
  }

  private mutating func envelope(_ members: (inout JSONWriter) -> Void) {
    object { json in
      json.member("jsonrpc", "2.0")
      members(&json)
    }
  }

  /// Parameters; none at all where a method has none, which JSON-RPC wants so.
  private mutating func params<Params: JSONEncodable>(_ params: Params) {
    if Params.self != Empty.self { member("params", params) }
  }
}

extension RequestMethod {
  /// A request as the content of a message.
  package static func request(id: RequestID, _ params: Params) -> [UInt8] {
    var json = JSONWriter()
    json.writeRequest(Self.self, id: id, params: params)
    return json.bytes
  }

  /// An answer as the content of a message.
  package static func response(id: RequestID, _ result: Result) -> [UInt8] {
    var json = JSONWriter()
    json.writeResponse(id: id, result: result)
    return json.bytes
  }
}

extension NotificationMethod {
  /// A notification as the content of a message.
  package static func notification(_ params: Params) -> [UInt8] {
    var json = JSONWriter()
    json.writeNotification(Self.self, params: params)
    return json.bytes
  }
}
