// Features that are announced later.

package import JSON

/// A method that the server wants to be asked from now on.
package struct Registration: JSONCodable, Equatable {
  package var id: String
  package var method: String
  package var registerOptions: JSONValue?

  package init(id: String, method: String, registerOptions: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.registerOptions = registerOptions
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    id = try json.required("id")
    method = try json.required("method")
    registerOptions = try json.optional("registerOptions")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.member("method", method)
    json.optionalMember("registerOptions", registerOptions)
    json.endObject()
  }
}

/// What is announced.
package struct RegistrationParams: JSONCodable, Equatable {
  package var registrations: [Registration]

  package init(registrations: [Registration]) {
    self.registrations = registrations
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    registrations = try json.required("registrations")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("registrations", registrations)
    json.endObject()
  }
}

/// Announces features.
package struct RegistrationRequest: RequestMethod {
  package static let method = "client/registerCapability"
  package typealias Params = RegistrationParams
  package typealias Result = Empty
}

/// A method that the server doesn't want to be asked any more.
package struct Unregistration: JSONCodable, Hashable {
  package var id: String
  package var method: String

  package init(id: String, method: String) {
    self.id = id
    self.method = method
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    id = try json.required("id")
    method = try json.required("method")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.member("method", method)
    json.endObject()
  }
}

/// What is taken back; the protocol has it spelled so.
package struct UnregistrationParams: JSONCodable, Hashable {
  package var unregisterations: [Unregistration]

  package init(unregisterations: [Unregistration]) {
    self.unregisterations = unregisterations
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    unregisterations = try json.required("unregisterations")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("unregisterations", unregisterations)
    json.endObject()
  }
}

/// Takes announcements back.
package struct UnregistrationRequest: RequestMethod {
  package static let method = "client/unregisterCapability"
  package typealias Params = UnregistrationParams
  package typealias Result = Empty
}

extension Registration {
  /// An announcement with options of their own type.
  package init(id: String, method: String, options: some JSONEncodable) {
    self.init(id: id, method: method, registerOptions: JSONValue(encoding: options))
  }
}
