// Links from a word to what it stands for.

package import JSON

/// A link whose both ends are ranges.
package struct LocationLink: JSONCodable, Hashable {
  package var targetUri: String
  package var targetRange: TextRange
  package var targetSelectionRange: TextRange
  package var originSelectionRange: TextRange?

  package init(
    targetUri: String, targetRange: TextRange, targetSelectionRange: TextRange, originSelectionRange: TextRange? = nil
  ) {
    self.targetUri = targetUri
    self.targetRange = targetRange
    self.targetSelectionRange = targetSelectionRange
    self.originSelectionRange = originSelectionRange
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    targetUri = try json.required("targetUri")
    targetRange = try json.required("targetRange")
    targetSelectionRange = try json.required("targetSelectionRange")
    originSelectionRange = try json.optional("originSelectionRange")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("targetUri", targetUri)
    json.member("targetRange", targetRange)
    json.member("targetSelectionRange", targetSelectionRange)
    json.optionalMember("originSelectionRange", originSelectionRange)
    json.endObject()
  }
}

/// The answer of `definition` and its kin.
package enum DefinitionResult: JSONCodable, Hashable {
  case location(Location)
  case links([LocationLink])
  case locations([Location])

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = Location.read(json) {
      self = .location(value)
    } else if let value = [LocationLink].read(json) {
      self = .links(value)
    } else if let value = [Location].read(json) {
      self = .locations(value)
    } else {
      throw DecodingFailure("", expected: "a location, locations or links")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .location(let value): value.encode(to: &json)
    case .links(let value): value.encode(to: &json)
    case .locations(let value): value.encode(to: &json)
    }
  }
}
