import JSON
import LanguageServerProtocol
import Testing

/// JSON from a text.
func json(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)).root }

/// What a value is written as.
func written(_ value: some JSONEncodable) -> String {
  var json = JSONWriter()
  value.encode(to: &json)
  return String(decoding: json.bytes, as: UTF8.self)
}

/// The same JSON with the members of objects in the order of their names.
func sorted(_ value: JSONValue) -> JSONValue {
  switch value {
  case .array(let elements): return .array(elements.map(sorted))
  case .object(let object):
    let members = object.members.map { JSONObject.Member(key: $0.key, value: sorted($0.value)) }
    return .object(JSONObject(members: members.sorted { $0.key < $1.key }))
  default: return value
  }
}
