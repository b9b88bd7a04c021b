// What the server can be told to do.

package import JSON

/// A command with a title for people; a client sends it back by `workspace/executeCommand`.
package struct Command: JSONCodable, Equatable {
  package var title: String
  package var command: String
  package var tooltip: String?
  package var arguments: [JSONValue]?

  package init(title: String, command: String, tooltip: String? = nil, arguments: [JSONValue]? = nil) {
    self.title = title
    self.command = command
    self.tooltip = tooltip
    self.arguments = arguments
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    title = try json.required("title")
    command = try json.required("command")
    tooltip = try json.optional("tooltip")
    arguments = try json.optional("arguments")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.member("command", command)
    json.optionalMember("tooltip", tooltip)
    json.optionalMember("arguments", arguments)
    json.endObject()
  }
}
