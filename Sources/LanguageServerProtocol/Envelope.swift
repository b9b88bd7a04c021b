// JSON-RPC around the protocol's messages: what comes in.

package import JSON

/// A number or a string, as the protocol has for ids, tokens and codes.
package enum IntegerOrString: JSONCodable, Hashable, CustomStringConvertible {
  case number(Int)
  case string(String)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let number = json.int {
      self = .number(number)
    } else if let text = json.string {
      self = .string(text)
    } else {
      throw DecodingFailure("", expected: "an integer or a string")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .number(let number): json.write(number)
    case .string(let text): json.write(text)
    }
  }

  package var description: String {
    switch self {
    case .number(let number): String(number)
    case .string(let text): text
    }
  }
}

extension IntegerOrString: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(stringLiteral value: String) { self = .string(value) }
}

/// What names a request.
package typealias RequestID = IntegerOrString

/// What names a progress, or where partial results go.
package typealias ProgressToken = IntegerOrString

/// A message that came in.
package enum IncomingMessage: Sendable, Equatable {
  /// `params` is null where there are none.
  case request(id: RequestID, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// The answer to a request of ours; no id where the other side couldn't read ours.
  case response(id: RequestID?, Result<JSONValue, ResponseError>)

  /// Reads the content of a message; a failure is what to answer.
  package init(_ bytes: [UInt8]) throws(MalformedMessage) {
    let root: JSONValue
    do throws(JSONError) {
      root = try JSONReader.read(bytes, loneSurrogates: .replace).root
    } catch {
      throw MalformedMessage(error: ResponseError(.parseError, error.description))
    }
    try self.init(root)
  }

  private init(_ root: JSONValue) throws(MalformedMessage) {
    guard root.object != nil else {
      throw MalformedMessage(.invalidRequest, root.array == nil ? "expected an object" : "batches are not part of LSP")
    }
    let hasID = root["id"] != nil
    let id: RequestID? = root.known("id")
    guard root["jsonrpc"]?.string == "2.0" else {
      throw MalformedMessage(.invalidRequest, "jsonrpc: expected \"2.0\"", id)
    }
    if let method = root["method"] {
      guard let method = method.string else { throw MalformedMessage(.invalidRequest, "method: expected a string", id) }
      if hasID, id == nil { throw MalformedMessage(.invalidRequest, "id: expected an integer or a string") }
      self = try Self.call(method, id, root["params"] ?? .null)
    } else {
      self = try Self.answer(root, id)
    }
  }

  private static func call(
    _ method: String, _ id: RequestID?, _ params: JSONValue
  ) throws(MalformedMessage) -> IncomingMessage {
    switch params {
    case .null, .object, .array: break
    default: throw MalformedMessage(.invalidRequest, "params: expected an object or an array", id)
    }
    if let id { return .request(id: id, method: method, params: params) }
    return .notification(method: method, params: params)
  }

  private static func answer(_ root: JSONValue, _ id: RequestID?) throws(MalformedMessage) -> IncomingMessage {
    if let error: ResponseError = root.known("error") { return .response(id: id, .failure(error)) }
    guard let id, let result = root["result"] else {
      throw MalformedMessage(.invalidRequest, "neither a method nor an answer", id)
    }
    return .response(id: id, .success(result))
  }
}

/// What is wrong with a message, and whom to tell.
package struct MalformedMessage: Error, Sendable, Equatable {
  /// The message's id where it could be read; null is answered else.
  package var id: RequestID?
  package var error: ResponseError

  package init(id: RequestID? = nil, error: ResponseError) {
    self.id = id
    self.error = error
  }

  init(_ code: ErrorCode, _ message: String, _ id: RequestID? = nil) {
    self.init(id: id, error: ResponseError(code, message))
  }
}
