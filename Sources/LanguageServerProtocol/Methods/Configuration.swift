// The editor's settings.

package import JSON

/// One section of the settings, for a document or a folder.
package struct ConfigurationItem: JSONCodable, Hashable {
  package var scopeUri: String?
  package var section: String?

  package init(scopeUri: String? = nil, section: String? = nil) {
    self.scopeUri = scopeUri
    self.section = section
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    scopeUri = try json.optional("scopeUri")
    section = try json.optional("section")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("scopeUri", scopeUri)
    json.optionalMember("section", section)
    json.endObject()
  }
}

/// The sections.
package struct ConfigurationParams: JSONCodable, Hashable {
  package var items: [ConfigurationItem]

  package init(items: [ConfigurationItem]) {
    self.items = items
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    items = try json.required("items")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.endObject()
  }
}

/// The settings of each section, null where there are none.
package struct ConfigurationRequest: RequestMethod {
  package static let method = "workspace/configuration"
  package typealias Params = ConfigurationParams
  package typealias Result = [JSONValue]
}

/// The settings, where the client sends them.
package struct DidChangeConfigurationParams: JSONCodable, Equatable {
  package var settings: JSONValue

  package init(settings: JSONValue) {
    self.settings = settings
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    settings = try json.required("settings")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("settings", settings)
    json.endObject()
  }
}

/// The settings have changed.
package struct DidChangeConfigurationNotification: NotificationMethod {
  package static let method = "workspace/didChangeConfiguration"
  package typealias Params = DidChangeConfigurationParams
}
