// Places in documents.

package import JSON

/// A place between two characters; `character` counts units of the encoding that was agreed on.
package struct Position: JSONCodable, Hashable, Comparable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    line = try json.required("line")
    character = try json.required("character")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("line", line)
    json.member("character", character)
    json.endObject()
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// What stands between two positions; the end is not part of it. `Range` in the protocol, which Swift has for itself.
package struct TextRange: JSONCodable, Hashable {
  package var start: Position
  package var end: Position

  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    start = try json.required("start")
    end = try json.required("end")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("start", start)
    json.member("end", end)
    json.endObject()
  }
}

/// A range of some document.
package struct Location: JSONCodable, Hashable {
  package var uri: String
  package var range: TextRange

  package init(uri: String, range: TextRange) {
    self.uri = uri
    self.range = range
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    range = try json.required("range")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("range", range)
    json.endObject()
  }
}
