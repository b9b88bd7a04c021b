// Text for people.

package import JSON

/// How a text is written.
package enum MarkupKind: String, JSONCodable, Hashable {
  case plainText = "plaintext"
  case markdown
}

/// A text in Markdown or without any layout.
package struct MarkupContent: JSONCodable, Hashable {
  package var kind: MarkupKind
  package var value: String

  package init(kind: MarkupKind, value: String) {
    self.kind = kind
    self.value = value
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    kind = json.known("kind") ?? .plainText
    value = try json.required("value")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("kind", kind)
    json.member("value", value)
    json.endObject()
  }
}

/// A text that may be in Markdown.
package enum Documentation: JSONCodable, Hashable {
  case text(String)
  case markup(MarkupContent)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = String.read(json) {
      self = .text(value)
    } else if let value = MarkupContent.read(json) {
      self = .markup(value)
    } else {
      throw DecodingFailure("", expected: "a text or a markup content")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .text(let value): value.encode(to: &json)
    case .markup(let value): value.encode(to: &json)
    }
  }
}
