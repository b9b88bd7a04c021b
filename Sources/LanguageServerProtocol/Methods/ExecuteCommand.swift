// Commands of the server.

package import JSON

/// The command with its arguments.
package struct ExecuteCommandParams: JSONCodable, Equatable {
  package var command: String
  package var arguments: [JSONValue]?
  package var workDoneToken: IntegerOrString?

  package init(command: String, arguments: [JSONValue]? = nil, workDoneToken: IntegerOrString? = nil) {
    self.command = command
    self.arguments = arguments
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    command = try json.required("command")
    arguments = try json.optional("arguments")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("command", command)
    json.optionalMember("arguments", arguments)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// Runs a command; what it answers is the command's business.
package struct ExecuteCommandRequest: RequestMethod {
  package static let method = "workspace/executeCommand"
  package typealias Params = ExecuteCommandParams
  package typealias Result = JSONValue
}
