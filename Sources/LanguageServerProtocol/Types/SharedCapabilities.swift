// What the options and capabilities of many features are.

package import JSON

/// The options of a feature without any, which may report its progress.
package struct WorkDoneProgressOptions: JSONCodable, Hashable {
  package var workDoneProgress: Bool?

  package init(workDoneProgress: Bool? = nil) {
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// What a client can do whose only choice is whether the feature may be registered later.
package struct DynamicRegistrationCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?

  package init(dynamicRegistration: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.endObject()
  }
}

/// Whether the client fetches everything of a feature again when it is asked to.
package struct RefreshCapabilities: JSONCodable, Hashable {
  package var refreshSupport: Bool?

  package init(refreshSupport: Bool? = nil) {
    self.refreshSupport = refreshSupport
  }

  package init(json: JSONValue) {
    refreshSupport = json.known("refreshSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("refreshSupport", refreshSupport)
    json.endObject()
  }
}

/// Which properties of something a client may ask for later.
package struct ResolveSupport: JSONCodable, Hashable {
  package var properties: [String]

  package init(properties: [String]) {
    self.properties = properties
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    properties = try json.required("properties")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("properties", properties)
    json.endObject()
  }
}
