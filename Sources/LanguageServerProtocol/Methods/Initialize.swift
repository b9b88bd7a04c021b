// The first request: who the two are and what they can do.

package import JSON

/// How much the server tells of what it does.
package enum TraceValue: String, JSONCodable, Hashable {
  case off
  case messages
  case verbose
}

/// The editor.
package struct ClientInfo: JSONCodable, Hashable {
  package var name: String
  package var version: String?

  package init(name: String, version: String? = nil) {
    self.name = name
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    name = try json.required("name")
    version = try json.optional("version")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.optionalMember("version", version)
    json.endObject()
  }
}

/// What the client says of itself.
package struct InitializeParams: JSONCodable, Equatable {
  package var capabilities: ClientCapabilities
  /// The editor's process; the server ends when it is gone.
  package var processId: Int?
  package var clientInfo: ClientInfo?
  package var locale: String?
  package var rootPath: String?
  package var rootUri: String?
  package var initializationOptions: JSONValue?
  package var trace: TraceValue?
  package var workDoneToken: IntegerOrString?
  package var workspaceFolders: [WorkspaceFolder]?

  package init(
    capabilities: ClientCapabilities, processId: Int?, clientInfo: ClientInfo? = nil, locale: String? = nil,
    rootPath: String? = nil, rootUri: String?, initializationOptions: JSONValue? = nil, trace: TraceValue? = nil,
    workDoneToken: IntegerOrString? = nil, workspaceFolders: [WorkspaceFolder]? = nil
  ) {
    self.capabilities = capabilities
    self.processId = processId
    self.clientInfo = clientInfo
    self.locale = locale
    self.rootPath = rootPath
    self.rootUri = rootUri
    self.initializationOptions = initializationOptions
    self.trace = trace
    self.workDoneToken = workDoneToken
    self.workspaceFolders = workspaceFolders
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    capabilities = try json.required("capabilities")
    processId = json.known("processId")
    clientInfo = json.known("clientInfo")
    locale = json.known("locale")
    rootPath = json.known("rootPath")
    rootUri = json.known("rootUri")
    initializationOptions = json.known("initializationOptions")
    trace = json.known("trace")
    workDoneToken = json.known("workDoneToken")
    workspaceFolders = json.known("workspaceFolders")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("capabilities", capabilities)
    json.member("processId", processId)
    json.optionalMember("clientInfo", clientInfo)
    json.optionalMember("locale", locale)
    json.optionalMember("rootPath", rootPath)
    json.member("rootUri", rootUri)
    json.optionalMember("initializationOptions", initializationOptions)
    json.optionalMember("trace", trace)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("workspaceFolders", workspaceFolders)
    json.endObject()
  }
}

/// The server.
package struct ServerInfo: JSONCodable, Hashable {
  package var name: String
  package var version: String?

  package init(name: String, version: String? = nil) {
    self.name = name
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    name = try json.required("name")
    version = try json.optional("version")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.optionalMember("version", version)
    json.endObject()
  }
}

/// What the server says of itself.
package struct InitializeResult: JSONCodable, Equatable {
  package var capabilities: ServerCapabilities
  package var serverInfo: ServerInfo?

  package init(capabilities: ServerCapabilities, serverInfo: ServerInfo? = nil) {
    self.capabilities = capabilities
    self.serverInfo = serverInfo
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    capabilities = try json.required("capabilities")
    serverInfo = try json.optional("serverInfo")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("capabilities", capabilities)
    json.optionalMember("serverInfo", serverInfo)
    json.endObject()
  }
}

/// Comes before every other request.
package struct InitializeRequest: RequestMethod {
  package static let method = "initialize"
  package typealias Params = InitializeParams
  package typealias Result = InitializeResult
}

/// The client has read the answer; registrations may be sent.
package struct InitializedNotification: NotificationMethod {
  package static let method = "initialized"
  package typealias Params = Empty
}
