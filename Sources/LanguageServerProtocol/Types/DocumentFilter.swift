// Which documents a registration is about.

package import JSON

/// Documents by language, scheme of the URI, or a pattern of paths; at least one of them is given.
package struct DocumentFilter: JSONCodable, Hashable {
  package var language: String?
  package var scheme: String?
  package var pattern: String?

  package init(language: String? = nil, scheme: String? = nil, pattern: String? = nil) {
    self.language = language
    self.scheme = scheme
    self.pattern = pattern
  }

  package init(json: JSONValue) {
    language = json.known("language")
    scheme = json.known("scheme")
    pattern = json.known("pattern")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("language", language)
    json.optionalMember("scheme", scheme)
    json.optionalMember("pattern", pattern)
    json.endObject()
  }
}
