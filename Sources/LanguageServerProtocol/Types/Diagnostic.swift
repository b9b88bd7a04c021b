// What is wrong in a document.

package import JSON

/// How bad it is.
package enum DiagnosticSeverity: Int, JSONCodable, Hashable {
  case error = 1
  case warning = 2
  case information = 3
  case hint = 4
}

/// How to draw what a diagnostic is about.
package enum DiagnosticTag: Int, JSONCodable, Hashable {
  /// Faded out.
  case unnecessary = 1
  /// Struck through.
  case deprecated = 2
}

/// Where a rule is explained.
package struct CodeDescription: JSONCodable, Hashable {
  package var href: String

  package init(href: String) {
    self.href = href
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    href = try json.required("href")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("href", href)
    json.endObject()
  }
}

/// Another place that has to do with a diagnostic.
package struct DiagnosticRelatedInformation: JSONCodable, Hashable {
  package var location: Location
  package var message: String

  package init(location: Location, message: String) {
    self.location = location
    self.message = message
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    location = try json.required("location")
    message = try json.required("message")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("location", location)
    json.member("message", message)
    json.endObject()
  }
}

/// One finding.
package struct Diagnostic: JSONCodable, Equatable {
  package var range: TextRange
  package var message: String
  package var severity: DiagnosticSeverity?
  package var code: IntegerOrString?
  package var codeDescription: CodeDescription?
  package var source: String?
  package var tags: [DiagnosticTag]?
  package var relatedInformation: [DiagnosticRelatedInformation]?
  package var data: JSONValue?

  package init(
    range: TextRange, message: String, severity: DiagnosticSeverity? = nil, code: IntegerOrString? = nil,
    codeDescription: CodeDescription? = nil, source: String? = nil, tags: [DiagnosticTag]? = nil,
    relatedInformation: [DiagnosticRelatedInformation]? = nil, data: JSONValue? = nil
  ) {
    self.range = range
    self.message = message
    self.severity = severity
    self.code = code
    self.codeDescription = codeDescription
    self.source = source
    self.tags = tags
    self.relatedInformation = relatedInformation
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    message = try json.required("message")
    severity = json.known("severity")
    code = try json.optional("code")
    codeDescription = try json.optional("codeDescription")
    source = try json.optional("source")
    tags = json.knownList("tags")
    relatedInformation = try json.optional("relatedInformation")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("message", message)
    json.optionalMember("severity", severity)
    json.optionalMember("code", code)
    json.optionalMember("codeDescription", codeDescription)
    json.optionalMember("source", source)
    json.optionalMember("tags", tags)
    json.optionalMember("relatedInformation", relatedInformation)
    json.optionalMember("data", data)
    json.endObject()
  }
}
